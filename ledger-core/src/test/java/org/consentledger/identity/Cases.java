package org.consentledger.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.consentledger.CaseFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real inputs, one JSON value a line. */
final class Cases {
    private static final JsonMapper JSON = new JsonMapper();

    private Cases() {}

    static List<JsonNode> lines(String file) {
        Path path = CaseFiles.of(file);
        try {
            return Files.readAllLines(path).stream().map(JSON::readTree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
