package org.consentledger.provenance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.consentledger.history.Happening;
import org.consentledger.history.History;
import org.consentledger.history.HistoryPage;
import org.consentledger.law.Answer;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact;
import org.consentledger.law.Permit;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.consentledger.standing.Evidence;
import org.consentledger.standing.Standing;
import org.jspecify.annotations.Nullable;

/** How long it took until somebody's no was heeded: the uses that it forbade, up to the first one that was refused because of it. */
public final class Withdrawals {
    private static final int PAGE = 1_000;

    private final History history;
    private final Standing standing;

    /** Of words and uses that {@code history} tells. */
    public Withdrawals(History history, Standing standing) {
        this.history = history;
        this.standing = standing;
    }

    /**
     * A negative word that reaches a contact point, and what it took to be heeded.
     *
     * @param word the word itself
     * @param despite the uses, in the order in which they occurred, that it forbids as known today and that were not refused because
     *     of it as known then, up to the first one that was
     * @param heeded the first use that was refused because of it as known then; null where there was none: what a gate withholds leaves
     *     no use
     */
    public record Withdrawal(
            Recorded word, List<Recorded> despite, @Nullable Recorded heeded) {
        /** One that no longer changes with the list of its uses. */
        public Withdrawal {
            despite = List.copyOf(despite);
        }
    }

    /** Every negative word among the ledger's first {@code size} facts that reaches the contact point and was not taken back. */
    public List<Withdrawal> of(ContactPointId contactPoint, long size) {
        var happened = new ArrayList<Recorded>();
        Long after = 0L;
        while (after != null) {
            HistoryPage page = history.of(contactPoint, after, PAGE);
            page.happenings().stream()
                    .filter(happening -> happening.retractedBy().isEmpty()
                            && happening.recorded().place() <= size)
                    .map(Happening::recorded)
                    .forEach(happened::add);
            after = page.next();
        }
        List<Recorded> uses = happened.stream()
                .filter(recorded -> recorded.fact() instanceof Fact.ContactPointUsed)
                .sorted(Comparator.comparing(Recorded::occurredAt).thenComparingLong(Recorded::place))
                .toList();
        var bench = new Bench(standing.evidence(List.of(contactPoint), List.of()), contactPoint, size);
        return happened.stream()
                .filter(Withdrawals::isNegative)
                .map(word -> withdrawal(word, uses, bench))
                .toList();
    }

    private static boolean isNegative(Recorded recorded) {
        return recorded.fact() instanceof Fact.ConsentChanged word
                && !word.status().positive();
    }

    private static Withdrawal withdrawal(Recorded word, List<Recorded> uses, Bench bench) {
        var despite = new ArrayList<Recorded>();
        for (Recorded use : uses) {
            if (bench.refuses(use, word, use.occurredAt())) {
                return new Withdrawal(word, despite, use);
            }
            if (bench.refuses(use, word, null)) {
                despite.add(use);
            }
        }
        return new Withdrawal(word, despite, null);
    }

    private record Bench(Evidence evidence, ContactPointId contactPoint, long size) {
        /** Whether the word is among what a refusal of the use rests on, as far as was known by then. */
        boolean refuses(Recorded use, Recorded word, @Nullable Instant known) {
            var fact = (Fact.ContactPointUsed) use.fact();
            Answer answer = Permit.answer(
                    evidence.facts(),
                    new Question(
                            contactPoint,
                            fact.purpose(),
                            new Coordinates(use.occurredAt(), known, size),
                            PolicyChoice.IN_FORCE));
            return !answer.permitted()
                    && Stream.ofNullable(answer.headline())
                            .anyMatch(headline -> headline.restsOn().contains(word.place()));
        }
    }
}
