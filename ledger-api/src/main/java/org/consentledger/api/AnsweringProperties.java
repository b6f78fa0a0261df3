package org.consentledger.api;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set about answering.
 *
 * @param patience how long a node may take to come up to the ledger's head before it refuses to answer
 */
@ConfigurationProperties("ledger.answering")
public record AnsweringProperties(@DefaultValue("PT2S") Duration patience) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException where the patience is no sensible one
     */
    public AnsweringProperties {
        if (patience.compareTo(SHORTEST) < 0 || patience.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("ledger.answering.patience must be PT0.1S to PT1M");
        }
    }
}
