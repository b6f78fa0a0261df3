package org.consentledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.consentledger.api.Events;
import org.consentledger.api.TestService;
import org.consentledger.identity.LogKeys;
import org.consentledger.seal.SeedKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about the log, as somebody types them. */
class VerifyIT {
    @TempDir
    Path folder;

    @Test
    void the_ledger_is_verified_until_somebody_alters_it() throws Exception {
        try (TestService service = new TestService("--ledger.log.interval=PT0.02S")) {
            String address = "http://127.0.0.1:" + service.port();
            var event = Events.event(
                    UUID.randomUUID().toString(),
                    "purpose.defined",
                    "{\"purpose\":\"shell.match\",\"sentence\":\"Matching lists\"}");
            assertThat(service.post("/v1/facts", Events.text(event)).statusCode())
                    .isEqualTo(201);
            awaitSigned(service);
            Typed verified = Typed.at(address, "", "verify", "--progress");
            assertThat(verified.exit()).as(verified.err()).isZero();
            assertThat(verified.out()).startsWith("verified: 1 facts lead to ");
            assertThat(Typed.at(address, "", "verify", "--json").out()).contains("\"state\":\"verified\"");
            try (var connection = service.database().connectAsOwner();
                    var statement = connection.createStatement()) {
                statement.execute("set session_replication_role = replica");
                statement.execute("update ledger.fact set entry = set_bit(entry, 900, 1 - get_bit(entry, 900))");
            }
            Typed altered = Typed.at(address, "", "verify");
            assertThat(altered.exit()).isEqualTo(1);
            assertThat(altered.out()).startsWith("ALTERED: behind place 0 ");
        }
    }

    private static void awaitSigned(TestService service) {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!service.get("/tlog/checkpoint").body().contains("\n1\n")) {
            assertThat(System.nanoTime()).isLessThan(giveUpAt);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Test
    void another_key_is_drawn_beside_the_first() {
        String secrets = "--secrets=" + folder;
        Typed none = Typed.at("http://127.0.0.1:1", "", "draw-key", secrets);
        assertThat(none.exit()).isEqualTo(2);
        LogKeys.in(folder).draw("example.com/log");
        Typed drawn = Typed.at("http://127.0.0.1:1", "", "draw-key", secrets);
        assertThat(drawn.exit()).as(drawn.err()).isZero();
        assertThat(LogKeys.in(folder).read())
                .extracting(SeedKey::verifier)
                .hasSize(2)
                .last()
                .hasToString(drawn.out().strip());
        assertThat(Files.isReadable(folder.resolve("log").resolve("signing-2.key")))
                .isTrue();
    }
}
