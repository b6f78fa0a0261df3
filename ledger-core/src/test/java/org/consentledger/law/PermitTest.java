package org.consentledger.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.ContactPointRemoved;
import org.consentledger.law.Fact.FactRetracted;
import org.consentledger.law.Fact.PersonErased;
import org.consentledger.law.Fact.PolicyAdopted;
import org.consentledger.law.Fact.PurposeAssigned;
import org.consentledger.law.Fact.PurposeRevoked;
import org.consentledger.law.Fact.SentinelPlanted;
import org.consentledger.law.Fact.SuppressionLifted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The verdict about one contact point, line by line: a sentence of the law each. */
class PermitTest extends OneDay {
    // Line 0: nothing is known.

    @Test
    void a_value_that_the_ledger_has_never_seen_has_no_record() {
        assertThat(asked("23:00", AUDIENCE_MATCH)).isEqualTo(Reason.NO_RECORD);
    }

    @Test
    void a_contact_point_collected_at_noon_is_not_collected_a_microsecond_before() {
        given("12:00", collected(FIRST));
        assertThat(asked("11:59:59.999999", AUDIENCE_MATCH)).isEqualTo(Reason.NOT_COLLECTED);
        assertThat(asked("12:00", AUDIENCE_MATCH)).isEqualTo(Reason.PURPOSE_NOT_ASSIGNED);
    }

    @Test
    void the_bound_of_what_was_known_includes_its_end() {
        givenKnown("09:00", "12:00", collected(FIRST));
        assertThat(answer(question("23:00", "12:00", Coordinates.ALL)).reason()).isEqualTo(Reason.PURPOSE_NOT_ASSIGNED);
        assertThat(answer(question("23:00", "11:59:59.999999", Coordinates.ALL)).reason())
                .isEqualTo(Reason.NO_RECORD);
    }

    @Test
    void the_ledger_size_includes_its_end() {
        given("09:00", collected(FIRST));
        given("09:00", new PurposeAssigned(FIRST, ADVERTISING, Basis.CONTRACT));
        assertThat(answer(question("23:00", null, 0)).reason()).isEqualTo(Reason.NO_RECORD);
        assertThat(answer(question("23:00", null, 1)).reason()).isEqualTo(Reason.PURPOSE_NOT_ASSIGNED);
        assertThat(answer(question("23:00", null, 2)).reason()).isEqualTo(Reason.BASIS);
    }

    @Test
    void an_answer_states_its_question_and_the_facts_it_rests_on() {
        given("09:00", collected(FIRST));
        given("09:00", new PurposeAssigned(FIRST, ADVERTISING, Basis.CONSENT));
        given("09:30", word(AUDIENCE_MATCH, ConsentStatus.GIVEN, null));
        given("10:00", new PurposeRevoked(FIRST, SECURITY));
        Question question = question("23:00", null, 4);
        Answer answer = answer(question);
        assertThat(answer.question()).isEqualTo(question);
        assertThat(answer.outcomes())
                .containsExactly(new Outcome(FIRST, 1, Reason.CONSENT, null, Basis.CONSENT, List.of(1L, 2L, 3L)));
        assertThat(answer.headline()).isEqualTo(answer.outcomes().getFirst());
        assertThat(answer.policyVersion()).isEmpty();
        assertThat(answer.policyPlace()).isNull();
        assertThat(answer.hypothetical()).isFalse();
    }

    // Line 1: erased, sentinel, suppressed.

    @ParameterizedTest(name = "{0} comes first")
    @CsvSource({"ERASED, 0", "SENTINEL, 1", "SUPPRESSED, 2", "REMOVED, 3", "RULE, 4", "PURPOSE_REVOKED, 5", "BASIS, 6"})
    void the_first_line_that_applies_decides(Reason reason, int left) {
        List<Fact> refusals = List.of(
                new PersonErased(ADA, false, Set.of(), Map.of()),
                new SentinelPlanted(NUMBER),
                new PersonErased(BOB, true, Set.of(KEY), Map.of()),
                new ContactPointRemoved(NUMBER, null, "deleted"),
                new PolicyAdopted(policy("v1", refuse("r-1", null))),
                new PurposeRevoked(FIRST, ADVERTISING));
        given("09:00", collected(FIRST));
        given("09:00", new PurposeAssigned(FIRST, ADVERTISING, Basis.CONTRACT));
        refusals.subList(left, refusals.size()).forEach(fact -> given("10:00", fact));
        assertThat(asked("09:59:59.999999", AUDIENCE_MATCH)).isEqualTo(Reason.BASIS);
        assertThat(asked("10:00", AUDIENCE_MATCH)).isEqualTo(reason);
    }

