package org.consentledger.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Published test vectors, read in place from the folder that the system property {@code cases.dir} names. */
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
        Path path = Path.of(System.getProperty("cases.dir", "no-cases.dir-given"), file);
        if (!Files.isReadable(path)) {
            System.err.println("SKIPPED: the published vectors are absent: " + path);
            Assumptions.abort("the published vectors are absent: " + path);
        }
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
