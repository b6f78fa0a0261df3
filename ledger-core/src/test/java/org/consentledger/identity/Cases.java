package org.consentledger.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real inputs, read in place from the folder that the system property {@code cases.dir} names. */
final class Cases {
    private static final JsonMapper JSON = new JsonMapper();

    private Cases() {}

    static List<JsonNode> lines(String file) {
        Path path = Path.of(System.getProperty("cases.dir", "no-cases.dir-given"), file);
        if (!Files.isReadable(path)) {
            System.err.println("SKIPPED: the real inputs are absent: " + path);
            Assumptions.abort("the real inputs are absent: " + path);
        }
        try {
            return Files.readAllLines(path).stream().map(JSON::readTree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
