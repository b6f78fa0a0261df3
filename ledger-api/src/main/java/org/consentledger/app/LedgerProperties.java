package org.consentledger.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.consentledger.write.LedgerCommands;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator can set, all of it under {@code ledger}.
 *
 * @param data folder of the embedded PostgreSQL; relative to where the service was started
 * @param secrets folder of the installation's secrets
 * @param profiles the normal forms that are installed, by name; {@code documented} stands for all documented ones
 * @param clockTolerance how far in the future a reporter's clock may be
 * @param clockDrift how far apart the clocks of database and node may be before appending stops
 * @param patience how long a group of facts is tried again after a lost connection
 * @param groupFacts most facts in one group, {@value LedgerCommands#MOST_JUDGED} or more
 * @param waitingFacts most facts waiting for their group
 * @param snapshotInterval how often the index in memory is written down
 */
@ConfigurationProperties("ledger")
record LedgerProperties(
        @DefaultValue("data") Path data,
        @DefaultValue("data/secrets") Path secrets,
        @DefaultValue("documented") List<String> profiles,
        @DefaultValue Database database,
        @DefaultValue("PT5M") Duration clockTolerance,
        @DefaultValue("PT5S") Duration clockDrift,
        @DefaultValue("PT20S") Duration patience,
        @DefaultValue("10000") int groupFacts,
        @DefaultValue("50000") int waitingFacts,
        @DefaultValue("PT15M") Duration snapshotInterval) {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException where a group would not hold what is handed over at once, or not all of it could wait
     */
    LedgerProperties {
        if (groupFacts < LedgerCommands.MOST_JUDGED) {
            throw new IllegalArgumentException("ledger.group-facts must be 2500 or more");
        }
        if (waitingFacts < groupFacts) {
            throw new IllegalArgumentException("ledger.waiting-facts must be at least ledger.group-facts");
        }
    }

    /**
     * The database; without an address the embedded one.
     *
     * @param url JDBC address of a PostgreSQL 18
     * @param username login of the service, a member of {@code ledger_service}
     * @param ownerUsername login that owns the tables; without it the service's own
     * @param port of the embedded server on 127.0.0.1; 0 takes a free one
     * @param connections most connections in the service's pool
     */
    record Database(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @Nullable String ownerUsername,
            @Nullable String ownerPassword,
            @DefaultValue("0") int port,
            @DefaultValue("16") int connections) {
        /** Without logins and address. */
        @Override
        public String toString() {
            return url == null ? "Database[embedded]" : "Database[external]";
        }
    }
}
