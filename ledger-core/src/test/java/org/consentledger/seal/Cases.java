package org.consentledger.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.consentledger.CaseFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Published test vectors. */
final class Cases {
    private static final JsonMapper JSON = new JsonMapper();

    private Cases() {}

    static JsonNode json(String file) {
        return JSON.readTree(text(file));
    }

    static Stream<JsonNode> lines(String file) {
        return text(file).lines().map(JSON::readTree);
    }

    /** The hashes of an array, each in the encoding that {@code decode} reads; none if the array is null. */
    static List<byte[]> hashes(JsonNode array, Function<String, byte[]> decode) {
        var hashes = new ArrayList<byte[]>();
        for (JsonNode hash : array) {
            hashes.add(decode.apply(hash.stringValue()));
        }
        return hashes;
    }

    /** The low 64 bits of a number that may need all of them. */
    static long unsigned(JsonNode number) {
        return number.bigIntegerValue().longValue();
    }

    private static String text(String file) {
        Path path = CaseFiles.of(file);
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
