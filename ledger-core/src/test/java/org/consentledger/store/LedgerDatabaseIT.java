package org.consentledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class LedgerDatabaseIT {
    @Test
    void a_session_of_the_service_speaks_utc_and_does_not_wait_for_ever() throws SQLException {
        try (TestDatabase database = TestDatabase.fresh()) {
            for (Connection connection :
                    new Connection[] {database.connect(), database.pool().getConnection()}) {
                try (connection) {
                    assertThat(show(connection, "timezone")).isEqualTo("UTC");
                    assertThat(show(connection, "lock_timeout")).isEqualTo("10s");
                    assertThat(show(connection, "idle_in_transaction_session_timeout"))
                            .isEqualTo("1min");
                    assertThat(show(connection, "application_name")).startsWith(database.name());
                    assertThat(ask(connection, "select current_user")).isEqualTo("ledger_app");
                }
            }
        }
    }

    private static String show(Connection connection, String setting) throws SQLException {
        return ask(connection, "show " + setting);
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
