package org.consentledger.censuses;

import java.io.IOException;
import java.io.OutputStream;
import org.consentledger.census.Population;
import org.consentledger.census.Taken;
import org.consentledger.censuses.CensusAnswer.CensusAsked;
import org.consentledger.export.Table;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a census that was taken, day by day.
 *
 * @param root in hex
 */
record CensusWriter(Taken taken, CensusAsked question, String root) {
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

    /** A row for each day, purpose and population. */
    void rows(Table<CensusTable.Row> table) throws IOException {
        for (int day = 0; day < taken.days().count(); day++) {
            for (int purpose = 0; purpose < taken.purposes().size(); purpose++) {
                if (taken.defined(day, purpose)) {
                    for (Population population : Population.values()) {
                        table.write(new CensusTable.Row(this, day, purpose, population));
                    }
                }
            }
        }
    }
}
