package org.consentledger.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.consentledger.law.Fact.ConsentChanged;
import org.consentledger.law.Fact.PurposeAssigned;
import org.consentledger.law.Fact.PurposeRevoked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is assigned to a collection, and what its person said last. */
class LatestWordTest extends OneDay {
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
}
