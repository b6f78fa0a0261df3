package org.consentledger.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.consentledger.api.BareRequest;
import org.consentledger.api.ServiceProcess;
import org.consentledger.api.ServiceSettings;
import org.consentledger.api.TestService;
import org.consentledger.store.CuttingProxy;
import org.consentledger.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What a copy is told over HTTP, and how streams end. */
@Timeout(120)
class ChangesIT {
    /** One of its own, in which nobody adopts a policy: a copy that comes back within a minute of one begins anew. */
    private static final TestService SERVICE = new TestService();
    /** Bears one stream, and lets go soon who does not read it. */
    private static final TestService SMALL = new TestService(
            "--ledger.changes.streams=1", "--ledger.changes.heartbeat=PT0.1S", "--server.tomcat.connection-timeout=1s");

    private static final Members ITS_MEMBERS = new Members(SMALL, "ads");
    private static final int MANY = 2_000;

    @Test
    void it_is_told_who_may_be_matched_and_then_what_becomes_different() throws IOException {
        var members = new Members(SERVICE, "copies.ads");
        members.agree("copies-1", "copies-2");
        String first = members.contactPoint("copies-1");
        String second = members.contactPoint("copies-2");
        try (var stream = ReadStream.open(SERVICE, "purpose=copies.ads")) {
            assertThat(stream.upTo(0)).containsExactlyInAnyOrder("voided", "permitted " + first, "permitted " + second);
            for (int i = 0; i < 20; i++) {
                assertThat(stream.upTo(members.say("copies-1", "withdrawn"))).containsExactly("refused " + first);
                assertThat(stream.upTo(members.say("copies-1", "given"))).containsExactly("permitted " + first);
            }
            assertThat(stream.upTo(members.say("copies-2", "renewed"))).isEmpty();
        }
    }

    @Test
    void every_change_is_a_cloud_event_whose_id_comes_once() throws IOException {
        var members = new Members(SERVICE, "copies.events");
        members.agree("copies-3");
        try (var stream = ReadStream.open(SERVICE, "purpose=copies.events")) {
            JsonNode voided = stream.next();
            assertThat(stream.lastId()).isEqualTo("0");
            JsonNode permitted = stream.next();
            assertThat(stream.lastId()).isEqualTo("0");
            JsonNode upTo = stream.next();
            assertThat(List.of(
                            voided.path("type").asString(),
                            permitted.path("type").asString(),
                            upTo.path("type").asString()))
                    .containsExactly(ChangeEvent.VOIDED, ChangeEvent.PERMITTED, ChangeEvent.UP_TO);
            assertThat(permitted.propertyNames()).containsExactly("specversion", "type", "source", "id", "data");
            assertThat(permitted.path("specversion").asString()).isEqualTo("1.0");
            assertThat(permitted.path("source").asString()).isEqualTo("/v1/changes?purpose=copies.events");
            assertThat(permitted.path("id")).isNotEqualTo(voided.path("id"));
            assertThat(permitted.path("data").propertyNames()).containsExactly("contactPoint", "person");
            assertThat(permitted.at("/data/person").asString()).startsWith("p-");
            assertThat(stream.lastId()).isEqualTo(upTo.at("/data/place").asString());
            assertThat(Instant.parse(upTo.at("/data/at").asString())).isAfter(Instant.EPOCH);
            assertThat(upTo.path("data").propertyNames()).containsExactly("place", "at");
        }
    }

    @Test
    void it_goes_on_on_any_node_where_it_was_cut_off() throws IOException {
        TestService other = SERVICE.beside("--ledger.data=" + Files.createTempDirectory("node-"));
        var members = new Members(SERVICE, "copies.resumed");
        members.agree("copies-4", "copies-5", "copies-6");
        String fourth = members.contactPoint("copies-4");
        String fifth = members.contactPoint("copies-5");
        String id;
        try (var stream = ReadStream.open(SERVICE, "purpose=copies.resumed")) {
            stream.upTo(0);
            id = stream.lastId();
        }
        members.say("copies-4", "withdrawn");
        members.say("copies-5", "withdrawn");
        long last = members.say("copies-5", "given");
        try (var stream = ReadStream.open(other, "purpose=copies.resumed&after=" + id)) {
            // Of the others nothing is said, unless what they said is as new as clocks may be apart.
            assertThat(stream.upTo(last))
                    .contains("refused " + fourth, "permitted " + fifth)
                    .doesNotContain("voided");
            long withdrawn = Members.record(SERVICE, members.word("copies-5", "withdrawn"));
            assertThat(stream.upTo(withdrawn)).containsExactly("refused " + fifth);
        }
    }

