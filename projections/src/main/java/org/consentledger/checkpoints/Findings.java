package org.consentledger.checkpoints;

import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.consentledger.feed.Transactions;
import org.consentledger.store.LedgerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts on record what was found to be altered, so that every node stops signing. */
final class Findings {
    private static final Logger LOG = LoggerFactory.getLogger(Findings.class);

    private final DataSource database;
    private final Clock clock;

    Findings(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Records it, unless something is on record already.
     *
     * @param size so many facts are concerned at most
     */
    Altered found(Trouble trouble, long size) {
        LOG.atError()
                .addKeyValue("trouble", trouble)
                .addKeyValue("size", size)
                .log("THE LEDGER WAS ALTERED, see docs/operating.md");
        try {
            Transactions.run(database, connection -> {
                if (!LogTables.hasFindings(connection)) {
                    LogTables.found(connection, clock.instant(), trouble, size);
                }
            });
        } catch (SQLException e) {
            throw new LedgerUnavailable("what was found could not be put on record", e);
        }
        return new Altered();
    }
}
