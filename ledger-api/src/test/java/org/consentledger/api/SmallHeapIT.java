package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.consentledger.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A service whose heap is far smaller than what is sent to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmallHeapIT {
    private static final String HEAP = "-Xmx96m";
    private static final long LINES = 100_000;
    private static final long ENDLESS_BYTES = 1L << 30;

    private final TestDatabase database = TestDatabase.fresh();
    private final ServiceProcess service;

    SmallHeapIT() throws IOException {
        service = ServiceProcess.start(
                List.of(HEAP, "-XX:+ExitOnOutOfMemoryError"), TestService.settings(database, database.port()));
    }

    @AfterAll
    void stop() {
        service.close();
        database.close();
    }

    @Test
    void takes_any_number_of_lines() throws IOException {
        assertThat(new ManyUses(LINES, true).sendTo(service.port()))
                .startsWith("{\"summary\":{\"lines\":100000,\"recorded\":100000,\"before\":0,\"refused\":0,");
    }

    @Test
    void is_as_before_after_a_line_without_an_end() throws IOException {
        String before = sizeAndRoot();
        try (var request = BareRequest.chunked(service.port(), "/v1/facts/bulk", "application/x-ndjson")) {
            request.answerUntil("\r\n\r\n");
            long sent = request.chunksUntilAnswered("x".repeat(0x10000), ENDLESS_BYTES);
            assertThat(sent).isLessThan(ENDLESS_BYTES);
            assertThat(request.answerUntil("\\}\\}\\}"))
                    .contains("{\"stopped\":{\"line\":1,", "/problems/line-too-long");
        }
        assertThat(sizeAndRoot()).isEqualTo(before);
    }

    private String sizeAndRoot() {
        return service.get("/v1/ledger").body().replaceFirst("\"recordedAt\".*", "");
    }
}
