package org.consentledger.censuses;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set about censuses.
 *
 * @param atOnce most censuses at a time; each of them keeps every processor busy
 */
@ConfigurationProperties("ledger.census")
record CensusProperties(@DefaultValue("2") int atOnce) {
    private static final int MOST = 16;

    CensusProperties {
        if (atOnce < 1 || atOnce > MOST) {
            throw new IllegalArgumentException("ledger.census.at-once must be 1 to 16");
        }
    }
}
