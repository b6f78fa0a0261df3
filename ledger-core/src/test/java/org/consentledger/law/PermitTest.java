package org.consentledger.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.consentledger.law.DayAnswer.Extent;
import org.consentledger.law.DayAnswer.Stretch;
import org.consentledger.law.Fact.ConsentChanged;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.ContactPointRemoved;
import org.consentledger.law.Fact.ContactPointUsed;
import org.consentledger.law.Fact.FactRetracted;
import org.consentledger.law.Fact.PersonErased;
import org.consentledger.law.Fact.PolicyAdopted;
import org.consentledger.law.Fact.PurposeAssigned;
import org.consentledger.law.Fact.PurposeRevoked;
import org.consentledger.law.Fact.SentinelPlanted;
import org.consentledger.law.Fact.SuppressionLifted;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of the law, one sentence each. Every test plays on one day, and a fact is recorded when it occurs unless it says so. */
class PermitTest {
    private static final PersonId ADA = new PersonId(new UUID(0, 1), false);
    private static final PersonId BOB = new PersonId(new UUID(0, 2), false);
    private static final PersonId CAROL = new PersonId(new UUID(0, 11), false);
    private static final ContactPointId NUMBER = new ContactPointId(new UUID(0, 3));
    private static final ContactPointId SAME_NUMBER_HASHED = new ContactPointId(new UUID(0, 4));
    private static final ContactPointId BOBS = new ContactPointId(new UUID(0, 5));
    private static final CollectionId FIRST = new CollectionId(new UUID(0, 6));
    private static final CollectionId SECOND = new CollectionId(new UUID(0, 7));
    // Negative as a number and late as text.
    private static final CollectionId LATE_IN_TEXT = new CollectionId(new UUID(-1, 8));
    private static final ValueTag TAG = new ValueTag(new UUID(0, 9));
    private static final ValueTag OTHER_TAG = new ValueTag(new UUID(0, 10));
    private static final SuppressionKey KEY = new SuppressionKey("a".repeat(64));
    private static final SuppressionKey OTHER_KEY = new SuppressionKey("b".repeat(64));

    private static final Purpose ADVERTISING = new Purpose("advertising");
    private static final Purpose AUDIENCE_MATCH = new Purpose("advertising.audience-match");
    private static final Purpose TAILORED = new Purpose("advertising.audience-match.tailored");
    private static final Purpose SECURITY = new Purpose("security");
    private static final Purpose TWO_FACTOR = new Purpose("security.two-factor");

    private final List<Recorded> facts = new ArrayList<>();

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

    // Line 4: assignments.

    @Test
    void revoking_a_purpose_ends_everything_below_it_and_a_later_assignment_opens_that_again() {
        given("09:00", collected(FIRST));
        given("09:00", new PurposeAssigned(FIRST, TAILORED, Basis.CONTRACT));
        given("12:00", new PurposeRevoked(FIRST, ADVERTISING));
        given("15:00", new PurposeAssigned(FIRST, AUDIENCE_MATCH, Basis.CONTRACT));
        assertThat(asked("09:00", TAILORED)).isEqualTo(Reason.BASIS);
        assertThat(asked("12:00", TAILORED)).isEqualTo(Reason.PURPOSE_REVOKED);
        assertThat(asked("15:00", TAILORED)).isEqualTo(Reason.BASIS);
        assertThat(asked("15:00", ADVERTISING)).isEqualTo(Reason.PURPOSE_REVOKED);
    }

    @Test
    void an_assignment_covers_what_lies_below_it_and_nothing_beside_or_above() {
        given("09:00", collected(FIRST));
        given("09:00", new PurposeAssigned(FIRST, AUDIENCE_MATCH, Basis.CONTRACT));
        assertThat(asked("09:00", AUDIENCE_MATCH)).isEqualTo(Reason.BASIS);
        assertThat(asked("09:00", TAILORED)).isEqualTo(Reason.BASIS);
        assertThat(asked("09:00", ADVERTISING)).isEqualTo(Reason.PURPOSE_NOT_ASSIGNED);
        assertThat(asked("09:00", new Purpose("advertising.audience-matching"))).isEqualTo(Reason.PURPOSE_NOT_ASSIGNED);
    }

