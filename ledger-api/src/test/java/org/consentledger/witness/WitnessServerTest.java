package org.consentledger.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.consentledger.seal.Checkpoint;
import org.consentledger.seal.Frontier;
import org.consentledger.seal.NoteOpening;
import org.consentledger.seal.SeedKey;
import org.consentledger.seal.SignatureType;
import org.consentledger.seal.SignedNote;
import org.consentledger.seal.Tile;
import org.consentledger.seal.TileEdge;
import org.consentledger.seal.TileId;
import org.consentledger.seal.TileTree;
import org.consentledger.seal.TreeHash;
import org.consentledger.seal.TreeHead;
import org.consentledger.seal.WitnessRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a witness answers, rule by rule as C2SP tlog-witness lists them. */
class WitnessServerTest {
    private static final String ORIGIN = "example.com/log";
    private static final SeedKey LOG = SeedKey.draw(ORIGIN, SignatureType.ED25519);
    private static final SeedKey WITNESS = SeedKey.draw("witness.example", SignatureType.COSIGNATURE);
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final TileEdge edge = new TileEdge();
    private final List<Tile> tiles = new ArrayList<>();
    private WitnessServer server;

    @BeforeEach
    void start() throws IOException {
        server = started();
        for (int i = 0; i < 200; i++) {
            edge.append(new TreeHash().leaf(new byte[] {(byte) i}));
        }
        tiles.addAll(edge.changed());
    }

    private WitnessServer started() throws IOException {
        return new WitnessServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(new WitnessedLog(WITNESS, List.of(LOG.verifier()), folder, NOON)));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void a_checkpoint_that_extends_the_last_one_is_signed() {
        HttpResponse<String> first = add(0, 50);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(note(50).open(List.of(LOG.verifier()))).isInstanceOf(NoteOpening.Opened.class);
        SignedNote both = SignedNote.parse(note(50) + first.body());
        assertThat(both.open(List.of(WITNESS.verifier()))).isInstanceOf(NoteOpening.Opened.class);
        assertThat(add(50, 120).statusCode()).isEqualTo(200);
        assertThat(add(120, 120).statusCode()).isEqualTo(200);
        assertThat(SignedNote.parse(get("/" + hash() + "/checkpoint").body())
                        .open(List.of(WITNESS.verifier(), LOG.verifier())))
                .isInstanceOfSatisfying(
                        NoteOpening.Opened.class,
                        opened -> assertThat(opened.verified()).hasSize(2));
    }

    @Test
    void what_was_signed_is_remembered_by_the_next_process() throws IOException {
        assertThat(add(0, 50).statusCode()).isEqualTo(200);
        server.close();
        server = started();
        HttpResponse<String> conflict = add(0, 30);
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body()).isEqualTo("50\n");
        assertThat(conflict.headers().firstValue("Content-Type")).hasValue("text/x.tlog.size");
        assertThat(add(50, 60).statusCode()).isEqualTo(200);
    }

    @Test
    void nothing_that_does_not_extend_it_is_signed() {
        assertThat(add(0, 50).statusCode()).isEqualTo(200);
        assertThat(add(10, 60).statusCode()).isEqualTo(409);
        assertThat(post(request(60, List.of(), note(50))).statusCode()).isEqualTo(400);
        assertThat(post(request(50, List.of(), note(60))).statusCode()).isEqualTo(422);
        assertThat(post(request(50, proof(49, 60), note(60))).statusCode()).isEqualTo(422);
        TreeHead other = new TreeHead(60, new byte[32]);
        assertThat(post(request(50, proof(50, 60), note(LOG, new Checkpoint(ORIGIN, other, List.of()))))
                        .statusCode())
                .isEqualTo(422);
        TreeHead fork = new TreeHead(50, new byte[32]);
        assertThat(post(request(50, List.of(), note(LOG, new Checkpoint(ORIGIN, fork, List.of()))))
                        .statusCode())
                .isEqualTo(422);
        assertThat(get("/" + hash() + "/checkpoint").body()).contains("\n50\n");
    }

    @Test
    void whom_it_does_not_know_it_does_not_sign_for() {
        SeedKey other = SeedKey.draw(ORIGIN, SignatureType.ED25519);
        Checkpoint checkpoint = new Checkpoint(ORIGIN, head(50), List.of());
        assertThat(post(request(0, List.of(), note(other, checkpoint))).statusCode())
                .isEqualTo(403);
        SignedNote forged =
                SignedNote.parse(note(LOG, checkpoint).toString().replace(ORIGIN + "\n50\n", ORIGIN + "\n51\n"));
        assertThat(post(request(0, List.of(), forged)).statusCode()).isEqualTo(403);
        Checkpoint unknown = new Checkpoint("example.com/unknown", head(50), List.of());
        assertThat(post(request(0, List.of(), note(LOG, unknown))).statusCode()).isEqualTo(404);
        assertThat(get("/" + hash() + "/checkpoint").statusCode()).isEqualTo(404);
    }

    @Test
    void what_is_no_request_is_refused() {
        for (String body : List.of("", "old 0\n", "old -1\n\n" + note(50), "old 0\n\nnothing\n", "x".repeat(1_000))) {
            assertThat(post(body).statusCode()).isEqualTo(400);
        }
        assertThat(post("x".repeat(1_000_001)).statusCode()).isEqualTo(413);
        assertThat(get("/add-checkpoint").statusCode()).isEqualTo(405);
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/checkpoint").statusCode()).isEqualTo(404);
    }

    /** Of two trees that both extend the last one and not each other, one is signed. */
    @Test
    void of_requests_at_the_same_time_only_one_follows_the_last() throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            List<Callable<Integer>> requests = new ArrayList<>();
            for (int size = 101; size <= 164; size++) {
                int newer = size;
                requests.add(() -> add(0, newer).statusCode());
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : executor.invokeAll(requests)) {
                statuses.add(status.get());
            }
            assertThat(statuses).containsOnlyOnce(200).contains(409);
        }
    }

    private HttpResponse<String> add(int old, int size) {
        return post(request(old, old == 0 ? List.of() : proof(old, size), note(size)));
    }

    private static String request(long old, List<byte[]> proof, SignedNote note) {
        return new WitnessRequest(old, proof, note).toString();
    }

    private SignedNote note(int size) {
        return note(LOG, new Checkpoint(ORIGIN, head(size), List.of()));
    }

    private static SignedNote note(SeedKey key, Checkpoint checkpoint) {
        return SignedNote.sign(checkpoint.text(), List.of(key));
    }

    private TreeHead head(int size) {
        return size == 0 ? Frontier.EMPTY.head() : tree(size).head();
    }

    private List<byte[]> proof(int old, int size) {
        return tree(size).consistency(old);
    }

    private TileTree tree(int size) {
        return new TileTree(size, asked -> {
            Map<TileId, byte[]> found = new HashMap<>();
            for (TileId id : asked) {
                tiles.stream()
                        .filter(tile -> tile.id().level() == id.level()
                                && tile.id().range().index() == id.range().index())
                        .forEach(tile -> found.put(id, tile.hashes()));
            }
            return found;
        });
    }

    private String hash() {
        return new WitnessedLog(WITNESS, List.of(LOG.verifier()), folder, NOON).originHash();
    }

    private HttpResponse<String> post(String body) {
        return send(request("/add-checkpoint").POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