    @Test
    void a_suppressed_value_is_refused_to_everybody_who_collects_it_later() {
        given("09:00", new PersonErased(BOB, true, Set.of(KEY), Map.of()));
        permittedFrom("10:00");
        assertThat(asked("10:00", AUDIENCE_MATCH)).isEqualTo(Reason.SUPPRESSED);
    }

    @Test
    void a_value_suppressed_by_one_collection_is_suppressed_in_all() {
        var hashed = new CollectedValue("meta-1", Set.of(TAG), null, Set.of(OTHER_KEY));
        given("08:00", collected(SECOND));
        given(
                "09:00",
                new ContactPointCollected(
                        NUMBER, ADA, Channel.PHONE, hashed, FIRST, "sign-up", Supplier.PERSON, null, "EU"));
        given("10:00", new PersonErased(BOB, true, Set.of(KEY), Map.of()));
        Answer answer = answer(question("10:00", null, Coordinates.ALL));
        assertThat(answer.outcomes()).extracting(Outcome::reason).containsOnly(Reason.SUPPRESSED);
        assertThat(answer.outcomes().getLast().restsOn()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void an_erasure_of_somebody_else_without_suppression_ends_nothing() {
        given("09:00", new PersonErased(BOB, false, Set.of(), Map.of()));
        permittedFrom("10:00");
        assertThat(asked("10:00", AUDIENCE_MATCH)).isEqualTo(Reason.BASIS);
    }

    @Test
    void a_suppression_ends_when_its_person_lifts_it_and_not_at_the_same_instant() {
        given("09:00", new PersonErased(BOB, true, Set.of(KEY), Map.of()));
        given("09:00", new SuppressionLifted(BOB, true, Set.of()));
        permittedFrom("10:00");
        given("12:00", new SuppressionLifted(BOB, true, Set.of()));
        assertThat(asked("11:59:59.999999", AUDIENCE_MATCH)).isEqualTo(Reason.SUPPRESSED);
        assertThat(asked("12:00", AUDIENCE_MATCH)).isEqualTo(Reason.BASIS);
        assertThat(answer(question("12:00", null, 4)).reason()).isEqualTo(Reason.SUPPRESSED);
    }

    @Test
    void lifting_one_value_leaves_the_others_suppressed() {
        given("09:00", new PersonErased(BOB, true, Set.of(KEY, OTHER_KEY), Map.of()));
        permittedFrom("09:00");
        given("10:00", new SuppressionLifted(BOB, false, Set.of(OTHER_KEY)));
        assertThat(asked("10:00", AUDIENCE_MATCH)).isEqualTo(Reason.SUPPRESSED);
        given("11:00", new SuppressionLifted(BOB, false, Set.of(KEY)));
        assertThat(asked("11:00", AUDIENCE_MATCH)).isEqualTo(Reason.BASIS);
    }

    @Test
    void nobody_lifts_what_somebody_else_asked_for() {
        given("09:00", new PersonErased(BOB, true, Set.of(KEY), Map.of()));
        given("09:00", new PersonErased(CAROL, true, Set.of(KEY), Map.of()));
        permittedFrom("09:00");
        given("10:00", new SuppressionLifted(BOB, true, Set.of()));
        assertThat(asked("10:00", AUDIENCE_MATCH)).isEqualTo(Reason.SUPPRESSED);
        given("11:00", new SuppressionLifted(CAROL, true, Set.of()));
        assertThat(asked("11:00", AUDIENCE_MATCH)).isEqualTo(Reason.BASIS);
    }

    @Test
    void lifting_a_suppression_revives_nobody_and_can_be_retracted() {
        given("09:00", new PersonErased(BOB, true, Set.of(KEY), Map.of()));
        permittedFrom("09:00");
        given("10:00", new SuppressionLifted(BOB, true, Set.of()));
        assertThat(asked("23:00", AUDIENCE_MATCH)).isEqualTo(Reason.BASIS);
        given("12:00", new FactRetracted(id(facts.size()), "entered-in-error"));
        assertThat(asked("23:00", AUDIENCE_MATCH)).isEqualTo(Reason.SUPPRESSED);
        given("13:00", new PersonErased(ADA, true, Set.of(KEY), Map.of()));
        given("14:00", new SuppressionLifted(ADA, true, Set.of()));
        assertThat(asked("23:00", AUDIENCE_MATCH)).isEqualTo(Reason.ERASED);
    }

    @Test
    void what_is_permitted_since_a_suppression_was_lifted_rests_on_both() {
        given("09:00", new PersonErased(BOB, true, Set.of(KEY), Map.of()));
        permittedFrom("09:00");
        given("10:00", new SuppressionLifted(BOB, true, Set.of()));
        given("11:00", new SuppressionLifted(BOB, false, Set.of(KEY)));
        Answer answer = answer(question("23:00", null, Coordinates.ALL));
        assertThat(answer.outcomes().getFirst().restsOn()).containsExactly(1L, 2L, 3L, 5L);
    }

    // Line 2: removed.

    @Test
    void a_removal_takes_every_collection_at_or_before_it() {
        given("09:00", collected(FIRST));
        given("12:00", collected(SECOND));
        given("12:00", new ContactPointRemoved(NUMBER, null, "deleted"));
        given("12:00:00.000001", collected(LATE_IN_TEXT));
        assertThat(reasons("23:00")).containsExactly(Reason.REMOVED, Reason.REMOVED, Reason.PURPOSE_NOT_ASSIGNED);
    }

    @Test
    void a_removal_that_names_a_collection_takes_no_other() {
        given("09:00", collected(FIRST));
        given("09:00", collected(SECOND));
        given("12:00", new ContactPointRemoved(NUMBER, FIRST, "deleted"));
        assertThat(reasons("12:00")).containsExactly(Reason.REMOVED, Reason.PURPOSE_NOT_ASSIGNED);
    }

    // Line 3: rules.

    @Test
    void a_number_given_for_two_factor_never_advertises() {
        Rule rule = rule("two-factor-stays", Rule.Effect.REFUSE, null, TWO_FACTOR, ADVERTISING);
        given("08:00", new PolicyAdopted(policy("v1", rule)));
        given("09:00", collected(FIRST));
        given("09:00", new PurposeAssigned(FIRST, TWO_FACTOR, Basis.CONTRACT));
        given("09:00", new PurposeAssigned(FIRST, ADVERTISING, Basis.CONSENT));
        given("09:00", word(ADVERTISING, ConsentStatus.GIVEN, null));
        Answer answer = answer(question("23:00", null, Coordinates.ALL));
        assertThat(answer.reason()).isEqualTo(Reason.RULE);
        assertThat(answer.rule()).isEqualTo("two-factor-stays");
        assertThat(asked("23:00", TWO_FACTOR)).isEqualTo(Reason.BASIS);
    }

    @Test
    void a_rule_about_an_assignment_ends_to_hold_with_the_assignment() {
        given("08:00", new PolicyAdopted(policy("v1", rule("r-1", Rule.Effect.REFUSE, null, SECURITY, null))));
        permittedFrom("09:00");
        given("09:00", new PurposeAssigned(FIRST, TWO_FACTOR, Basis.CONTRACT));
        given("12:00", new PurposeRevoked(FIRST, SECURITY));
        assertThat(asked("11:59:59.999999", AUDIENCE_MATCH)).isEqualTo(Reason.RULE);
        assertThat(asked("12:00", AUDIENCE_MATCH)).isEqualTo(Reason.BASIS);
    }

    @Test
    void a_rule_about_an_assignment_rests_on_it_and_on_the_word_that_keeps_it_live() {
        given("08:00", new PolicyAdopted(policy("v1", rule("r-1", Rule.Effect.REFUSE, null, TWO_FACTOR, null))));
        given("09:00", collected(FIRST));
        given("09:00", new PurposeAssigned(FIRST, TWO_FACTOR, Basis.CONTRACT));
        given("10:00", new PurposeAssigned(FIRST, SECURITY, Basis.CONTRACT));
        given("10:00", new PurposeAssigned(FIRST, ADVERTISING, Basis.CONTRACT));
        Outcome outcome =
                answer(question("23:00", null, Coordinates.ALL)).outcomes().getFirst();
        assertThat(outcome.reason()).isEqualTo(Reason.RULE);
        assertThat(outcome.restsOn()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void of_the_rules_that_hold_the_first_decides() {
        Rule first = allow("r-1", Basis.CONTRACT);
        Rule second = refuse("r-2", null);
        given("08:00", new PolicyAdopted(policy("v1", refuse("r-0", SECURITY), first, second)));
        given("09:00", collected(FIRST));
        Answer answer = answer(question("23:00", null, Coordinates.ALL));
        assertThat(answer.rule()).isEqualTo("r-1");
        assertThat(answer.reason()).isEqualTo(Reason.BASIS);
    }

    @Test
    void a_compatible_use_ends_with_an_objection() {
        given("08:00", new PolicyAdopted(policy("v1", rule("r-1", Rule.Effect.ALLOW, null, null, null))));
        given("09:00", collected(FIRST));
        given("12:00", word(ADVERTISING, ConsentStatus.OBJECTED, null));
        Answer before = answer(question("11:59:59.999999", null, Coordinates.ALL));
        assertThat(before.reason()).isEqualTo(Reason.BASIS);
        assertThat(before.rule()).isEqualTo("r-1");
        Answer after = answer(question("12:00", null, Coordinates.ALL));
        assertThat(after.reason()).isEqualTo(Reason.OBJECTED);
        assertThat(after.rule()).isEqualTo("r-1");
    }

    @Test
    void a_compatible_use_on_consent_needs_consent_and_no_assignment() {
        given("08:00", new PolicyAdopted(policy("v1", allow("r-1", Basis.CONSENT))));
        given("09:00", collected(FIRST));
        given("12:00", word(ADVERTISING, ConsentStatus.GIVEN, null));
        assertThat(asked("11:00", AUDIENCE_MATCH)).isEqualTo(Reason.CONSENT_MISSING);
        assertThat(asked("12:00", AUDIENCE_MATCH)).isEqualTo(Reason.CONSENT);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "surface, two-factor-enrolment, RULE",
        "surface, sign-up, BASIS",
        "supplier, PERSON, RULE",
        "supplier, PARTNER, BASIS",
        "channel, PHONE, RULE",
        "channel, EMAIL, BASIS",
        "jurisdiction, EU, RULE",
        "jurisdiction, US-CA, BASIS",
        "notice, privacy, RULE",
        "notice, two-factor, BASIS",
        "used for, advertising, RULE",
        "used for, advertising.audience-match, RULE",
        "used for, advertising.audience-match.tailored, BASIS",
        "used for, security, BASIS",
        "assigned within, advertising, RULE",
        "assigned within, advertising.audience-match, BASIS",
    })
    void a_rule_holds_where_each_of_its_conditions_does(String condition, String value, Reason reason) {
        given("08:00", new PolicyAdopted(policy("v1", ruleAbout(condition, value))));
        given("09:00", collected(ADA, NUMBER, FIRST, TAG, new NoticeRef("privacy", "2", "en")));
        given("09:00", new PurposeAssigned(FIRST, ADVERTISING, Basis.CONTRACT));
        assertThat(asked("23:00", AUDIENCE_MATCH)).isEqualTo(reason);
    }

    @Test
    void a_rule_about_a_notice_does_not_hold_where_none_was_shown() {
        given("08:00", new PolicyAdopted(policy("v1", ruleAbout("notice", "privacy"))));
        permittedFrom("09:00");
        assertThat(asked("23:00", AUDIENCE_MATCH)).isEqualTo(Reason.BASIS);
    }

    // The contact point: several collections, one verdict.

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void collections_combine_as_the_policy_says(Policy.Combine combine) {
        given("08:00", new PolicyAdopted(new Policy("v1", combine, List.of())));
        permittedFrom("09:00");
        given("12:00", collected(SECOND));
        given("15:00", new ContactPointRemoved(NUMBER, SECOND, "deleted"));
        assertThat(asked("09:00", AUDIENCE_MATCH)).isEqualTo(Reason.BASIS);
        assertThat(asked("12:00", AUDIENCE_MATCH))
                .isEqualTo(combine == Policy.Combine.ANY ? Reason.BASIS : Reason.PURPOSE_NOT_ASSIGNED);
        assertThat(asked("15:00", AUDIENCE_MATCH)).isEqualTo(Reason.BASIS);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void no_live_collection_permits_nothing(Policy.Combine combine) {
        given("08:00", new PolicyAdopted(new Policy("v1", combine, List.of())));
        permittedFrom("09:00");
        given("12:00", new ContactPointRemoved(NUMBER, null, "deleted"));
        assertThat(asked("12:00", AUDIENCE_MATCH)).isEqualTo(Reason.REMOVED);
    }

    @Test
    void the_headline_is_the_refusal_that_came_nearest_to_permission() {
        given("09:00", collected(FIRST));
        given("09:00", new PurposeAssigned(FIRST, ADVERTISING, Basis.CONSENT));
        given("10:00", collected(SECOND));
        assertThat(asked("23:00", AUDIENCE_MATCH)).isEqualTo(Reason.CONSENT_MISSING);
    }

    @Test
    void on_a_tie_the_headline_is_the_later_collection_then_the_id_that_sorts_last() {
        given("09:00", collected(LATE_IN_TEXT));
        given("10:00", collected(SECOND));
        given("10:00", collected(FIRST));
        assertThat(headline("09:30")).isEqualTo(LATE_IN_TEXT);
        assertThat(headline("10:00")).isEqualTo(SECOND);
        facts.clear();
        given("10:00", collected(LATE_IN_TEXT));
        given("10:00", collected(SECOND));
        assertThat(headline("10:00")).isEqualTo(LATE_IN_TEXT);
    }

    // Retractions.

    @Test
    void a_retracted_fact_does_not_count_from_the_moment_the_retraction_was_known() {
        permittedFrom("07:00");
        givenKnown("08:00", "12:00", new FactRetracted(facts.getLast().id(), "recorded-in-error"));
        assertThat(answer(question("07:00", "11:59:59.999999", Coordinates.ALL)).reason())
                .isEqualTo(Reason.BASIS);
        assertThat(answer(question("07:00", "12:00", Coordinates.ALL)).reason()).isEqualTo(Reason.PURPOSE_NOT_ASSIGNED);
        assertThat(answer(question("07:00", null, 2)).reason()).isEqualTo(Reason.BASIS);
        assertThat(answer(question("07:00", null, 3)).reason()).isEqualTo(Reason.PURPOSE_NOT_ASSIGNED);
    }

    @Test
    void a_retraction_and_an_erasure_stand_for_ever() {
        permittedFrom("07:00");
        given("08:00", new FactRetracted(facts.getLast().id(), "recorded-in-error"));
        given("09:00", new FactRetracted(facts.getLast().id(), "recorded-in-error"));
        assertThat(asked("23:00", AUDIENCE_MATCH)).isEqualTo(Reason.PURPOSE_NOT_ASSIGNED);
        given("10:00", new PersonErased(ADA, false, Set.of(), Map.of()));
        given("11:00", new FactRetracted(facts.getLast().id(), "recorded-in-error"));
        assertThat(asked("23:00", AUDIENCE_MATCH)).isEqualTo(Reason.ERASED);
    }

    @Test
    void only_a_collection_retracted_leaves_no_record() {
        given("07:00", collected(FIRST));
        given("08:00", new FactRetracted(facts.getLast().id(), "recorded-in-error"));
        assertThat(asked("23:00", AUDIENCE_MATCH)).isEqualTo(Reason.NO_RECORD);
    }
}
