package org.consentledger.censuses;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.consentledger.census.Category;
import org.consentledger.census.Population;
import org.consentledger.census.Taken;
import org.consentledger.censuses.CensusAnswer.CensusAsked;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a census that was taken, day by day.
 *
 * @param root in hex
 */
record CensusWriter(Taken taken, CensusAsked question, String root) {
    private static final String NEW_LINE = "\r\n";
    private static final int BUFFER = 1 << 16;

    /** As {@link CensusAnswer}. */
    void json(JsonMapper mapper, OutputStream out) {
        try (JsonGenerator json = mapper.createGenerator(out)) {
            json.writeStartObject();
            json.writePOJOProperty("question", question);
            json.writeStringProperty("root", root);
            json.writeStringProperty("zoneData", taken.days().get(0).zoneData());
            json.writeArrayPropertyStart("days");
            for (int day = 0; day < taken.days().count(); day++) {
                json.writePOJO(CensusCounts.of(taken, day));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /** RFC 4180: a line for each day, purpose and population, each with the ledger size and root that it can be asked again at. */
    void csv(OutputStream out) throws IOException {
        try (Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER)) {
            writer.append("on,at,policy,purpose,counted,")
                    .append(Arrays.stream(Category.values())
                            .map(CensusWriter::column)
                            .collect(Collectors.joining(",")))
                    .append(",ledgerSize,root")
                    .append(NEW_LINE);
            for (int day = 0; day < taken.days().count(); day++) {
                for (int purpose = 0; purpose < taken.purposes().size(); purpose++) {
                    if (taken.defined(day, purpose)) {
                        for (Population population : Population.values()) {
                            line(writer, day, purpose, population);
                        }
                    }
                }
            }
        }
    }

    private static String column(Category category) {
        return switch (category) {
            case PERMITTED -> "permitted";
            case NEVER_ASKED -> "neverAsked";
            default -> category.name();
        };
    }

    private void line(Writer writer, int day, int purpose, Population population) throws IOException {
        writer.append(taken.days().get(day).date().toString())
                .append(',')
                .append(taken.days().get(day).since().toString())
                .append(",\"")
                .append(taken.policy(day).replace("\"", "\"\""))
                .append("\",")
                .append(taken.purposes().get(purpose).path())
                .append(',')
                .append(population.word());
        for (Category category : Category.values()) {
            writer.append(',').append(Integer.toString(taken.get(day, purpose, population, category)));
        }
        writer.append(',')
                .append(Long.toString(question.ledgerSize()))
                .append(',')
                .append(root)
                .append(NEW_LINE);
    }
}
