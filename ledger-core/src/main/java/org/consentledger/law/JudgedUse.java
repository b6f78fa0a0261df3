package org.consentledger.law;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.ContactPointUsed;
import org.consentledger.law.Fact.FactRetracted;
import org.consentledger.law.Fact.PolicyAdopted;
import org.jspecify.annotations.Nullable;

/**
 * A use with what became of it.
 *
 * @param use the use itself
 * @param then the answer as known at the use's own moment
 * @param now the answer as known by the question
 * @param assertedKnowledge whether the class would differ had nobody asserted when something was known
 * @param laterEvidence whether a permitting answer rests on a fact recorded after the use
 * @param retraction whether the class would differ had nothing been retracted
 */
public record JudgedUse(
        Recorded use,
        Reason then,
        Reason now,
        @Nullable Answer answerNow,
        boolean assertedKnowledge,
        boolean laterEvidence,
        boolean retraction) {

    /** The class that the two verdicts make. */
    public UseClass useClass() {
        return UseClass.of(then, now);
    }

    /**
     * Judges a use that counts.
     *
     * @param facts as {@link Permit#answer} wants them, for every contact point the use may have been of
     * @param known the question's knowledge; null for no limit
     */
    public static JudgedUse of(
            Collection<Recorded> facts, Recorded use, @Nullable Instant known, long ledgerSize, PolicyChoice policy) {
        var bench = new Bench(facts, use, ledgerSize, policy);
        Verdict then = bench.judge(facts, use.occurredAt());
        Verdict now = bench.judge(facts, known);
        UseClass useClass = UseClass.of(then.reason(), now.reason());
        return new JudgedUse(
                use,
                then.reason(),
                now.reason(),
                now.answer(),
                useClass != bench.useClass(withoutAssertions(facts), known),
                restsOnLaterEvidence(facts, then, use) || restsOnLaterEvidence(facts, now, use),
                useClass != bench.useClass(withoutRetractions(facts), known));
    }

    /** A reason with its answer; without an answer where the use has no contact point that was ever collected. */
    private record Verdict(Reason reason, @Nullable Answer answer, List<Answer> all) {}

    private record Bench(Collection<Recorded> all, Recorded use, long ledgerSize, PolicyChoice policy) {
        UseClass useClass(Collection<Recorded> facts, @Nullable Instant known) {
            return UseClass.of(
                    judge(facts, use.occurredAt()).reason(), judge(facts, known).reason());
        }

        /** Where a use by person and value fits several contact points, every one of them has to permit it. */
        Verdict judge(Collection<Recorded> facts, @Nullable Instant known) {
            var fact = (ContactPointUsed) use.fact();
            var coordinates = new Coordinates(use.occurredAt(), known, ledgerSize);
            List<Answer> answers = contactPoints(facts, fact, ledgerSize).stream()
                    .map(contactPoint ->
                            Permit.answer(facts, new Question(contactPoint, fact.purpose(), coordinates, policy)))
                    .filter(answer -> answer.reason() != Reason.NO_RECORD)
                    .toList();
            return answers.stream()
                    .min(MOST_RESTRICTIVE)
                    .map(answer -> new Verdict(answer.reason(), answer, answers))
                    .orElse(new Verdict(Reason.NO_RECORD, null, List.of()));
        }

        /** What the ledger did not hold at that size can't tell which contact points a value was of. */
        private static List<ContactPointId> contactPoints(
                Collection<Recorded> facts, ContactPointUsed use, long ledgerSize) {
            if (use.person() == null) {
                return List.of(Objects.requireNonNull(use.contactPoint()));
            }
            return facts.stream()
                    .filter(recorded -> recorded.place() <= ledgerSize)
                    .filter(recorded -> recorded.fact() instanceof ContactPointCollected collected
                            && collected.person().equals(use.person())
                            && (collected.contactPoint().equals(use.contactPoint())
                                    || LatestWord.sharesAny(
                                            use.tags(), collected.value().tags())))
                    .map(recorded -> ((ContactPointCollected) recorded.fact()).contactPoint())
                    .distinct()
                    .sorted(Comparator.comparing(ContactPointId::toString))
                    .toList();
        }
    }

    /** A refusal on the record before the lack of one before a permission; of refusals the nearest to permission. */
    private static final Comparator<Answer> MOST_RESTRICTIVE = Comparator.comparing(Answer::permitted)
            .thenComparing(answer -> answer.reason().withoutEvidence())
            .thenComparingInt(answer -> -answer.reason().line());

    /** Where several contact points, or several collections, had to permit, one late permission among them is enough. */
    private static boolean restsOnLaterEvidence(Collection<Recorded> facts, Verdict verdict, Recorded use) {
        if (!verdict.reason().permitted()) {
            return false;
        }
        Set<Long> restsOn = verdict.all().stream()
                .flatMap(answer -> permissions(facts, answer))
                .flatMap(outcome -> outcome.restsOn().stream())
                .collect(Collectors.toUnmodifiableSet());
        return facts.stream()
                .anyMatch(recorded -> restsOn.contains(recorded.place())
                        && recorded.recordedAt().isAfter(use.occurredAt()));
    }

    /** The outcomes that a permitting answer needs: where one of them suffices the headline, otherwise every one that permits. */
    private static Stream<Outcome> permissions(Collection<Recorded> facts, Answer answer) {
        return switch (combine(facts, answer)) {
            case ANY -> Stream.ofNullable(answer.headline());
            case ALL -> answer.outcomes().stream().filter(Outcome::permitted);
        };
    }

    private static Policy.Combine combine(Collection<Recorded> facts, Answer answer) {
        if (answer.question().policy() instanceof PolicyChoice.Draft draft) {
            return draft.policy().combine();
        }
        return facts.stream()
                .filter(recorded -> Objects.equals(recorded.place(), answer.policyPlace()))
                .map(recorded -> ((PolicyAdopted) recorded.fact()).policy().combine())
                .findFirst()
                .orElse(Policy.EMPTY.combine());
    }

    private static List<Recorded> withoutAssertions(Collection<Recorded> facts) {
        return facts.stream()
                .map(recorded -> new Recorded(
                        recorded.place(),
                        recorded.recordedAt(),
                        recorded.id(),
                        recorded.occurredAt(),
                        recorded.recordedAt(),
                        false,
                        recorded.fact()))
                .toList();
    }

    private static List<Recorded> withoutRetractions(Collection<Recorded> facts) {
        return facts.stream()
                .filter(recorded -> !(recorded.fact() instanceof FactRetracted))
                .toList();
    }
}
