package org.consentledger.api;

import tools.jackson.core.JacksonException;
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
final class StrictJson {
    /** Longest text: a notice's. */
    static final int MAX_STRING_LENGTH = 1_000_000;

    static final int MAX_DEPTH = 16;
    private static final int MAX_NUMBER_LENGTH = 32;
    private static final int MAX_NAME_LENGTH = 256;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .maxStringLength(MAX_STRING_LENGTH)
                            .build())
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
        } catch (StreamConstraintsException e) {
            throw malformed(
                    "must nest at most " + MAX_DEPTH + " deep, with numbers of at most " + MAX_NUMBER_LENGTH
                            + " digits, names of at most " + MAX_NAME_LENGTH + " characters and texts of at most "
                            + MAX_STRING_LENGTH,
                    e);
        } catch (JacksonException e) {
            throw malformed("must be one JSON value in UTF-8 with every name at most once in its object", e);
        }
    }

    private static ProblemFound malformed(String rule, JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        boolean known = at != null && at.getLineNr() > 0;
        return new ProblemFound(
                Problem.malformed(rule, known ? at.getLineNr() : null, known ? at.getColumnNr() : null));
    }
}
