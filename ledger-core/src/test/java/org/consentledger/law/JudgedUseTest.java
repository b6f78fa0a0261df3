package org.consentledger.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.consentledger.law.Fact.FactRetracted;
import org.consentledger.law.Fact.PolicyAdopted;
import org.consentledger.law.Fact.PurposeAssigned;
import org.consentledger.law.Fact.PurposeRevoked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What became of a use. */
class JudgedUseTest extends OneDay {
    @ParameterizedTest(name = "{0} then, {1} now: {2}")
    @CsvSource({
        "permitted, permitted, LAWFUL",
        "refused, refused, PREVENTABLE_BREACH",
        "permitted, refused, LATE_BREACH",
        "no record, refused, LATE_BREACH",
        "not collected, refused, LATE_BREACH",
        "refused, permitted, CLEARED",
        "no record, permitted, CLEARED",
        "permitted, no record, UNPROVEN",
        "refused, not collected, UNPROVEN",
        "no record, no record, UNPROVEN",
    })
    void what_became_of_a_use(String then, String now, UseClass useClass) {
        assertThat(UseClass.of(reason(then), reason(now))).isEqualTo(useClass);
    }

    @Test
    void a_word_that_arrives_late_makes_a_late_breach() {
        onConsent();
        given("09:00", word(ADVERTISING, ConsentStatus.GIVEN, null));
        givenKnown("10:00", "13:00", word(ADVERTISING, ConsentStatus.WITHDRAWN, null));
        Recorded use = given("12:00", use(NUMBER, null, Set.of()));
        assertThat(judged(use, "12:59:59.999999").useClass()).isEqualTo(UseClass.LAWFUL);
        JudgedUse late = judged(use, "13:00");
        assertThat(late.useClass()).isEqualTo(UseClass.LATE_BREACH);
        assertThat(List.of(late.assertedKnowledge(), late.laterEvidence(), late.retraction()))
                .containsExactly(false, false, false);
    }

    @Test
    void what_is_asserted_after_the_fact_and_clears_a_use_is_marked() {
        onConsent();
        Recorded use = given("12:00", use(NUMBER, null, Set.of()));
        recordedLate("20:00", "09:00", word(ADVERTISING, ConsentStatus.GIVEN, null));
        JudgedUse judged = judged(use, null);
        assertThat(judged.useClass()).isEqualTo(UseClass.LAWFUL);
        assertThat(judged.assertedKnowledge()).isTrue();
        assertThat(judged.laterEvidence()).isTrue();
        assertThat(judged.retraction()).isFalse();
    }

    @Test
    void a_permission_then_that_was_recorded_only_after_the_use_is_marked_though_it_ended_since() {
        onConsent();
        Recorded use = given("12:00", use(NUMBER, null, Set.of()));
        recordedLate("12:00:00.000001", "09:00", word(ADVERTISING, ConsentStatus.GIVEN, null));
        givenKnown("10:00", "21:00", word(ADVERTISING, ConsentStatus.WITHDRAWN, null));
        JudgedUse judged = judged(use, null);
        assertThat(judged.useClass()).isEqualTo(UseClass.LATE_BREACH);
        assertThat(judged.laterEvidence()).isTrue();
    }

    @Test
    void where_every_collection_has_to_permit_a_late_permission_of_any_of_them_is_marked() {
        given("07:00", new PolicyAdopted(new Policy("v1", Policy.Combine.ALL, List.of())));
        given("08:00", collected(FIRST));
        given("09:00", collected(SECOND));
        given("09:00", new PurposeAssigned(SECOND, ADVERTISING, Basis.CONTRACT));
        Recorded use = given("12:00", use(NUMBER, null, Set.of()));
        givenKnown("08:00", "20:00", new PurposeAssigned(FIRST, ADVERTISING, Basis.CONTRACT));
        JudgedUse judged = judged(use, null);
        assertThat(judged.useClass()).isEqualTo(UseClass.CLEARED);
        assertThat(headline("12:00")).isEqualTo(SECOND);
        assertThat(judged.laterEvidence()).isTrue();
    }

    @Test
    void where_one_collection_suffices_another_ones_late_permission_is_not() {
        permittedFrom("08:00");
        given("07:00", collected(SECOND));
        Recorded use = given("12:00", use(NUMBER, null, Set.of()));
        givenKnown("07:00", "20:00", new PurposeAssigned(SECOND, ADVERTISING, Basis.CONTRACT));
        assertThat(headline("12:00")).isEqualTo(FIRST);
        assertThat(judged(use, null).useClass()).isEqualTo(UseClass.LAWFUL);
        assertThat(judged(use, null).laterEvidence()).isFalse();
    }

    @Test
    void evidence_recorded_at_the_moment_of_the_use_is_in_time() {
        onConsent();
        recordedLate("12:00", "09:00", word(ADVERTISING, ConsentStatus.GIVEN, null));
        Recorded use = given("12:00", use(NUMBER, null, Set.of()));
        assertThat(judged(use, null).useClass()).isEqualTo(UseClass.LAWFUL);
        assertThat(judged(use, null).laterEvidence()).isFalse();
    }

    @Test
    void a_retraction_that_clears_a_use_is_marked() {
        permittedFrom("08:00");
        Recorded wrong = given("09:00", new PurposeRevoked(FIRST, ADVERTISING));
        Recorded use = given("12:00", use(NUMBER, null, Set.of()));
        given("13:00", new FactRetracted(wrong.id(), "recorded-in-error"));
        JudgedUse judged = judged(use, null);
        assertThat(judged.useClass()).isEqualTo(UseClass.CLEARED);
        assertThat(judged.retraction()).isTrue();
        assertThat(judged.assertedKnowledge()).isFalse();
    }

    @Test
    void a_use_of_a_value_is_judged_by_every_contact_point_it_may_have_been_of() {
        permittedFrom("08:00");
        given("08:00", collected(BOB, BOBS, LATE_IN_TEXT, TAG, null));
        Recorded use = given("12:00", use(NUMBER, ADA, Set.of(TAG)));
        assertThat(judged(use, null).useClass()).isEqualTo(UseClass.LAWFUL);
        given("09:00", collected(ADA, SAME_NUMBER_HASHED, SECOND, TAG, null));
        assertThat(judged(use, null).now()).isEqualTo(Reason.PURPOSE_NOT_ASSIGNED);
        assertThat(JudgedUse.of(facts, use, null, 4, PolicyChoice.IN_FORCE).useClass())
                .isEqualTo(UseClass.LAWFUL);
    }

    @Test
    void a_use_of_somebody_alone_is_unproven() {
        permittedFrom("08:00");
        assertThat(judged(given("12:00", use(null, ADA, Set.of())), null).useClass())
                .isEqualTo(UseClass.UNPROVEN);
    }
}
