package org.consentledger.store;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.consentledger.law.CollectionId;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.jspecify.annotations.Nullable;

/** Whose verdicts some facts may have changed. Rather somebody too many than one too few. */
final class Touches {
    private final Set<UUID> subjects = new HashSet<>();
    private boolean everybody;

    /** Adds what one fact may change. A collection that nobody holds yet concerns nobody, until it is collected. */
    void add(Fact fact, Function<CollectionId, @Nullable PersonId> holders) {
        switch (fact) {
            case Fact.ContactPointCollected f -> add(f.person());
            case Fact.PurposeAssigned f -> add(holders.apply(f.collection()));
            case Fact.PurposeRevoked f -> add(holders.apply(f.collection()));
            case Fact.ConsentChanged f -> add(f.person());
            case Fact.NoticeServed f -> add(f.person());
            case Fact.ContactPointRemoved f -> {
                // Where it names a collection, that one is ended, whatever contact point stands beside it.
                subjects.add(f.contactPoint().value());
                add(f.collection() == null ? null : holders.apply(f.collection()));
            }
            case Fact.SentinelPlanted f -> subjects.add(f.contactPoint().value());
            case Fact.PersonErased f -> {
                add(f.person());
                everybody |= f.suppression();
            }
            case Fact.SuppressionLifted _, Fact.PolicyAdopted _, Fact.FactRetracted _ -> everybody = true;
            case Fact.PurposeDefined _, Fact.NoticePublished _, Fact.ContactPointUsed _ -> {
                // No verdict reads them.
            }
        }
    }

    private void add(@Nullable PersonId person) {
        if (person != null) {
            subjects.add(person.value());
        }
    }

    boolean everybody() {
        return everybody;
    }

    /** Surrogates of persons and ids of contact points. */
    Set<UUID> subjects() {
        return subjects;
    }

    boolean touch(Judged.Use use) {
        return everybody
                || subjects.contains(use.person().value())
                || subjects.contains(use.contactPoint().value());
    }
}
