package org.consentledger.law;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.consentledger.law.CountingFacts.Counted;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.ContactPointRemoved;
import org.consentledger.law.Fact.PersonErased;
import org.consentledger.law.Fact.PurposeAssigned;
import org.consentledger.law.Fact.SentinelPlanted;
import org.jspecify.annotations.Nullable;

/**
 * The law: whether a contact point may be used for a purpose. A pure function of the facts and the question; every other
 * way to an answer (SQL, index, bulk) is held to it.
 */
public final class Permit {
    private final Question question;
    private final CountingFacts counting;
    private final PolicyInForce policy;
    private final Suppression suppression;

    private Permit(Collection<Recorded> facts, Question question) {
        this.question = question;
        this.counting = CountingFacts.at(facts, question.coordinates());
        this.policy = PolicyInForce.choose(
                facts, counting, question.policy(), question.coordinates().ledgerSize());
        this.suppression = Suppression.of(counting, question.contactPoint());
    }

    /**
     * The answer to {@code question}.
     *
     * @param facts at least every fact about the contact point, its person, its collections and other contact points of that
     *     person, every policy, every suppression and whatever lifts one, with all their retractions; further facts change
     *     nothing
     * @throws Illegal where the question names a policy version that was never adopted
     */
    public static Answer answer(Collection<Recorded> facts, Question question) {
        return new Permit(facts, question).answer(facts);
    }

    private Answer answer(Collection<Recorded> facts) {
        List<Judged> judged = counting.stream(ContactPointCollected.class)
                .filter(collected -> collected.fact().contactPoint().equals(question.contactPoint()))
                .sorted(Comparator.comparingLong(Counted::place))
                .map(collected -> new Judged(collected, outcome(collected)))
                .toList();
        if (judged.isEmpty()) {
            return answer(collectedLater(facts) ? Reason.NOT_COLLECTED : Reason.NO_RECORD, null, List.of());
        }
        Judged headline = headline(judged, permits(judged));
        return answer(
                headline.outcome().reason(),
                headline.outcome(),
                judged.stream().map(Judged::outcome).toList());
    }

    private Answer answer(Reason reason, @Nullable Outcome headline, List<Outcome> outcomes) {
        return new Answer(
                question, reason, headline, outcomes, policy.policy().version(), policy.place(), policy.hypothetical());
    }

    /** Whether a collection of the contact point would count but for {@code at}. */
    private boolean collectedLater(Collection<Recorded> facts) {
        return CountingFacts.at(facts, question.coordinates().at(Moments.LAST)).stream(ContactPointCollected.class)
                .anyMatch(collected -> collected.fact().contactPoint().equals(question.contactPoint()));
    }

    private boolean permits(List<Judged> judged) {
        return switch (policy.policy().combine()) {
            case ANY -> judged.stream().anyMatch(one -> one.outcome().permitted());
            case ALL -> {
                List<Judged> live = judged.stream().filter(Judged::live).toList();
                yield !live.isEmpty()
                        && live.stream().allMatch(one -> one.outcome().permitted());
            }
        };
    }

    /** Of the collections that agree with the verdict, the one that came furthest down the table. */
    private static Judged headline(List<Judged> judged, boolean permitted) {
        return judged.stream()
                .filter(one -> one.outcome().permitted() == permitted)
                .max(Comparator.<Judged>comparingInt(
                                one -> one.outcome().reason().line())
                        .thenComparing(one -> one.collected().occurredAt())
                        .thenComparing(one -> one.outcome().collection().toString(), Text.BY_CODE_POINT)
                        .thenComparingLong(one -> one.collected().place()))
                .orElseThrow();
    }

    /** A collection that counts, with what it says. */
    private record Judged(Counted<ContactPointCollected> collected, Outcome outcome) {
        boolean live() {
            return outcome.reason().line() > Reason.REMOVED.line();
        }
    }

    // The table of the law's section 6, line by line.
    private Outcome outcome(Counted<ContactPointCollected> collected) {
        ContactPointCollected fact = collected.fact();
        return because(
                        Reason.ERASED,
                        collected,
                        places(PersonErased.class, erased -> erased.person().equals(fact.person())))
                .or(() -> because(
                        Reason.SENTINEL,
                        collected,
                        places(
                                SentinelPlanted.class,
                                planted -> planted.contactPoint().equals(fact.contactPoint()))))
                .or(() -> because(Reason.SUPPRESSED, collected, suppression.inForce()))
                .orElseGet(() -> unsuppressed(collected).restingAlsoOn(suppression.lifted()));
    }

    private Outcome unsuppressed(Counted<ContactPointCollected> collected) {
        return because(Reason.REMOVED, collected, CountingFacts.places(removals(collected)))
                .or(() -> byRule(collected))
                .orElseGet(() -> byAssignment(collected));
    }

    private <F extends Fact> List<Long> places(Class<F> type, Predicate<F> condition) {
        return CountingFacts.places(counting.all(type, condition));
    }

    private List<Counted<ContactPointRemoved>> removals(Counted<ContactPointCollected> collected) {
        ContactPointCollected fact = collected.fact();
        return counting.stream(ContactPointRemoved.class)
                .filter(removed -> {
                    CollectionId one = removed.fact().collection();
                    return one != null
                            ? one.equals(fact.collection())
                            : removed.fact().contactPoint().equals(fact.contactPoint())
                                    && !collected.occurredAt().isAfter(removed.occurredAt());
                })
                .toList();
    }

