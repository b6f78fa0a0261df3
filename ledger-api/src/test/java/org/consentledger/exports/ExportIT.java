package org.consentledger.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.consentledger.api.Events;
import org.consentledger.api.TestService;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExportIT {
    private static final String PATH = "/v1/exports";

    private static final Path FOLDER = folder();
    private static final TestService SERVICE = new TestService("--ledger.export.folder=" + FOLDER);

    private static Path folder() {
        try {
            return Files.createTempDirectory("ledger-test-export-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void record(String prefix) {
        String lines = String.join(
                "\n",
                Events.everyType(prefix, "exp" + prefix).values().stream()
                        .map(Events::text)
                        .toList());
        assertThat(SERVICE.bulk(lines).body()).contains("\"summary\"");
    }

    private static JsonNode last(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Events.JSON.readTree(answer.body().lines().toList().getLast());
    }

    @Test
    void everything_is_exported_and_then_what_came_since() throws IOException {
        record("e0000001");
        JsonNode first = last(SERVICE.post(PATH, "{}")).path("end");
        assertThat(first.path("size").longValue()).isEqualTo(SERVICE.ledgerSize());
        record("e0000002");
        JsonNode second = last(SERVICE.post(PATH, "{\"atLeast\":" + SERVICE.ledgerSize() + "}"))
                .path("end");
        assertThat(second.path("size").longValue()).isEqualTo(SERVICE.ledgerSize());
        assertThat(second.path("root"))
                .isEqualTo(
                        Events.JSON.readTree(SERVICE.get("/v1/ledger").body()).path("root"));
        JsonNode manifest = Events.JSON.readTree(Files.readAllBytes(FOLDER.resolve("manifest.json")));
        assertThat(manifest.path("facts").size())
                .isEqualTo(second.path("files").intValue())
                .isGreaterThan(first.path("files").intValue());
        long facts = 0;
        for (JsonNode part : manifest.path("facts")) {
            facts += part.path("facts").longValue();
        }
        assertThat(facts).isEqualTo(SERVICE.ledgerSize());

        Path full = FOLDER.resolve(".manifest.json.unfinished");
        Files.createSymbolicLink(full, Path.of("/dev/full"));
        record("e0000003");
        assertThat(last(SERVICE.post(PATH, "{}")).path("stopped").path("type").stringValue())
                .endsWith("/problems/export-failed");
        assertThat(Events.JSON.readTree(Files.readAllBytes(FOLDER.resolve("manifest.json"))))
                .isEqualTo(manifest);
        Files.deleteIfExists(full);
        assertThat(last(SERVICE.post(PATH, "{}")).path("end").path("size").longValue())
                .isEqualTo(SERVICE.ledgerSize());

        try (TestService other = new TestService("--ledger.export.folder=" + FOLDER)) {
            assertThat(last(other.post(PATH, "{}")).path("stopped").path("type").stringValue())
                    .endsWith("/problems/export-unusable");
        }
    }

    @Test
    void without_a_folder_nothing_is_exported() {
        assertThat(TestService.RUNNING.post(PATH, "{}").statusCode()).isEqualTo(403);
        assertThat(List.of(SERVICE.post(PATH, "{\"folder\":\"/tmp\"}").statusCode()))
                .containsExactly(422);
    }
}
