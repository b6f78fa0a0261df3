package org.consentledger.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Histories;
import org.consentledger.law.Permit;
import org.consentledger.law.Question;
import org.consentledger.law.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the law answers about a history, the verifier derives from its bundle, and so does the ledger's own code. */
class VerifierAgreementTest {
    private static final int SEEDS = 2_000;
    private static final int SEEDS_PER_TEST = 100;
    private static final int QUESTIONS = 3;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS / SEEDS_PER_TEST).map(test -> test * SEEDS_PER_TEST);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void every_answer_is_derived_again_from_its_bundle(long first) {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            SignedHistory signed = SignedHistory.of(Histories.admitted(seed));
            for (Question question : signed.history().questions(QUESTIONS)) {
                byte[] bundle = signed.bundle(question);
                assertThat(StandAlone.refused(
                                bundle, SignedHistory.LOG.verifier().toString()))
                        .as("%s%n%s", question, signed.history())
                        .isNull();
                assertThat(BundleCheck.holds(bundle))
                        .as("%s%n%s", question, signed.history())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void every_history_holds_at_every_size(long first) {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed += 10) {
            SignedHistory signed = SignedHistory.of(Histories.admitted(seed));
            for (ContactPointId contactPoint : signed.history().contactPoints()) {
                for (long size = signed.history().facts().size(); size > 0; size /= 2) {
                    assertThat(StandAlone.refused(signed.historyBundle(contactPoint, size)))
                            .as("%s at %d%n%s", contactPoint, size, signed.history())
                            .isNull();
                }
            }
        }
    }

    @Test
    void the_questions_meet_every_reason() {
        Set<Reason> met = EnumSet.noneOf(Reason.class);
        for (long seed = 0; seed < SEEDS; seed++) {
            var history = Histories.admitted(seed);
            history.questions(QUESTIONS)
                    .forEach(question ->
                            met.add(Permit.answer(history.facts(), question).reason()));
        }
        assertThat(met).isEqualTo(EnumSet.allOf(Reason.class));
    }
}
