package org.consentledger.app;

import org.consentledger.feed.Feed;
import org.consentledger.feed.ViewProgress;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.LedgerUnavailable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether this node reaches the ledger, how large it is, and how far each view is behind it. */
@Component("ledgerHealthIndicator")
final class LedgerHealth implements HealthIndicator {
    private final LedgerReader reader;
    private final Feed feed;

    LedgerHealth(LedgerReader reader, Feed feed) {
        this.reader = reader;
        this.feed = feed;
    }

    @Override
    public Health health() {
        try {
            Health.Builder health = Health.up().withDetail("size", reader.head().size());
            for (ViewProgress view : feed.progress()) {
                health.withDetail("lag." + view.view(), Math.max(0, view.head() - view.place()));
            }
            return health.build();
        } catch (LedgerUnavailable _) {
            return Health.down().build();
        }
    }
}