    @Test
    void of_one_instant_the_revocation_speaks() {
        permittedFrom("09:00");
        given("09:00", new PurposeRevoked(FIRST, ADVERTISING));
        given("09:00", new PurposeAssigned(FIRST, AUDIENCE_MATCH, Basis.CONTRACT));
        assertThat(asked("09:00", AUDIENCE_MATCH)).isEqualTo(Reason.PURPOSE_REVOKED);
    }

    @Test
    void of_one_instant_the_most_restrictive_basis_counts() {
        given("09:00", collected(FIRST));
        List<Basis> restrictiveLast = List.of(Basis.values()).reversed();
        for (int i = 0; i < restrictiveLast.size(); i++) {
            given("1" + i + ":00", new PurposeAssigned(FIRST, AUDIENCE_MATCH, restrictiveLast.get(i)));
            given("1" + i + ":00", new PurposeAssigned(FIRST, ADVERTISING, Basis.LEGAL_OBLIGATION));
            assertThat(answer(question("1" + i + ":30", null, Coordinates.ALL)).outcomes())
                    .extracting(Outcome::basis)
                    .containsExactly(restrictiveLast.get(i));
        }
    }

    @Test
    void an_assignment_of_one_collection_permits_no_other() {
        given("09:00", collected(FIRST));
        given("09:00", collected(SECOND));
        given("09:00", new PurposeAssigned(FIRST, ADVERTISING, Basis.CONTRACT));
        assertThat(reasons("09:00")).containsExactly(Reason.BASIS, Reason.PURPOSE_NOT_ASSIGNED);
    }

