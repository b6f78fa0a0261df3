package org.consentledger.spark;

import org.consentledger.export.Manifest;
import org.consentledger.forensics.IncidentReport;
import tools.jackson.databind.JsonNode;

/** At which size of the ledger a job answers. */
final class Sizes {
    private Sizes() {}

    /** The size that a question names; without one the export's. */
    static long asked(String question, Manifest manifest) {
        JsonNode size = Json.read(question).path("ledgerSize");
        long asked = size.isNumber() ? size.longValue() : manifest.size();
        if (asked < 0 || asked > manifest.size()) {
            throw new IllegalArgumentException("The export has not come as far as the question's ledgerSize");
        }
        return asked;
    }

    /** The tree over so many facts; its root is empty where the export does not tell it. */
    static IncidentReport.Head head(long size, Manifest manifest) {
        return new IncidentReport.Head(size, size == manifest.size() ? manifest.root() : "");
    }
}
