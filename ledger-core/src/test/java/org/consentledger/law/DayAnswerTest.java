package org.consentledger.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.consentledger.law.DayAnswer.Extent;
import org.consentledger.law.DayAnswer.Stretch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer about a day. */
class DayAnswerTest extends OneDay {
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

    @ParameterizedTest
    @ValueSource(strings = {"1899-12-31", "9999-12-31", "+999999999-12-31"})
    void a_day_that_no_moment_of_the_ledger_bounds_is_an_error(String date) {
        assertThatExceptionOfType(Illegal.class)
                .isThrownBy(() -> Day.of(LocalDate.parse(date), ZoneId.of("UTC")))
                .satisfies(illegal -> assertThat(illegal.field()).isEqualTo("on"));
    }
}
