package org.consentledger.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.zip.GZIPOutputStream;
import org.consentledger.store.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service whose heap is far smaller than what is sent to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmallHeapIT {
    private static final String HEAP = "96m";
    private static final long LINES = 100_000;
    private static final long ROWS = 1_000_000;
    private static final long ENDLESS_BYTES = 1L << 30;

    private final TestDatabase database = TestDatabase.fresh();
    private final ServiceProcess service;

    SmallHeapIT() throws IOException {
        service = ServiceProcess.withHeap(HEAP, database);
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

    @Test
    void answers_a_list_of_any_length() throws IOException {
        String summary = ManyRows.send(service.port(), list(), "", ROWS * 65L + 5, out -> {
            out.write("hash\n".getBytes(US_ASCII));
            for (long part = 0; part < ROWS; part += 1_000) {
                var rows = new StringBuilder();
                for (long row = part; row < part + 1_000; row++) {
                    rows.append("%064x\n".formatted(row));
                }
                out.write(rows.toString().getBytes(US_ASCII));
            }
        });
        assertThat(summary).contains("\"complete\":true,\"rows\":" + ROWS + ",\"permitted\":0,", "\"duplicates\":0,");
    }

    @ParameterizedTest
    @CsvSource({"x,line-too-long", "'\n',"})
    void is_not_blown_up_by_a_small_list_that_is_packed_well(String repeated, @Nullable String problem)
            throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write("hash\n".getBytes(US_ASCII));
            byte[] part = repeated.repeat(1 << 20).getBytes(US_ASCII);
            for (int i = 0; i < (problem == null ? 2 : 400); i++) {
                out.write(part);
            }
        }
        byte[] bomb = packed.toByteArray();
        if (problem == null) {
            String summary = ManyRows.send(
                    service.port(), list(), "Content-Encoding: gzip\r\n", bomb.length, out -> out.write(bomb));
            assertThat(summary).contains("\"complete\":true,\"rows\":" + (2 << 20) + ",", "\"bad\":" + (2 << 20) + ",");
        } else {
            var response = service.send(service.request(list())
                    .header("Content-Type", "text/csv")
                    .header("Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofByteArray(bomb)));
            assertThat(response.body()).contains("/problems/" + problem + "\"");
        }
    }

    private String list() {
        String purpose = Events.text(Events.event(
                "5a110000-0000-4000-8000-000000000001",
                "purpose.defined",
                "{\"purpose\":\"small.heap\",\"sentence\":\"A purpose\"}"));
        assertThat(service.post("/v1/facts", purpose).statusCode()).isBetween(200, 201);
        return "/v1/checks/bulk?purpose=small.heap&profile=plain-1&channel=email";
    }

    private String sizeAndRoot() {
        return service.get("/v1/ledger").body().replaceFirst("\"recordedAt\".*", "");
    }
}
