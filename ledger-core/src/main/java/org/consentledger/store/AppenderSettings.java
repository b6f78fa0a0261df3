package org.consentledger.store;

import java.time.Clock;
import java.time.Duration;

/**
 * What an appender needs to be told.
 *
 * @param groupFacts most facts in one group
 * @param waitingFacts most facts waiting for their group; further senders wait
 * @param clockTolerance how far in the future a reporter's clock may be
 * @param clockDrift how far the database's clock may be behind the ledger's head or away from this node's before appending stops
 * @param patience how long a group is tried again after a lost connection
 */
public record AppenderSettings(
        Clock clock,
        int groupFacts,
        int waitingFacts,
        Duration clockTolerance,
        Duration clockDrift,
        Duration patience) {
    public AppenderSettings {
        if (groupFacts < 1 || waitingFacts < groupFacts) {
            throw new IllegalArgumentException("a group holds a fact or more, and all of it must be able to wait");
        }
    }
}
