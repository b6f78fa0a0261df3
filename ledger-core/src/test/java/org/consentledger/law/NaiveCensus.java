package org.consentledger.law;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.NoticePublished;
import org.consentledger.law.Fact.NoticeServed;
import org.consentledger.law.Fact.PurposeDefined;
import org.consentledger.law.Fact.SentinelPlanted;
import org.jspecify.annotations.Nullable;

/** Section 7's census in the manner of {@link NaiveLaw}: at one instant, everybody and every contact point asked one by one. */
public final class NaiveCensus {
    private final Collection<Recorded> facts;
    private final Coordinates coordinates;
    private final PolicyChoice policy;
    private final List<Recorded> counting;
    private final Map<String, Integer> counts = new TreeMap<>();

    private NaiveCensus(Collection<Recorded> facts, Coordinates coordinates, PolicyChoice policy) {
        this.facts = facts;
        this.coordinates = coordinates;
        this.policy = policy;
        this.counting = NaiveLaw.counting(facts, coordinates);
    }

    /** Counts that are not 0, by purpose, what is counted and how it stands, such as {@code security persons PERMITTED}. */
    public static Map<String, Integer> counts(
            Collection<Recorded> facts, Coordinates coordinates, PolicyChoice policy) {
        var census = new NaiveCensus(facts, coordinates, policy);
        census.take();
        return census.counts;
    }

    private void take() {
        var purposes = new HashSet<Purpose>();
        var persons = new HashSet<PersonId>();
        for (Recorded fact : counting) {
            if (fact.fact() instanceof PurposeDefined defined) {
                purposes.add(defined.purpose());
            } else if (fact.fact() instanceof ContactPointCollected collected) {
                persons.add(collected.person());
            }
        }
        for (Purpose purpose : purposes) {
            for (PersonId person : persons) {
                take(person, purpose);
            }
        }
    }

    private void take(PersonId person, Purpose purpose) {
        var headlines = new ArrayList<Recorded>();
        var reasons = new ArrayList<Reason>();
        for (ContactPointId point : points(person)) {
            NaiveLaw.Verdict verdict = NaiveLaw.verdict(facts, new Question(point, purpose, coordinates, policy));
            add(purpose, "contact-points", stands(verdict.reason(), person, purpose));
            Long headline = verdict.headline();
            if (headline == null) {
                throw new AssertionError("a contact point that was collected has no headline");
            }
            if (!sentinel(point)) {
                headlines.add(at(headline));
                reasons.add(verdict.reason());
            }
        }
        Reason reason = ofPerson(headlines, reasons);
        if (reason != null) {
            add(purpose, person.unknown() ? "unknown-persons" : "persons", stands(reason, person, purpose));
        }
    }

    private Set<ContactPointId> points(PersonId person) {
        var points = new HashSet<ContactPointId>();
        for (Recorded fact : counting) {
            if (fact.fact() instanceof ContactPointCollected collected
                    && collected.person().equals(person)) {
                points.add(collected.contactPoint());
            }
        }
        return points;
    }

    private boolean sentinel(ContactPointId point) {
        for (Recorded fact : counting) {
            if (fact.fact() instanceof SentinelPlanted planted
                    && planted.contactPoint().equals(point)) {
                return true;
            }
        }
        return false;
    }

    private Recorded at(long place) {
        for (Recorded fact : counting) {
            if (fact.place() == place) {
                return fact;
            }
        }
        throw new AssertionError("a headline that does not count");
    }

    /** Permitted if anything is, else by the largest line; where several contact points are there, as among collections. */
    private static @Nullable Reason ofPerson(List<Recorded> headlines, List<Reason> reasons) {
        int best = -1;
        for (int i = 0; i < reasons.size(); i++) {
            if (NaiveLaw.permits(reasons.get(i))) {
                return reasons.get(i);
            }
            if (best < 0
                    || NaiveLaw.line(reasons.get(i)) > NaiveLaw.line(reasons.get(best))
                    || (NaiveLaw.line(reasons.get(i)) == NaiveLaw.line(reasons.get(best))
                            && later(headlines.get(i), headlines.get(best)))) {
                best = i;
            }
        }
        return best < 0 ? null : reasons.get(best);
    }

    private static boolean later(Recorded one, Recorded other) {
        if (!one.occurredAt().equals(other.occurredAt())) {
            return one.occurredAt().isAfter(other.occurredAt());
        }
        String id = ((ContactPointCollected) one.fact()).collection().value().toString();
        String otherId =
                ((ContactPointCollected) other.fact()).collection().value().toString();
        return id.equals(otherId) ? one.place() > other.place() : id.compareTo(otherId) > 0;
    }

    private String stands(Reason reason, PersonId person, Purpose purpose) {
        if (NaiveLaw.permits(reason)) {
            return "PERMITTED";
        }
        return reason == Reason.CONSENT_MISSING && !disclosed(person, purpose) ? "NEVER_ASKED" : reason.name();
    }

    /** Whether the person was served a notice, published by then, that names the purpose or one that it lies in. */
    private boolean disclosed(PersonId person, Purpose purpose) {
        for (Recorded fact : counting) {
            if (fact.fact() instanceof NoticeServed served && served.person().equals(person)) {
                for (Recorded other : counting) {
                    if (other.fact() instanceof NoticePublished published
                            && published.notice().equals(served.notice())) {
                        for (Purpose disclosed : published.discloses()) {
                            if (NaiveLaw.liesIn(purpose, disclosed)) {
                                return true;
                            }
                        }
                    }
                }
            }
        }
        return false;
    }

    private void add(Purpose purpose, String population, String category) {
        counts.merge(purpose + " " + population + " " + category, 1, Integer::sum);
    }
}
