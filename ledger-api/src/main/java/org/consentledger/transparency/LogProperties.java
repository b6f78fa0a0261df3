package org.consentledger.transparency;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.consentledger.checkpoints.WitnessAddress;
import org.consentledger.seal.WitnessPolicy;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set about the log.
 *
 * @param origin its name, before the first checkpoint; without it one is drawn
 * @param interval how often a checkpoint is signed at most
 * @param entries whether bundles of entries are served; without it, where the service listens on the loopback alone
 * @param witnesses who is asked to sign, each by address and verifier key, with commas between
 * @param witnessesNeeded how many of them must have signed a checkpoint before it is handed out
 */
@ConfigurationProperties("ledger.log")
record LogProperties(
        @Nullable String origin,
        @DefaultValue("PT0.5S") Duration interval,
        @Nullable Boolean entries,
        @DefaultValue List<WitnessAddress> witnesses,
        @DefaultValue("0") int witnessesNeeded) {
    LogProperties {
        witnesses = List.copyOf(witnesses);
        if (interval.compareTo(Duration.ofMillis(10)) < 0 || interval.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("ledger.log.interval must be PT0.01S to PT1H");
        }
    }

    /** How many of which witnesses a checkpoint needs. */
    WitnessPolicy policy() {
        return new WitnessPolicy(witnesses.stream().map(WitnessAddress::key).toList(), witnessesNeeded);
    }

    /** Whether bundles of entries, which tell everybody's history, are served by a service that listens on {@code address}. */
    boolean servesEntries(InetAddress address) {
        return entries == null ? address.isLoopbackAddress() : entries;
    }
}
