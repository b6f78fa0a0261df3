package org.consentledger.copies;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set about telling changes.
 *
 * @param streams most streams at a time; each takes up a thread of those that answer requests
 * @param heartbeat how often a stream says how far it has come when there is nothing else to say
 */
@ConfigurationProperties("ledger.changes")
record CopyProperties(
        @DefaultValue("16") int streams,
        @DefaultValue("PT5S") Duration heartbeat) {
    private static final int MOST_STREAMS = 100;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    CopyProperties {
        if (streams < 1 || streams > MOST_STREAMS) {
            throw new IllegalArgumentException("ledger.changes.streams must be 1 to 100");
        }
        if (heartbeat.compareTo(SHORTEST) < 0 || heartbeat.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("ledger.changes.heartbeat must be PT0.1S to PT1M");
        }
    }
}
