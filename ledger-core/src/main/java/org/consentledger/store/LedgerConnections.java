package org.consentledger.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections of their own to the ledger's database, with its time-outs set; the caller closes them. */
@FunctionalInterface
public interface LedgerConnections {
    Connection connect() throws SQLException;
}