    @Test
    void the_id_of_the_last_event_says_more_than_the_address() throws IOException {
        var members = new Members(SERVICE, "copies.header");
        members.agree("copies-7");
        long place = members.say("copies-7", "renewed");
        HttpResponse<InputStream> response =
                ReadStream.response(SERVICE.request("/v1/changes?purpose=copies.header&after=" + Long.MAX_VALUE / 100)
                        .header("Last-Event-ID", String.valueOf(place)));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        response.body().close();
    }

    @Test
    void without_news_it_says_again_and_again_how_far_that_is_true() throws IOException {
        try (var stream = openOnceFree()) {
            stream.upTo(0);
            Instant before = Instant.EPOCH;
            for (int i = 0; i < 5; i++) {
                JsonNode beat = stream.next();
                assertThat(beat.path("type").asString()).isEqualTo(ChangeEvent.UP_TO);
                assertThat(Instant.parse(beat.at("/data/at").asString())).isAfter(before);
                before = Instant.parse(beat.at("/data/at").asString());
            }
        }
    }

    @Test
    void there_are_no_heartbeats_while_the_ledger_is_lost_and_nothing_is_lost_with_it() throws IOException {
        TestDatabase database = TestDatabase.fresh();
        try (var proxy = new CuttingProxy(database.port())) {
            var service = new TestService(
                    database,
                    proxy.port(),
                    "--ledger.changes.heartbeat=PT0.1S",
                    "--ledger.answering.patience=PT0.3S",
                    "--ledger.patience=PT1S");
            var members = new Members(service, "ads");
            members.agree("ann");
            try (var stream = ReadStream.open(service, "purpose=ads")) {
                assertThat(stream.upTo(1)).hasSize(2);
                proxy.reachable(false);
                stream.awaitSilence();
                proxy.reachable(true);
                assertThat(stream.upTo(1)).isEmpty();
                assertThat(stream.upTo(members.say("ann", "withdrawn")))
                        .singleElement()
                        .asString()
                        .startsWith("refused");
            }
        }
    }

    @Test
    void beyond_the_streams_that_are_borne_a_copy_is_asked_to_come_again() throws IOException {
        try (var stream = openOnceFree()) {
            stream.upTo(0);
            HttpResponse<String> busy = SMALL.get("/v1/changes?purpose=ads");
            assertThat(busy.statusCode()).isEqualTo(503);
            assertThat(busy.body()).contains("/problems/busy");
            assertThat(SMALL.get("/v1/ledger").statusCode()).isEqualTo(200);
        }
        // Who went is found out by the next heartbeat.
        openOnceFree().close();
    }

    private static ReadStream openOnceFree() throws IOException {
        HttpResponse<InputStream> response = ReadStream.response(SMALL.request("/v1/changes?purpose=ads"));
        while (response.statusCode() == 503) {
            response.body().close();
            response = ReadStream.response(SMALL.request("/v1/changes?purpose=ads"));
        }
        return ReadStream.of(response);
    }

    @Test
    void who_reads_nothing_is_let_go() throws IOException {
        ITS_MEMBERS.agree(
                IntStream.range(0, MANY).mapToObj(number -> "slow-" + number).toArray(String[]::new));
        try (var stuck = stuckOnceFree()) {
            assertThat(stuck).isNotNull();
            for (int i = 0; i < 40; i++) {
                // Everybody is told anew, more than a connection holds.
                ITS_MEMBERS.adopt("v" + i);
            }
            openOnceFree().close();
        }
    }

    /** One that is open and of which nothing more is read. */
    private static BareRequest stuckOnceFree() throws IOException {
        while (true) {
            var request =
                    BareRequest.sent(SMALL.port(), "GET /v1/changes?purpose=ads HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            if (request.answerUntil("\r\n\r\n").contains("event-stream")) {
                return request;
            }
            request.close();
        }
    }

    @Test
    void a_service_that_ends_ends_its_streams() throws IOException {
        TestDatabase database = TestDatabase.fresh();
        final ReadStream stream;
        try (var service = ServiceProcess.start(List.of(), ServiceSettings.of(database, database.port()))) {
            new Members(service, "ads");
            stream = ReadStream.open(service, "purpose=ads");
            stream.upTo(0);
        }
        try (stream) {
            assertThatThrownBy(() -> stream.upTo(Long.MAX_VALUE)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void events_of_two_streams_have_ids_of_their_own() throws IOException {
        new Members(SERVICE, "copies.two");
        try (var one = ReadStream.open(SERVICE, "purpose=copies.two");
                var other = ReadStream.open(SERVICE, "purpose=copies.two")) {
            String id = one.next().path("id").asString();
            assertThat(UUID.fromString(id.substring(0, 36))).isNotNull();
            assertThat(other.next().path("id").asString()).isNotEqualTo(id);
        }
    }
}
