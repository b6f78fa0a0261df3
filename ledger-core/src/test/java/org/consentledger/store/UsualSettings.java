package org.consentledger.store;

import java.time.Clock;
import java.time.Duration;

/** The settings of an appender that the service has where an operator sets nothing. */
public final class UsualSettings {
    private UsualSettings() {}

    /** With a clock of one's own. */
    public static AppenderSettings of(Clock clock) {
        return new AppenderSettings(
                clock, 10_000, 50_000, Duration.ofMinutes(5), Duration.ofSeconds(5), Duration.ofSeconds(20));
    }
}
