package org.consentledger.incidents;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set about incidents.
 *
 * @param atOnce most reports at a time, and most lists of persons; each of them keeps every processor busy
 * @param listPersons whether the list of those affected is handed out
 */
@ConfigurationProperties("ledger.incidents")
record IncidentProperties(
        @DefaultValue("2") int atOnce,
        @DefaultValue("false") boolean listPersons) {
    private static final int MOST = 16;

    IncidentProperties {
        if (atOnce < 1 || atOnce > MOST) {
            throw new IllegalArgumentException("ledger.incidents.at-once must be 1 to 16");
        }
    }
}
