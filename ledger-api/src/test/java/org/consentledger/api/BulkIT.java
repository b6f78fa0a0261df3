package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.consentledger.lists.Lines;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BulkIT {
    private static final TestService SERVICE = TestService.RUNNING;

    private static String purpose(int i) {
        String id = String.format(Locale.ROOT, "b0b00000-0000-4000-8000-%012d", i);
        return Events.text(
                Events.event(id, "purpose.defined", "{\"purpose\":\"bulk.p" + i + "\",\"sentence\":\"A purpose\"}"));
    }

    private static String purposes(int from, int to) {
        return IntStream.range(from, to).mapToObj(BulkIT::purpose).collect(Collectors.joining("\n"));
    }

    private static List<JsonNode> answers(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body().lines().map(Events.JSON::readTree).toList();
    }

    @Test
    void every_line_is_answered_by_itself_and_in_order() {
        List<JsonNode> answers = answers(SERVICE.bulk(
                purpose(1) + "\n\n{\"broken\n" + purpose(2) + "\r\n" + purpose(1) + "\n[]\n" + purpose(3)));
        assertThat(answers.stream().map(answer -> answer.path("line").asInt(0)).toList())
                .containsExactly(1, 3, 4, 5, 6, 7, 0);
        assertThat(answers.get(1).at("/problem/type").asString()).endsWith("/malformed-json");
        assertThat(answers.get(3).path("before").asBoolean()).isTrue();
        assertThat(answers.get(3).path("place")).isEqualTo(answers.get(0).path("place"));
        JsonNode summary = answers.getLast().path("summary");
        assertThat(summary.path("lines").asInt()).isEqualTo(7);
        assertThat(summary.path("recorded").asInt()).isEqualTo(3);
        assertThat(summary.path("before").asInt()).isEqualTo(1);
        assertThat(summary.path("refused").asInt()).isEqualTo(2);
    }

    @Test
    void sending_again_changes_nothing_and_from_skips_lines() {
        answers(SERVICE.bulk(purposes(100, 3_200)));
        List<JsonNode> again = answers(SERVICE.send(SERVICE.request("/v1/facts/bulk?from=3098")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(purposes(100, 3_202)))));
        assertThat(again.stream().map(answer -> answer.path("line").asInt(0)).toList())
                .containsExactly(3_099, 3_100, 3_101, 3_102, 0);
        assertThat(again.getLast().at("/summary/before").asInt()).isEqualTo(2);
        assertThat(again.getLast().at("/summary/recorded").asInt()).isEqualTo(2);
    }

    @Test
    void who_reads_no_answers_before_the_end_asks_for_the_refused_alone() {
        List<JsonNode> answers = answers(SERVICE.send(SERVICE.request("/v1/facts/bulk?answers=refused")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(purposes(7_000, 7_010) + "\n{}"))));
        assertThat(answers).hasSize(2);
        assertThat(answers.get(0).path("line").asInt()).isEqualTo(11);
        assertThat(answers.get(1).at("/summary/recorded").asInt()).isEqualTo(10);
    }

    @Test
    void a_cut_connection_loses_nothing_that_was_answered() throws IOException {
        String answered;
        try (var request =
                BareRequest.claiming(SERVICE.port(), "/v1/facts/bulk", "application/x-ndjson", 100_000_000)) {
            request.send(purposes(8_000, 8_050) + "\n");
            answered = request.answerUntil("\\{\"line\":50,.*\\}");
        }
        String last = answered.substring(answered.indexOf("{\"line\":50,"));
        List<JsonNode> again = answers(SERVICE.bulk(purposes(8_000, 8_051)));
        assertThat(again.get(49).path("place"))
                .isEqualTo(Events.JSON.readTree(last).path("place"));
        assertThat(again.getLast().at("/summary/before").asInt()).isEqualTo(50);
        assertThat(again.getLast().at("/summary/recorded").asInt()).isEqualTo(1);
    }

    @Test
    void a_gzip_stream_is_unpacked() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(purposes(5_000, 5_010).getBytes(StandardCharsets.UTF_8));
        }
        List<JsonNode> answers = answers(SERVICE.send(SERVICE.request("/v1/facts/bulk")
                .header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))));
        assertThat(answers.getLast().at("/summary/recorded").asInt()).isEqualTo(10);
    }

    @Test
    void a_line_of_ten_megabytes_is_passed_over() {
        InputStream lines = new SequenceInputStream(
                new Endless('x', 10_000_000),
                new ByteArrayInputStream(("\n" + purpose(6_000)).getBytes(StandardCharsets.UTF_8)));
        List<JsonNode> answers = answers(SERVICE.send(SERVICE.request("/v1/facts/bulk")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofInputStream(() -> lines))));
        assertThat(answers.get(0).at("/problem/type").asString()).endsWith("/line-too-long");
        assertThat(answers.get(0).at("/problem/limit").asInt()).isEqualTo(Lines.LIMIT);
        assertThat(answers.get(1).path("line").asInt()).isEqualTo(2);
        assertThat(answers.get(1).has("place")).isTrue();
    }

    /** The same byte so many times. */
    static final class Endless extends InputStream {
        private final int each;
        private long left;

        Endless(int each, long length) {
            this.each = each;
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? each : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int read = (int) Math.min(left, length);
            Arrays.fill(bytes, offset, offset + read, (byte) each);
            left -= read;
            return read;
        }
    }
}