    // Line 5: what each basis asks of the person.

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "CONSENT, , CONSENT_MISSING",
        "CONSENT, GIVEN, CONSENT",
        "CONSENT, RENEWED, CONSENT",
        "CONSENT, REFUSED, CONSENT_NEGATIVE",
        "CONSENT, WITHDRAWN, CONSENT_NEGATIVE",
        "CONSENT, OBJECTED, CONSENT_NEGATIVE",
        "CONSENT, REVOKED, CONSENT_NEGATIVE",
        "CONSENT, INVALIDATED, CONSENT_NEGATIVE",
        "LEGITIMATE_INTERESTS, , BASIS",
        "LEGITIMATE_INTERESTS, GIVEN, BASIS",
        "LEGITIMATE_INTERESTS, OBJECTED, OBJECTED",
        "LEGITIMATE_INTERESTS, WITHDRAWN, OBJECTED",
        "PUBLIC_TASK, , BASIS",
        "PUBLIC_TASK, REFUSED, OBJECTED",
        "CONTRACT, OBJECTED, BASIS",
        "VITAL_INTERESTS, OBJECTED, BASIS",
        "LEGAL_OBLIGATION, OBJECTED, BASIS",
    })
    void a_basis_asks_for_a_word(Basis basis, @Nullable ConsentStatus status, Reason reason) {
        given("09:00", collected(FIRST));
        given("09:00", new PurposeAssigned(FIRST, ADVERTISING, basis));
        if (status != null) {
            given("10:00", word(ADVERTISING, status, null));
        }
        assertThat(asked("10:00", AUDIENCE_MATCH)).isEqualTo(reason);
    }

    @Test
    void consent_withdrawn_at_noon_is_gone_at_noon() {
        onConsent();
        given("09:00", word(ADVERTISING, ConsentStatus.GIVEN, null));
        given("12:00", word(ADVERTISING, ConsentStatus.WITHDRAWN, null));
        assertThat(asked("11:59:59.999999", AUDIENCE_MATCH)).isEqualTo(Reason.CONSENT);
        assertThat(asked("12:00", AUDIENCE_MATCH)).isEqualTo(Reason.CONSENT_NEGATIVE);
    }

    @Test
    void consent_that_expires_at_noon_is_gone_at_noon() {
        onConsent();
        given("09:00", word(ADVERTISING, ConsentStatus.GIVEN, "12:00"));
        assertThat(asked("11:59:59.999999", AUDIENCE_MATCH)).isEqualTo(Reason.CONSENT);
        assertThat(asked("12:00", AUDIENCE_MATCH)).isEqualTo(Reason.CONSENT_EXPIRED);
    }

    @Test
    void of_positive_words_of_one_instant_the_earliest_expiry_counts() {
        onConsent();
        given("09:00", word(ADVERTISING, ConsentStatus.GIVEN, null));
        given("09:00", word(AUDIENCE_MATCH, ConsentStatus.GIVEN, "12:00"));
        given("09:00", word(AUDIENCE_MATCH, ConsentStatus.RENEWED, "15:00"));
        assertThat(asked("12:00", AUDIENCE_MATCH)).isEqualTo(Reason.CONSENT_EXPIRED);
    }

    @Test
    void of_words_of_one_instant_a_negative_one_speaks() {
        onConsent();
        given("09:00", word(AUDIENCE_MATCH, ConsentStatus.REFUSED, null));
        given("09:00", word(AUDIENCE_MATCH, ConsentStatus.GIVEN, null));
        assertThat(asked("09:00", AUDIENCE_MATCH)).isEqualTo(Reason.CONSENT_NEGATIVE);
    }

    @Test
    void an_expired_word_does_not_speak_for_legitimate_interests() {
        given("08:00", collected(FIRST));
        given("08:00", new PurposeAssigned(FIRST, ADVERTISING, Basis.LEGITIMATE_INTERESTS));
        given("09:00", word(ADVERTISING, ConsentStatus.OBJECTED, null));
        given("10:00", word(ADVERTISING, ConsentStatus.GIVEN, "12:00"));
        assertThat(asked("09:30", AUDIENCE_MATCH)).isEqualTo(Reason.OBJECTED);
        assertThat(asked("11:00", AUDIENCE_MATCH)).isEqualTo(Reason.BASIS);
        assertThat(asked("12:00", AUDIENCE_MATCH)).isEqualTo(Reason.OBJECTED);
    }

    @Test
    void a_word_about_a_narrower_purpose_says_nothing_of_the_wider() {
        onConsent();
        given("09:00", word(TAILORED, ConsentStatus.GIVEN, null));
        assertThat(asked("09:00", AUDIENCE_MATCH)).isEqualTo(Reason.CONSENT_MISSING);
        assertThat(asked("09:00", TAILORED)).isEqualTo(Reason.CONSENT);
    }

    @Test
    void a_word_about_everything_reaches_contact_points_collected_later() {
        given(
                "07:00",
                new ConsentChanged(ADA, null, Set.of(), ADVERTISING, ConsentStatus.GIVEN, null, "web-form", null));
        onConsent();
        assertThat(asked("08:00", AUDIENCE_MATCH)).isEqualTo(Reason.CONSENT);
    }

    @Test
    void a_word_about_a_value_reaches_every_contact_point_that_shares_a_match_key() {
        onConsent();
        given("08:00", collected(ADA, SAME_NUMBER_HASHED, SECOND, TAG, null));
        given("09:00", wordOf(ADA, SAME_NUMBER_HASHED, Set.of()));
        Answer answer = answer(question("09:00", null, Coordinates.ALL));
        assertThat(answer.reason()).isEqualTo(Reason.CONSENT);
        // The link is evidence too: it was through the second collection that the word reached the number.
        assertThat(answer.outcomes().getFirst().restsOn()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void a_word_that_names_a_value_never_collected_reaches_by_its_own_tags() {
        onConsent();
        given("09:00", wordOf(ADA, SAME_NUMBER_HASHED, Set.of(OTHER_TAG)));
        assertThat(asked("09:00", AUDIENCE_MATCH)).isEqualTo(Reason.CONSENT_MISSING);
        given("10:00", wordOf(ADA, SAME_NUMBER_HASHED, Set.of(TAG)));
        assertThat(asked("10:00", AUDIENCE_MATCH)).isEqualTo(Reason.CONSENT);
    }

    @Test
    void nobody_speaks_for_somebody_else() {
        onConsent();
        given("09:00", wordOf(BOB, BOBS, Set.of(TAG)));
        given(
                "09:00",
                new ConsentChanged(BOB, null, Set.of(), ADVERTISING, ConsentStatus.GIVEN, null, "web-form", null));
        assertThat(asked("09:00", AUDIENCE_MATCH)).isEqualTo(Reason.CONSENT_MISSING);
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

    // Section 5: which policy counts.

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

    // A day.

    @Test
    void a_day_is_permitted_in_part_with_each_stretch() {
        onConsent();
        given("09:00", word(ADVERTISING, ConsentStatus.GIVEN, "12:00"));
        given("10:00", word(ADVERTISING, ConsentStatus.RENEWED, "12:00"));
        given("15:00", word(ADVERTISING, ConsentStatus.WITHDRAWN, null));
        DayAnswer answer = day("2019-09-17", "UTC");
        assertThat(answer.extent()).isEqualTo(Extent.IN_PART);
        assertThat(answer.stretches())
                .extracting(
                        Stretch::since,
                        Stretch::until,
                        stretch -> stretch.answer().reason())
                .containsExactly(
                        stretch("00:00", "08:00", Reason.NOT_COLLECTED),
                        stretch("08:00", "09:00", Reason.CONSENT_MISSING),
                        stretch("09:00", "12:00", Reason.CONSENT),
                        stretch("12:00", "15:00", Reason.CONSENT_EXPIRED),
                        tuple(time("15:00"), Instant.parse("2019-09-18T00:00:00Z"), Reason.CONSENT_NEGATIVE));
        assertThat(day("2019-09-16", "UTC").extent()).isEqualTo(Extent.NEVER);
    }

    @Test
    void a_day_ends_where_the_next_begins_in_its_own_zone() {
        permittedFrom("22:00");
        assertThat(day("2019-09-17", "UTC").extent()).isEqualTo(Extent.IN_PART);
        assertThat(day("2019-09-17", "Europe/Berlin").extent()).isEqualTo(Extent.NEVER);
        assertThat(day("2019-09-18", "Europe/Berlin").extent()).isEqualTo(Extent.THROUGHOUT);
        assertThat(day("2019-09-18", "Europe/Berlin").day().since()).isEqualTo(time("22:00"));
    }

    @Test
    void a_day_on_which_clocks_change_is_as_long_as_it_is() {
        Day day = Day.of(LocalDate.parse("2019-03-31"), ZoneId.of("Europe/Berlin"));
        assertThat(Duration.between(day.since(), day.until())).hasHours(23);
        assertThat(day.zoneData()).isNotBlank();
    }

    @Test
    void a_day_that_its_zone_skipped_is_an_error() {
        assertThatExceptionOfType(Illegal.class)
                .isThrownBy(() -> Day.of(LocalDate.parse("2011-12-30"), ZoneId.of("Pacific/Apia")));
        assertThat(Day.of(LocalDate.parse("2011-12-29"), ZoneId.of("Pacific/Apia"))
                        .until())
                .isEqualTo(Day.of(LocalDate.parse("2011-12-31"), ZoneId.of("Pacific/Apia"))
                        .since());
    }

    // Section 7: what became of a use.

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

    private static Reason reason(String verdict) {
        return switch (verdict) {
            case "permitted" -> Reason.CONSENT;
            case "refused" -> Reason.ERASED;
            case "not collected" -> Reason.NOT_COLLECTED;
            default -> Reason.NO_RECORD;
        };
    }

    private static Tuple stretch(String since, String until, Reason reason) {
        return tuple(time(since), time(until), reason);
    }

    private void permittedFrom(String time) {
        given(time, collected(FIRST));
        given(time, new PurposeAssigned(FIRST, ADVERTISING, Basis.CONTRACT));
    }

    private void onConsent() {
        given("08:00", collected(FIRST));
        given("08:00", new PurposeAssigned(FIRST, ADVERTISING, Basis.CONSENT));
    }

    private Recorded given(String time, Fact fact) {
        return givenKnown(time, time, fact);
    }

    private Recorded givenKnown(String time, String known, Fact fact) {
        long place = facts.size() + 1L;
        facts.add(new Recorded(place, time(known), id(place), time(time), time(known), false, fact));
        return facts.getLast();
    }

    /** Asserted to have been known when it occurred. */
    private void recordedLate(String recorded, String time, Fact fact) {
        long place = facts.size() + 1L;
        facts.add(new Recorded(place, time(recorded), id(place), time(time), time(time), true, fact));
    }

    private static FactId id(long place) {
        return new FactId("app", new UUID(1, place));
    }

    private static Instant time(String time) {
        return LocalDate.parse("2019-09-17").atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
    }

    private Reason asked(String at, Purpose purpose) {
        var coordinates = new Coordinates(time(at), null, Coordinates.ALL);
        return answer(new Question(NUMBER, purpose, coordinates, PolicyChoice.IN_FORCE))
                .reason();
    }

    private List<Reason> reasons(String at) {
        return answer(question(at, null, Coordinates.ALL)).outcomes().stream()
                .map(Outcome::reason)
                .toList();
    }

    private @Nullable CollectionId headline(String at) {
        Outcome headline = answer(question(at, null, Coordinates.ALL)).headline();
        return headline == null ? null : headline.collection();
    }

    private Answer answer(Question question) {
        return Permit.answer(facts, question);
    }

    private JudgedUse judged(Recorded use, @Nullable String known) {
        Instant limit = known == null ? null : time(known);
        return JudgedUse.of(facts, use, limit, Coordinates.ALL, PolicyChoice.IN_FORCE);
    }

    private DayAnswer day(String date, String zone) {
        return DayAnswer.of(
                facts, question("00:00", null, Coordinates.ALL), Day.of(LocalDate.parse(date), ZoneId.of(zone)));
    }

    private static Question question(String at, @Nullable String known, long ledgerSize) {
        var coordinates = new Coordinates(time(at), known == null ? null : time(known), ledgerSize);
        return new Question(NUMBER, AUDIENCE_MATCH, coordinates, PolicyChoice.IN_FORCE);
    }

    private static Question underVersion(String version, Question question) {
        return new Question(
                question.contactPoint(), question.purpose(), question.coordinates(), new PolicyChoice.Version(version));
    }

    private static ContactPointCollected collected(CollectionId collection) {
        return collected(ADA, NUMBER, collection, TAG, null);
    }

    private static ContactPointCollected collected(
            PersonId person, ContactPointId point, CollectionId collection, ValueTag tag, @Nullable NoticeRef notice) {
        var value = new CollectedValue("plain-1", Set.of(tag), null, Set.of(KEY));
        return new ContactPointCollected(
                point, person, Channel.PHONE, value, collection, "two-factor-enrolment", Supplier.PERSON, notice, "EU");
    }

    private static ConsentChanged word(Purpose purpose, ConsentStatus status, @Nullable String expiresAt) {
        Instant expiry = expiresAt == null ? null : time(expiresAt);
        return new ConsentChanged(ADA, NUMBER, Set.of(), purpose, status, expiry, "web-form", null);
    }

    private static ConsentChanged wordOf(PersonId person, ContactPointId point, Set<ValueTag> tags) {
        return new ConsentChanged(person, point, tags, ADVERTISING, ConsentStatus.GIVEN, null, "web-form", null);
    }

    private static ContactPointUsed use(@Nullable ContactPointId point, @Nullable PersonId person, Set<ValueTag> tags) {
        return new ContactPointUsed(
                point,
                person,
                tags,
                null,
                AUDIENCE_MATCH,
                "tailored-audiences",
                null,
                null,
                null,
                null,
                List.of(),
                Fact.UseReport.REPORTED);
    }

    private static Policy policy(String version, Rule... rules) {
        return new Policy(version, Policy.Combine.ANY, List.of(rules));
    }

    private static Rule refuse(String id, @Nullable Purpose usedFor) {
        return rule(id, Rule.Effect.REFUSE, null, null, usedFor);
    }

    private static Rule allow(String id, Basis basis) {
        return rule(id, Rule.Effect.ALLOW, basis, null, null);
    }

    private static Rule rule(
            String id,
            Rule.Effect effect,
            @Nullable Basis basis,
            @Nullable Purpose assignedWithin,
            @Nullable Purpose usedFor) {
        return new Rule(id, "As it says.", null, null, null, null, null, assignedWithin, usedFor, effect, basis);
    }

    private static Rule ruleAbout(String condition, String value) {
        return new Rule(
                "r-1",
                "As it says.",
                condition.equals("surface") ? Set.of(value, "profile") : null,
                condition.equals("supplier") ? Set.of(SupplierKind.valueOf(value)) : null,
                condition.equals("channel") ? Set.of(Channel.valueOf(value)) : null,
                condition.equals("jurisdiction") ? Set.of(value) : null,
                condition.equals("notice") ? Set.of(value) : null,
                condition.equals("assigned within") ? new Purpose(value) : null,
                condition.equals("used for") ? new Purpose(value) : null,
                Rule.Effect.REFUSE,
                null);
    }
}
