package org.consentledger.transparency;

import java.util.Optional;
import org.consentledger.checkpoints.Signing;
import org.consentledger.checkpoints.Trouble;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether checkpoints are signed, how far, and if not, why. */
@Component("logHealthIndicator")
final class LogHealth implements HealthIndicator {
    private final Signing signing;

    LogHealth(Signing signing) {
        this.signing = signing;
    }

    @Override
    public Health health() {
        Optional<Trouble> trouble = signing.trouble();
        Health.Builder health = trouble.isEmpty() ? Health.up() : Health.down().withDetail("trouble", trouble.get());
        return health.withDetail("signed", signing.signed()).build();
    }
}
