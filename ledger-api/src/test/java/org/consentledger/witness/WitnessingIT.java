package org.consentledger.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.consentledger.api.RunningService;
import org.consentledger.api.TestService;
import org.consentledger.checkpoints.KeptFile;
import org.consentledger.seal.Checkpoint;
import org.consentledger.seal.NoteOpening;
import org.consentledger.seal.SeedKey;
import org.consentledger.seal.SignatureType;
import org.consentledger.seal.SignedNote;
import org.consentledger.seal.VerifierKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A service whose checkpoints two witnesses sign, one of which goes away and comes back. */
class WitnessingIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SeedKey FIRST = SeedKey.draw("first.example", SignatureType.COSIGNATURE);
    private static final SeedKey SECOND = SeedKey.draw("second.example", SignatureType.COSIGNATURE);

    @TempDir
    Path folder;

    @Test
    void a_checkpoint_is_handed_out_once_enough_witnesses_have_signed_it() throws IOException {
        try (TestService service = new TestService("--ledger.log.interval=PT0.02S")) {
            define(service);
            await(() -> size(service) == 1);
            VerifierKey log = key(service);
            try (WitnessServer first = witness(FIRST, 0, log)) {
                WitnessServer second = witness(SECOND, 0, log);
                int port = second.port();
                try (TestService witnessed = service.beside(
                        "--ledger.log.interval=PT0.02S",
                        "--ledger.log.witnesses=" + address(first.port(), FIRST) + "," + address(port, SECOND),
                        "--ledger.log.witnesses-needed=2")) {
                    await(() -> size(witnessed) == 1);
                    assertThat(note(witnessed).open(List.of(FIRST.verifier(), SECOND.verifier(), log)))
                            .isInstanceOfSatisfying(
                                    NoteOpening.Opened.class,
                                    opened -> assertThat(opened.verified()).hasSize(3));
                    second.close();
                    define(service);
                    await(() -> size(service) == 2);
                    await(() -> signed(FIRST) == 2);
                    assertThat(size(witnessed)).isEqualTo(1);
                    try (WitnessServer back = witness(SECOND, port, log)) {
                        await(() -> size(witnessed) == 2);
                        assertThat(back.port()).isEqualTo(port);
                    }
                }
            }
        }
    }

    private WitnessServer witness(SeedKey key, int port, VerifierKey log) throws IOException {
        return new WitnessServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), List.of(log(key, log)));
    }

    private WitnessedLog log(SeedKey key, VerifierKey log) {
        return new WitnessedLog(key, List.of(log), folder.resolve(key.verifier().name()), Clock.systemUTC());
    }

    /** What a witness signed last, by its file. */
    private long signed(SeedKey key) {
        try (var files = Files.list(folder.resolve(key.verifier().name()))) {
            return files.filter(file -> !file.toString().endsWith(".new"))
                    .mapToLong(file -> Checkpoint.parse(
                                    SignedNote.parse(read(file)).text())
                            .size())
                    .max()
                    .orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        return new KeptFile(file).read().orElseThrow();
    }

    private static String address(int port, SeedKey key) {
        return "http://127.0.0.1:" + port + " " + key.verifier();
    }

    private static void define(TestService service) {
        var answer = service.post("/v1/facts", """
                {"specversion": "1.0", "id": "%s", "source": "test", "type": "org.consentledger.purpose.defined",
                 "data": {"purpose": "test.p%s", "sentence": "A purpose", "terms": {}}}""".formatted(UUID.randomUUID(), UUID.randomUUID()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static VerifierKey key(RunningService service) {
        return VerifierKey.parse(JSON.readTree(service.get("/v1/log").body())
                .get("keys")
                .get(0)
                .get("key")
                .stringValue());
    }

    private static long size(RunningService service) {
        var answer = service.get("/tlog/checkpoint");
        return answer.statusCode() == 200
                ? Checkpoint.parse(SignedNote.parse(answer.body()).text()).size()
                : -1;
    }

    private static SignedNote note(RunningService service) {
        return SignedNote.parse(service.get("/tlog/checkpoint").body());
    }

    private static void await(BooleanSupplier condition) {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(giveUpAt);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
