package org.consentledger.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.consentledger.CaseFiles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That what we state as published is what the collected sources say. */
class PublishedFiguresTest {
    private static JsonNode published = JsonMapper.shared().createObjectNode();

    @BeforeAll
    static void read() throws IOException {
        published = JsonMapper.shared().readTree(Files.readAllBytes(CaseFiles.of("workload", "distributions.json")));
    }

    @Test
    void the_incident() {
        JsonNode incident = published.path("incident");
        assertThat(incident.path("period").asString()).startsWith("May 2013");
        assertThat(PublishedFigures.INCIDENT_BEGAN).hasToString("2013-05");
        assertThat(incident.path("stopped").asString()).isEqualTo(PublishedFigures.INCIDENT_STOPPED.toString());
        assertThat(ChosenFigures.FIX.toString())
                .startsWith(incident.path("stopped").asString());
    }

    @Test
    void two_factor() {
        JsonNode report = published.path("twitter_2fa_jul_dec_2020");
        assertThat(PublishedFigures.WITH_TWO_FACTOR)
                .isEqualTo(report.path("accounts_with_2fa").asDouble());
        assertThat(PublishedFigures.TWO_FACTOR_BY_SMS)
                .isEqualTo(report.path("of_those_sms").asDouble());
    }

    @Test
    void choices() {
        JsonNode choice = published.path("consent_choice").path(1);
        assertThat(PublishedFigures.REFUSES_WHEN_OFFERED)
                .isEqualTo(choice.path("refuse_when_offered").asDouble());
        assertRange(
                choice.path("accept_when_no_refuse"),
                PublishedFigures.ACCEPTS_WITHOUT_REFUSE_MIN,
                PublishedFigures.ACCEPTS_WITHOUT_REFUSE_MAX);
        assertRange(
                choice.path("open_privacy_notice"),
                PublishedFigures.OPENS_PRIVACY_NOTICE_MIN,
                PublishedFigures.OPENS_PRIVACY_NOTICE_MAX);
    }

    @Test
    void lists() {
        assertRange(
                published.path("match_rates").path(0).path("range"),
                PublishedFigures.MATCH_RATE_MIN,
                PublishedFigures.MATCH_RATE_MAX);
        assertRange(
                published.path("x_ads_api_limits").path("partner_full_match_every_months"),
                PublishedFigures.PARTNER_FULL_MATCH_MONTHS_MIN,
                PublishedFigures.PARTNER_FULL_MATCH_MONTHS_MAX);
    }

    private static void assertRange(JsonNode range, double min, double max) {
        assertThat(min).isEqualTo(range.path(0).asDouble());
        assertThat(max).isEqualTo(range.path(1).asDouble());
    }
}
