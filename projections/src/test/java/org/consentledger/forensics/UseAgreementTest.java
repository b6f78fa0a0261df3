package org.consentledger.forensics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.consentledger.check.GrowingIndex;
import org.consentledger.check.HistoryKeys;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact;
import org.consentledger.law.Histories;
import org.consentledger.law.Histories.History;
import org.consentledger.law.JudgedUse;
import org.consentledger.law.Moments;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On any history the log says of every use what the law says, kept as facts arrive and judged at any coordinates. */
class UseAgreementTest {
    private static final int SEEDS = 4_000;
    private static final int SEEDS_PER_TEST = 200;
    private static final int QUESTIONS = 6;
    private static final Codes<RestsOn> REST = Codes.of(RestsOn.class);

    /** The first seed of each test; it covers those up to the next. */
    static LongStream seeds() {
        return LongStream.range(0, SEEDS / SEEDS_PER_TEST).map(test -> test * SEEDS_PER_TEST);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void the_log_judges_uses_as_the_law_does(long first) {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            agree(Histories.admitted(seed), new Random(seed));
        }
    }

    private static void agree(History history, Random random) {
        try (var growing = new GrowingIndex(history, random)) {
            var log = new UseLog(growing.ledger(), growing.index());
            while (!growing.whole()) {
                growing.grow();
                if (random.nextInt(4) == 0 && !growing.whole()) {
                    // The index may be ahead of what the log is brought.
                    bring(log, history, growing.size(), random);
                    growing.grow();
                } else {
                    bring(log, history, growing.size(), random);
                }
                compareKept(log, history);
                compareAtCoordinates(log, history);
            }
        }
    }

    private static void bring(UseLog log, History history, int size, Random random) {
        int again = (int) Math.max(0, log.taken() - random.nextInt(3));
        log.take(history.facts().subList(again, size));
        log.judge();
        assertThat(log.place()).isEqualTo(size);
    }

    private static void compareKept(UseLog log, History history) {
        compare(log, history, PolicyChoice.IN_FORCE, null, log.place(), (rows, row) -> rows.verdict(row));
    }

    private static void compareAtCoordinates(UseLog log, History history) {
        for (Question question : history.questions(QUESTIONS)) {
            Coordinates asked = question.coordinates();
            long size = Math.min(asked.ledgerSize(), log.place());
            if (question.policy() instanceof PolicyChoice.Version named && !adopted(history, named, size)) {
                continue;
            }
            Instant known = asked.known();
            var bench = new Bench(
                    log.now(), question.policy(), known == null ? Long.MAX_VALUE : Moments.toMicros(known), size);
            compare(log, history, question.policy(), known, size, (_, row) -> bench.judge(row));
        }
    }

    private static boolean adopted(History history, PolicyChoice.Version named, long size) {
        return history.first(size).stream()
                .anyMatch(fact -> fact.fact() instanceof Fact.PolicyAdopted adopted
                        && adopted.policy().version().equals(named.version()));
    }

    private interface Judging {
        long verdict(UseRows.View rows, int row);
    }

    private static void compare(
            UseLog log, History history, PolicyChoice policy, @Nullable Instant known, long size, Judging judging) {
        List<Recorded> readable = HistoryKeys.readable(history.first(log.place()));
        UseRows.View rows = log.now().rows();
        List<Recorded> uses = readable.stream()
                .filter(fact -> fact.fact() instanceof Fact.ContactPointUsed)
                .toList();
        assertThat(rows.size()).isEqualTo(uses.size());
        for (int row = 0; row < rows.size(); row++) {
            Recorded use = uses.get(row);
            assertThat(rows.place(row)).isEqualTo(use.place());
            long verdict = judging.verdict(rows, row);
            JudgedUse expected = JudgedUse.of(readable, use, known, size, policy);
            assertThat(List.<Object>of(
                            Verdict.then(verdict),
                            Verdict.now(verdict),
                            Verdict.useClass(verdict),
                            Verdict.rests(verdict, REST.number(RestsOn.ASSERTED_KNOWLEDGE)),
                            Verdict.rests(verdict, REST.number(RestsOn.LATER_EVIDENCE)),
                            Verdict.rests(verdict, REST.number(RestsOn.RETRACTION))))
                    .as("place %d, known %s, size %d, %s%n%s", use.place(), known, size, policy, history)
                    .containsExactly(
                            expected.then(),
                            expected.now(),
                            expected.useClass(),
                            expected.assertedKnowledge(),
                            expected.laterEvidence(),
                            expected.retraction());
        }
    }
}