    private Optional<Outcome> byRule(Counted<ContactPointCollected> collected) {
        for (Rule rule : policy.policy().rules()) {
            Optional<List<Long>> holds = holds(rule, collected.fact());
            if (holds.isPresent()) {
                var restsOn = new ArrayList<>(holds.get());
                Optional.ofNullable(policy.place()).ifPresent(restsOn::add);
                Basis basis = rule.basis();
                return Optional.of(
                        basis == null
                                ? outcome(collected, Reason.RULE, rule, null, restsOn)
                                : onBasis(collected, basis, rule, restsOn));
            }
        }
        return Optional.empty();
    }

    /** Where every condition of the rule holds, the places of the assignments that its conditions rest on. */
    private Optional<List<Long>> holds(Rule rule, ContactPointCollected collected) {
        NoticeRef notice = collected.notice();
        boolean holds = isOneOf(rule.surfaces(), collected.surface())
                && isOneOf(rule.suppliers(), collected.suppliedBy().kind())
                && isOneOf(rule.channels(), collected.channel())
                && isOneOf(rule.jurisdictions(), collected.jurisdiction())
                && isOneOf(rule.notices(), notice == null ? null : notice.notice())
                && (rule.usedFor() == null || rule.usedFor().covers(question.purpose()));
        if (!holds || rule.assignedWithin() == null) {
            return holds ? Optional.of(List.of()) : Optional.empty();
        }
        List<Long> live = liveWithin(rule.assignedWithin(), collected.collection());
        return live.isEmpty() ? Optional.empty() : Optional.of(live);
    }

    private static <T> boolean isOneOf(@Nullable Set<T> condition, @Nullable T value) {
        return condition == null || (value != null && condition.contains(value));
    }

    /** Places of the collection's live assignments that lie in {@code purpose}, and of what says so; empty where none is. */
    private List<Long> liveWithin(Purpose purpose, CollectionId collection) {
        return counting.stream(PurposeAssigned.class)
                .filter(assigned -> assigned.fact().collection().equals(collection)
                        && purpose.covers(assigned.fact().purpose()))
                .flatMap(assigned -> switch (LatestWord.onAssignment(
                        counting, collection, assigned.fact().purpose())) {
                    case LatestWord.Assigned word -> Stream.concat(Stream.of(assigned.place()), word.places().stream());
                    case LatestWord.Revoked _, LatestWord.Unassigned _ -> Stream.empty();
                })
                .toList();
    }

    private Outcome byAssignment(Counted<ContactPointCollected> collected) {
        LatestWord.OfAssignment word =
                LatestWord.onAssignment(counting, collected.fact().collection(), question.purpose());
        return switch (word) {
            case LatestWord.Unassigned _ -> outcome(collected, Reason.PURPOSE_NOT_ASSIGNED, null, null, List.of());
            case LatestWord.Revoked revoked -> outcome(collected, Reason.PURPOSE_REVOKED, null, null, revoked.places());
            case LatestWord.Assigned assigned -> onBasis(collected, assigned.basis(), null, assigned.places());
        };
    }

    private Outcome onBasis(
            Counted<ContactPointCollected> collected, Basis basis, @Nullable Rule rule, List<Long> restsOn) {
        boolean onConsent = basis == Basis.CONSENT;
        var reach = LatestWord.Reach.of(
                counting, collected.fact().person(), collected.fact().contactPoint());
        LatestWord.OfConsent word = LatestWord.onConsent(
                counting, reach, question.purpose(), question.coordinates().at(), onConsent);
        Reason reason = onConsent ? consented(word) : basis.endsByObjection() ? unobjected(word) : Reason.BASIS;
        var places = new ArrayList<>(restsOn);
        if (onConsent || basis.endsByObjection()) {
            places.addAll(word.places());
        }
        return outcome(collected, reason, rule, basis, places);
    }

    private static Reason consented(LatestWord.OfConsent word) {
        return switch (word) {
            case LatestWord.Positive _ -> Reason.CONSENT;
            case LatestWord.Silent _ -> Reason.CONSENT_MISSING;
            case LatestWord.Negative _ -> Reason.CONSENT_NEGATIVE;
            case LatestWord.Expired _ -> Reason.CONSENT_EXPIRED;
        };
    }

    private static Reason unobjected(LatestWord.OfConsent word) {
        return word instanceof LatestWord.Negative ? Reason.OBJECTED : Reason.BASIS;
    }

    private static Optional<Outcome> because(
            Reason reason, Counted<ContactPointCollected> collected, List<Long> places) {
        return places.isEmpty() ? Optional.empty() : Optional.of(outcome(collected, reason, null, null, places));
    }

    private static Outcome outcome(
            Counted<ContactPointCollected> collected,
            Reason reason,
            @Nullable Rule rule,
            @Nullable Basis basis,
            List<Long> restsOn) {
        var places = new ArrayList<>(restsOn);
        places.add(collected.place());
        return new Outcome(
                collected.fact().collection(),
                collected.place(),
                reason,
                rule == null ? null : rule.id(),
                basis,
                places);
    }
}
