package org.consentledger.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.consentledger.law.Admission;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.PersonId;
import org.consentledger.law.Purpose;

/** What the facts of one group need to have looked up, gathered in one pass: most groups are uses, which need nothing. */
final class Asked {
    final Set<UUID> collections = new HashSet<>();
    final Set<UUID> contactPoints = new HashSet<>();
    final Set<PersonId> persons = new HashSet<>();
    final Set<String> purposes = new HashSet<>();
    final Map<String, Admission.Version> versions = new HashMap<>();
    final Set<FactId> targets = new HashSet<>();

    /** @param defined purposes that are known and need not be asked about */
    void add(Fact fact, Set<Purpose> defined) {
        switch (fact) {
            case Fact.ContactPointCollected f -> {
                collections.add(f.collection().value());
                persons.add(f.person());
            }
            case Fact.PurposeAssigned f -> collections.add(f.collection().value());
            case Fact.PurposeRevoked f -> collections.add(f.collection().value());
            case Fact.ContactPointRemoved f -> {
                contactPoints.add(f.contactPoint().value());
                if (f.collection() != null) {
                    collections.add(f.collection().value());
                }
            }
            case Fact.ConsentChanged f -> persons.add(f.person());
            case Fact.NoticeServed f -> persons.add(f.person());
            case Fact.PersonErased f -> persons.add(f.person());
            case Fact.ContactPointUsed f -> {
                if (f.person() != null && f.value() != null) {
                    persons.add(f.person());
                }
            }
            case Fact.FactRetracted f -> targets.add(f.fact());
            case Fact.PolicyAdopted f -> add(VersionContent.version(f));
            case Fact.NoticePublished f -> add(VersionContent.version(f));
            case Fact.PurposeDefined _, Fact.SuppressionLifted _, Fact.SentinelPlanted _ -> {
                // Nothing that is recorded decides about it.
            }
        }
        for (Purpose purpose : Admission.purposesToKnow(fact)) {
            if (!defined.contains(purpose)) {
                purposes.add(purpose.path());
            }
        }
    }

    private void add(Admission.Version version) {
        versions.put(VersionContent.name(version), version);
    }
}
