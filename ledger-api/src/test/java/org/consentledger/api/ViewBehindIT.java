package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.UUID;
import org.consentledger.identity.Sha256;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node whose memory holds the ledger, while a view is held back where it is. */
class ViewBehindIT {
    private static final TestService SERVICE = new TestService("--ledger.answering.patience=PT0.5S");
    private static final String PURPOSE = "?purpose=view.behind";
    private static final String ADDRESS = "view-behind@example.com";
    private static final String LIST =
            "hash\n" + HexFormat.of().formatHex(Sha256.ofText(ADDRESS).bytes()) + "\n";

    private @Nullable HeldView held;

    @BeforeEach
    void withdraw_while_the_view_is_held() throws SQLException {
        UUID collection = UUID.randomUUID();
        record("purpose.defined", "{\"purpose\":\"view.behind\",\"sentence\":\"A purpose\"}");
        record(
                "contact-point.collected",
                "{\"person\":\"behind\",\"value\":{\"channel\":\"email\",\"plain\":\"" + ADDRESS
                        + "\"},\"collection\":\"" + collection
                        + "\",\"surface\":\"sign-up\",\"suppliedBy\":{\"kind\":\"person\"},\"jurisdiction\":\"EU\"}");
        record(
                "purpose.assigned",
                "{\"collection\":\"" + collection + "\",\"purpose\":\"view\",\"basis\":\"consent\"}");
        say("given");
        HttpResponse<String> before = SERVICE.list("/v1/questions/bulk" + PURPOSE, LIST);
        assertThat(before.body()).startsWith("{\"row\":1").contains("\"verdict\":\"permitted\"");
        held = new HeldView(SERVICE);
        say("withdrawn");
        held.awaitMover();
    }

    @AfterEach
    void let_go() throws SQLException {
        if (held != null) {
            held.close();
        }
    }

    private static void say(String status) {
        record(
                "consent.changed",
                "{\"person\":\"behind\",\"purpose\":\"view\",\"status\":\"" + status + "\",\"how\":\"web-form\"}");
    }

    private static void record(String type, String data) {
        HttpResponse<String> recorded = SERVICE.post(
                "/v1/facts", Events.text(Events.event(UUID.randomUUID().toString(), type, data)));
        assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(201);
    }

    @Test
    void lists_and_the_gate_are_answered_from_memory_and_heed_what_was_withdrawn() {
        assertThat(SERVICE.list("/v1/checks/bulk" + PURPOSE, LIST).body())
                .startsWith("{\"row\":1,\"permitted\":false}");
        assertThat(SERVICE.list("/v1/questions/bulk" + PURPOSE, LIST).body()).contains("CONSENT_NEGATIVE");
        assertThat(SERVICE.list("/v1/runs/" + UUID.randomUUID() + PURPOSE + "&programme=any", LIST)
                        .body())
                .startsWith("{\"row\":1,\"permitted\":false}");
        assertThat(SERVICE.get("/v1/ledger").statusCode()).isEqualTo(200);
    }

    @Test
    void whether_a_purpose_is_defined_only_a_view_that_has_come_so_far_can_say() {
        assertThat(SERVICE.list("/v1/checks/bulk?purpose=never.defined", LIST).statusCode())
                .isEqualTo(503);
    }
}
