package org.consentledger.app;

import org.consentledger.store.LedgerReader;
import org.consentledger.store.LedgerUnavailable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether this node reaches the ledger, and how large it is. */
@Component("ledgerHealthIndicator")
final class LedgerHealth implements HealthIndicator {
    private final LedgerReader reader;

    LedgerHealth(LedgerReader reader) {
        this.reader = reader;
    }

    @Override
    public Health health() {
        try {
            return Health.up().withDetail("size", reader.head().size()).build();
        } catch (LedgerUnavailable _) {
            return Health.down().build();
        }
    }
}
