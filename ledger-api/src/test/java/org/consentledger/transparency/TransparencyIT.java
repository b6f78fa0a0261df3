package org.consentledger.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.consentledger.api.TestService;
import org.consentledger.seal.Checkpoint;
import org.consentledger.seal.ConsistencyProof;
import org.consentledger.seal.SignedNote;
import org.consentledger.seal.TlogProof;
import org.consentledger.seal.TreeHead;
import org.consentledger.seal.VerifierKey;
import org.consentledger.seal.WitnessPolicy;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log over HTTP, as somebody elsewhere follows and checks it. */
class TransparencyIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TestService SERVICE = new TestService("--ledger.log.interval=PT0.02S");

    @Test
    void a_monitor_follows_the_log_by_its_published_key() {
        append(SERVICE, 300);
        Monitor monitor = new Monitor(SERVICE, keys(SERVICE));
        Checkpoint first = signedTo(monitor, SERVICE.ledgerSize());
        List<byte[]> entries = monitor.follow(first);
        assertThat(entries).hasSize((int) first.size());
        append(SERVICE, 270);
        Checkpoint second = signedTo(monitor, SERVICE.ledgerSize());
        assertThat(monitor.follow(second).subList(0, entries.size())).containsExactlyElementsOf(entries);
        assertThat(monitor.tile("1/000.p/" + second.size() / 256, false)).hasSize((int) (second.size() / 256) * 32);
        // A smaller partial tile goes on being served.
        assertThat(monitor.tile("0/000.p/5", false)).hasSize(5 * 32);
    }

    @Test
    void whatever_no_tree_has_is_not_there() {
        Monitor monitor = new Monitor(SERVICE, keys(SERVICE));
        for (String path : List.of(
                "tile/0/900",
                "tile/0/000.p/256",
                "tile/0/000.p/0",
                "tile/64/000",
                "tile/-1/000",
                "tile/00/000",
                "tile/9/000",
                "tile/entries/900",
                "tile/entries/0",
                "tile/entries/..%2f000",
                "tile/0/x001",
                "tile/0",
                "tile",
                "")) {
            assertThat(monitor.status(path)).as(path).isIn(400, 404);
        }
    }

    @Test
    void a_fact_is_proven_by_place_and_by_id_in_json_and_as_a_file() {
        UUID id = append(SERVICE, 3).get(1);
        Monitor monitor = new Monitor(SERVICE, keys(SERVICE));
        signedTo(monitor, SERVICE.ledgerSize());
        JsonNode byId = json(SERVICE, "/v1/proofs/inclusion?source=test&id=" + id);
        long place = byId.get("place").longValue();
        assertThat(byId.get("index").longValue()).isEqualTo(place - 1);
        JsonNode byPlace = json(
                SERVICE,
                "/v1/proofs/inclusion?place=" + place + "&size="
                        + byId.get("checkpoint").get("size").longValue());
        assertThat(byPlace).isEqualTo(byId);
        String file =
                SERVICE.get("/v1/proofs/inclusion.tlog-proof?place=" + place).body();
        byte[] leaf = Base64.getDecoder().decode(byId.get("leaf").stringValue());
        assertThat(TlogProof.parse(file).check(leaf, origin(SERVICE), keys(SERVICE), WitnessPolicy.NONE))
                .isEqualTo(TlogProof.Result.HOLDS);
    }

    @Test
    void one_checkpoint_is_proven_to_extend_another() {
        Monitor monitor = new Monitor(SERVICE, keys(SERVICE));
        append(SERVICE, 1);
        Checkpoint older = signedTo(monitor, SERVICE.ledgerSize());
        append(SERVICE, 40);
        Checkpoint newer = signedTo(monitor, SERVICE.ledgerSize());
        JsonNode answer = json(SERVICE, "/v1/proofs/consistency?from=" + older.size() + "&to=" + newer.size());
        List<byte[]> proof = new ArrayList<>();
        answer.get("path").forEach(hash -> proof.add(Base64.getDecoder().decode(hash.stringValue())));
        assertThat(ConsistencyProof.verify(head(answer.get("older")), head(answer.get("newer")), proof)
                        .holds())
                .isTrue();
    }

    private static TreeHead head(JsonNode checkpoint) {
        return Checkpoint.parse(
                        SignedNote.parse(checkpoint.get("note").stringValue()).text())
                .head();
    }

    @Test
    void what_cannot_be_proven_says_why() {
        append(SERVICE, 1);
        signedTo(new Monitor(SERVICE, keys(SERVICE)), SERVICE.ledgerSize());
        refused("/v1/proofs/inclusion?place=999999", 422, "place-not-reached");
        refused("/v1/proofs/inclusion?place=0", 422, "place-not-reached");
        refused("/v1/proofs/inclusion", 422, "invalid-field");
        refused("/v1/proofs/inclusion?place=1&id=" + UUID.randomUUID(), 422, "invalid-field");
        refused("/v1/proofs/inclusion?source=test&id=7", 422, "invalid-field");
        refused("/v1/proofs/inclusion?source=test&id=" + UUID.randomUUID(), 404, "not-found");
        refused("/v1/proofs/inclusion?place=1&size=999999", 404, "checkpoint-unknown");
        refused("/v1/proofs/consistency?from=999999", 404, "checkpoint-unknown");
        refused("/v1/proofs/consistency", 422, "missing-field");
    }

    private static void refused(String path, int status, String type) {
        var answer = SERVICE.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        assertThat(answer.body()).contains("/problems/" + type + "\"");
    }

    @Test
    void what_is_found_wrong_stands_in_health_and_log() throws Exception {
        try (TestService service = new TestService("--ledger.log.interval=PT0.02S")) {
            append(service, 5);
            signedTo(new Monitor(service, keys(service)), 5);
            assertThat(service.get("/actuator/health").body()).contains("\"signed\":5");
            try (var connection = service.database().connectAsOwner();
                    var statement = connection.createStatement()) {
                statement.execute("set session_replication_role = replica");
                statement.execute("update ledger.fact set entry = set_bit(entry, 900, 1 - get_bit(entry, 900))"
                        + " where place = 3");
            }
            assertThat(service.get("/v1/proofs/inclusion?place=3").body()).contains("ledger-altered");
            assertThat(service.get("/tlog/tile/entries/000.p/5").statusCode()).isEqualTo(500);
            append(service, 1);
            await(() -> json(service, "/v1/log")
                    .path("trouble")
                    .path("type")
                    .stringValue("")
                    .equals("found"));
            assertThat(service.get("/actuator/health").statusCode()).isEqualTo(503);
            assertThat(service.get("/actuator/health").body()).contains("\"trouble\":\"FOUND\"");
            assertThat(json(service, "/v1/log").get("newest").get("size").longValue())
                    .isEqualTo(5);
            assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void entries_are_served_only_where_they_are_meant_to_be() {
        append(SERVICE, 1);
        signedTo(new Monitor(SERVICE, keys(SERVICE)), 1);
        try (TestService closed = SERVICE.beside("--ledger.log.entries=false")) {
            Monitor monitor = new Monitor(closed, keys(SERVICE));
            assertThat(monitor.status("tile/entries/000.p/1")).isEqualTo(404);
            assertThat(monitor.status("tile/0/000.p/1")).isEqualTo(200);
        }
    }

    private static List<UUID> append(TestService service, int facts) {
        var ids = new ArrayList<UUID>();
        var lines = new StringBuilder();
        for (int i = 0; i < facts; i++) {
            UUID id = UUID.randomUUID();
            ids.add(id);
            lines.append(
                            "{\"specversion\":\"1.0\",\"type\":\"org.consentledger.purpose.defined\",\"source\":\"test\",\"id\":\"")
                    .append(id)
                    .append("\",\"data\":{\"purpose\":\"test.p")
                    .append(id)
                    .append("\",\"sentence\":\"A purpose\",\"terms\":{}}}\n");
        }
        var answer = service.bulk(lines.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"recorded\"");
        return ids;
    }

    private static Checkpoint signedTo(Monitor monitor, long size) {
        await(() -> monitor.status("checkpoint") == 200 && monitor.checkpoint().size() >= size);
        return monitor.checkpoint();
    }

    private static void await(Supplier<Boolean> condition) {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.get()) {
            assertThat(System.nanoTime()).isLessThan(giveUpAt);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static List<VerifierKey> keys(TestService service) {
        var keys = new ArrayList<VerifierKey>();
        json(service, "/v1/log").get("keys").forEach(key -> {
            assertThat(key.get("signs").booleanValue()).isTrue();
            keys.add(VerifierKey.parse(key.get("key").stringValue()));
        });
        return keys;
    }

    private static String origin(TestService service) {
        return json(service, "/v1/log").get("origin").stringValue();
    }

    private static JsonNode json(TestService service, String path) {
        var answer = service.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
