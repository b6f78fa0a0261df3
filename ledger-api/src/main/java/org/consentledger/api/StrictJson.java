package org.consentledger.api;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON that somebody outside sent: one value, no name twice in an object, and nothing deep, long or huge. */
public final class StrictJson {
    /** Longest text: a notice's. */
    static final int MAX_STRING_LENGTH = 1_000_000;

    static final int MAX_DEPTH = 16;
    private static final int MAX_NUMBER_LENGTH = 32;
    private static final int MAX_NAME_LENGTH = 256;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxStringLength(MAX_STRING_LENGTH)
                    .build())
            .build();

    private static final ObjectReader READER = JsonMapper.builder(FACTORY.rebuild()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private StrictJson() {}

    /**
     * The value in UTF-8 bytes.
     *
     * @throws ProblemFound where the bytes are anything else; it tells where, never what stands there
     */
    static JsonNode read(byte[] bytes, int offset, int length) {
        try {
            JsonNode node = READER.readValue(bytes, offset, length);
            if (node == null || node.isMissingNode()) {
                throw new ProblemFound(Problem.malformed("must not be empty", null, null));
            }
            return node;
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** The tokens of the value in UTF-8 bytes, within the same bounds; whoever takes them sees to names and to what follows. */
    public static JsonParser tokens(byte[] bytes) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes);
    }

    /** What is wrong with a body that was read as far as {@code e}; it tells where, never what stands there. */
    public static ProblemFound malformed(JacksonException e) {
        return e instanceof StreamConstraintsException
                ? malformed(
                        "must nest at most " + MAX_DEPTH + " deep, with numbers of at most " + MAX_NUMBER_LENGTH
                                + " digits, names of at most " + MAX_NAME_LENGTH + " characters and texts of at most "
                                + MAX_STRING_LENGTH,
                        e.getLocation())
                : malformed(e.getLocation());
    }

    /** That the body is anything but one JSON value, as can be told at {@code at}. */
    public static ProblemFound malformed(@Nullable TokenStreamLocation at) {
        return malformed("must be one JSON value in UTF-8 with every name at most once in its object", at);
    }

    private static ProblemFound malformed(String rule, @Nullable TokenStreamLocation at) {
        return new ProblemFound(
                at == null || at.getLineNr() <= 0
                        ? Problem.malformed(rule, null, null)
                        : Problem.malformed(rule, at.getLineNr(), at.getColumnNr()));
    }
}
