package org.consentledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.consentledger.store.LedgerDatabase.Login;
import org.consentledger.store.LedgerDatabase.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerDatabaseIT {
    private static final String FORBIDDEN = "42501";

    private final TestDatabase database = TestDatabase.fresh();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void a_session_of_the_service_speaks_utc_and_does_not_wait_for_ever() throws SQLException {
        for (Connection connection :
                new Connection[] {database.connect(), database.pool().getConnection()}) {
            try (connection) {
                assertThat(ask(connection, "show timezone")).isEqualTo("UTC");
                assertThat(ask(connection, "show lock_timeout")).isEqualTo("10s");
                assertThat(ask(connection, "show idle_in_transaction_session_timeout"))
                        .isEqualTo("1min");
                assertThat(ask(connection, "show application_name")).startsWith(database.name());
                assertThat(ask(connection, "select current_user")).isEqualTo("ledger_app");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger.fact set source = source",
                "delete from ledger.fact",
                "truncate ledger.fact",
                "update ledger.tree_head set root = root",
                "delete from ledger.tree_head",
                "truncate ledger.tree_head"
            })
    void history_cannot_be_changed(String change) throws SQLException {
        try (Connection service = database.connect()) {
            assertThatExceptionOfType(SQLException.class)
                    .as("the service has no privilege")
                    .isThrownBy(() -> execute(service, change))
                    .matches(e -> FORBIDDEN.equals(e.getSQLState()))
                    .withMessageContaining("permission denied");
        }
        try (Connection owner = database.connectAsOwner()) {
            assertThatExceptionOfType(SQLException.class)
                    .as("the owner meets the trigger")
                    .isThrownBy(() -> execute(owner, change))
                    .matches(e -> FORBIDDEN.equals(e.getSQLState()))
                    .withMessageContaining("append-only");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from ledger.head",
                "create table ledger.extra ()",
                "alter table ledger.fact disable trigger append_only",
                "set session_replication_role = replica",
                "set role postgres"
            })
    void the_service_owns_nothing(String change) throws SQLException {
        try (Connection service = database.connect()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> execute(service, change))
                    .matches(e -> FORBIDDEN.equals(e.getSQLState()));
        }
    }

    @Test
    void a_refused_row_is_not_quoted() throws SQLException {
        try (Connection service = database.connect()) {
            execute(service, "insert into ledger.purpose values ('something secret')");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> execute(service, "insert into ledger.purpose values ('something secret')"))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
        }
    }

    @Test
    void two_nodes_may_migrate_a_new_database_at_once() throws Exception {
        String url = created("of_two_nodes", "postgres");
        Login owner = new Login(url, "postgres", database.owner().password());
        try (Warnings warnings = Warnings.of(LedgerDatabase.class);
                ExecutorService nodes = Executors.newFixedThreadPool(2)) {
            Callable<Void> node = () -> {
                try (LedgerDatabase ledger = LedgerDatabase.of(owner, owner, Pool.DEFAULT)) {
                    ledger.migrate();
                }
                return null;
            };
            for (Future<Void> migrated : nodes.invokeAll(List.of(node, node))) {
                migrated.get();
            }
            assertThat(warnings.sentences())
                    .as("one login for both")
                    .isNotEmpty()
                    .allMatch(sentence -> sentence.contains("only triggers keep it from changing facts"));
        }
    }

    @Test
    void an_owner_without_privileges_migrates_and_names_the_grant_that_is_missing() throws SQLException {
        try (Connection administrator = database.connectAsOwner()) {
            execute(administrator, "create role builder login password 'builds'");
            execute(administrator, "create role server login password 'serves'");
            String url = created("of_a_builder", "builder");
            Login owner = new Login(url, "builder", "builds");
            Login service = new Login(url, "server", "serves");
            try (LedgerDatabase ledger = LedgerDatabase.of(owner, service, Pool.DEFAULT)) {
                assertThatExceptionOfType(DatabaseUnusable.class)
                        .isThrownBy(ledger::migrate)
                        .withMessageContaining("grant ledger_service")
                        .withMessageContaining("server");
                execute(administrator, "grant ledger_service to server");
                ledger.migrate();
                try (Connection connection = ledger.pool().getConnection()) {
                    assertThat(ask(connection, "select size from ledger.head")).isEqualTo("0");
                }
            }
        }
    }

    @Test
    void an_owner_who_may_grants_the_service_its_role() throws SQLException {
        try (Connection administrator = database.connectAsOwner()) {
            execute(administrator, "create role newcomer login password 'new'");
        }
        Login service = new Login(database.url(), "newcomer", "new");
        try (LedgerDatabase ledger = LedgerDatabase.of(database.owner(), service, Pool.DEFAULT)) {
            ledger.migrate();
            try (Connection connection = ledger.connect()) {
                assertThat(ask(connection, "select size from ledger.head")).isEqualTo("0");
            }
        }
    }

    @Test
    void what_is_wrong_with_an_address_or_login_is_said() throws Exception {
        Login good = database.service();
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            unused = socket.getLocalPort();
        }
        refused(new Login("jdbc:postgresql://127.0.0.1:" + unused + "/ledger", good.user(), "x"), "out of reach");
        refused(new Login(good.url(), good.user(), "wrong"), "refuses the login");
        refused(new Login(good.url() + "_elsewhere", good.user(), good.password()), "no such database");
        assertThatExceptionOfType(DatabaseUnusable.class)
                .isThrownBy(() -> LedgerDatabase.refuseOlder(170_006))
                .withMessageContaining("older than PostgreSQL 18");
    }

    @Test
    void a_login_does_not_tell_its_password() {
        assertThat(database.service().toString())
                .doesNotContain(database.service().password());
    }

    private static void refused(Login login, String sentence) {
        assertThatExceptionOfType(DatabaseUnusable.class)
                .isThrownBy(() -> LedgerDatabase.of(login, login, Pool.DEFAULT))
                .withMessageContaining(sentence)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(login.password() + ")"));
    }

    private String created(String name, String owner) throws SQLException {
        try (Connection connection = database.connectAsOwner()) {
            execute(connection, "create database " + name + " owner " + owner);
        }
        return "jdbc:postgresql://127.0.0.1:" + database.port() + "/" + name;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
