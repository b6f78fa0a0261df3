package org.consentledger.law;

import java.util.ArrayList;
import java.util.List;
import org.consentledger.law.CountingFacts.Counted;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.PersonErased;
import org.consentledger.law.Fact.SuppressionLifted;

/**
 * Whether erasures suppress a contact point's value (the law's section 9): a person's erasure does, by each key, until that
 * person lifts it at a later instant.
 *
 * @param inForce places of the erasures that suppress it, and of the collections that tell the keys; empty where none does
 * @param lifted places of the erasures that do so no more, of the latest word that lifted each, and of those collections
 */
record Suppression(List<Long> inForce, List<Long> lifted) {
    static Suppression of(CountingFacts counting, ContactPointId contactPoint) {
        var suppression = new Suppression(new ArrayList<>(), new ArrayList<>());
        List<Counted<ContactPointCollected>> collections = counting.all(
                ContactPointCollected.class,
                collected -> collected.contactPoint().equals(contactPoint));
        for (Counted<PersonErased> erased :
                counting.all(PersonErased.class, erased -> !erased.suppressed().isEmpty())) {
            for (Counted<ContactPointCollected> collected : collections) {
                for (SuppressionKey key : collected.fact().value().suppressionKeys()) {
                    if (erased.fact().suppressed().contains(key)) {
                        suppression.add(erased, collected, lifts(counting, erased, key));
                    }
                }
            }
        }
        return suppression;
    }

    private void add(
            Counted<PersonErased> erased,
            Counted<ContactPointCollected> collected,
            List<Counted<SuppressionLifted>> lifts) {
        List<Long> places = lifts.isEmpty() ? inForce : lifted;
        places.add(erased.place());
        places.add(collected.place());
        places.addAll(CountingFacts.places(lifts));
    }

    /** Of one instant the erasure is the more restrictive, so only what comes later lifts it. */
    private static List<Counted<SuppressionLifted>> lifts(
            CountingFacts counting, Counted<PersonErased> erased, SuppressionKey key) {
        List<Counted<SuppressionLifted>> latest = CountingFacts.latest(counting.stream(SuppressionLifted.class)
                .filter(lift -> lift.fact().person().equals(erased.fact().person())
                        && lift.fact().isAbout(key)
                        && lift.occurredAt().isAfter(erased.occurredAt()))
                .toList());
        return latest == null ? List.of() : latest;
    }
}
