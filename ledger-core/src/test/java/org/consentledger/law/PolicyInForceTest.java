package org.consentledger.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.consentledger.law.Fact.FactRetracted;
import org.consentledger.law.Fact.PolicyAdopted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which policy counts. */
class PolicyInForceTest extends OneDay {
    @Test
    void of_adoptions_that_say_the_same_the_one_known_first_is_named_in_whatever_order_they_came() {
        givenKnown("10:00", "09:30", new PolicyAdopted(policy("v1")));
        Recorded second = givenKnown("10:00", "09:00", new PolicyAdopted(policy("v1")));
        facts.add(new Recorded(3, time("11:00"), id(0), time("10:00"), time("09:00"), true, second.fact()));
        Question question = question("23:00", null, Coordinates.ALL);
        assertThat(answer(question).policyPlace()).isEqualTo(3);
        assertThat(answer(underVersion("v1", question)).policyPlace()).isEqualTo(3);
    }

    @Test
    void the_policy_with_the_latest_beginning_counts_whatever_the_order_of_recording() {
        permittedFrom("07:00");
        given("12:00", new PolicyAdopted(policy("v2", refuse("r-2", null))));
        given("09:00", new PolicyAdopted(policy("v1", refuse("r-1", null))));
        assertThat(answer(question("08:00", null, Coordinates.ALL)).policyVersion())
                .isEmpty();
        assertThat(answer(question("11:59:59.999999", null, Coordinates.ALL)).rule())
                .isEqualTo("r-1");
        Answer answer = answer(question("12:00", null, Coordinates.ALL));
        assertThat(answer.rule()).isEqualTo("r-2");
        assertThat(answer.policyVersion()).isEqualTo("v2");
        assertThat(answer.policyPlace()).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0} comes after {1}")
    @CsvSource({"v9, v10", "v10, v1", "va, vZ", "v\uD83D\uDE00, v\uFF5E", "vé, vz"})
    void of_two_policies_of_one_instant_the_version_counts_that_sorts_last_by_code_point(String last, String other) {
        permittedFrom("07:00");
        given("08:00", new PolicyAdopted(policy(last)));
        given("08:00", new PolicyAdopted(policy(other)));
        assertThat(answer(question("08:00", null, Coordinates.ALL)).policyVersion())
                .isEqualTo(last);
    }

    @Test
    void a_question_may_name_a_version_that_was_not_in_force_nor_known() {
        permittedFrom("07:00");
        givenKnown("20:00", "21:00", new PolicyAdopted(policy("v1", refuse("r-1", null))));
        given("22:00", new FactRetracted(facts.getLast().id(), "recorded-in-error"));
        Answer answer = answer(underVersion("v1", question("08:00", "08:00", Coordinates.ALL)));
        assertThat(answer.rule()).isEqualTo("r-1");
        assertThat(answer.hypothetical()).isTrue();
        assertThat(answer.policyVersion()).isEqualTo("v1");
        assertThat(answer(question("08:00", "08:00", Coordinates.ALL)).reason()).isEqualTo(Reason.BASIS);
    }

    @Test
    void a_version_that_the_ledger_does_not_hold_is_an_error() {
        permittedFrom("07:00");
        given("08:00", new PolicyAdopted(policy("v1")));
        assertThatExceptionOfType(Illegal.class)
                .isThrownBy(() -> answer(underVersion("v2", question("09:00", null, Coordinates.ALL))));
        assertThatExceptionOfType(Illegal.class)
                .isThrownBy(() -> answer(underVersion("v1", question("09:00", null, 2))));
    }

    @Test
    void a_draft_stands_in_the_answer_as_a_hypothetical() {
        permittedFrom("07:00");
        var draft = new PolicyChoice.Draft(policy("draft", refuse("r-1", null)), "d".repeat(64));
        Answer answer = answer(
                new Question(NUMBER, AUDIENCE_MATCH, new Coordinates(time("08:00"), null, Coordinates.ALL), draft));
        assertThat(answer.reason()).isEqualTo(Reason.RULE);
        assertThat(answer.hypothetical()).isTrue();
        assertThat(answer.question().policy()).isEqualTo(draft);
        assertThat(answer.policyPlace()).isNull();
    }
}
