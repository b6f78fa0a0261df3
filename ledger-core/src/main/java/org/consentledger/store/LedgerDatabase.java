package org.consentledger.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one database of a ledger, reached by two logins: the owner changes the schema and does nothing else, the service
 * adds and reads and has no privilege to change a fact.
 */
public final class LedgerDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LedgerDatabase.class);
    private static final int OLDEST_VERSION = 180_000;

    /*
     * Set by a statement: the driver sends the JVM's zone when it connects, and that goes before every other default.
     */
    private static final String SESSION =
            "set time zone 'UTC'; set lock_timeout = '10s'; set idle_in_transaction_session_timeout = '60s'";
    /** The longest a single answer of the server may take: views that are built anew ask big questions. */
    private static final Duration POOL_SOCKET_TIMEOUT = Duration.ofMinutes(15);

    private static final Duration DEDICATED_SOCKET_TIMEOUT = Duration.ofSeconds(30);

    private final Login owner;
    private final Login service;
    private final Pool size;
    private final ReentrantLock opening = new ReentrantLock();
    private final PGSimpleDataSource pooled;
    private @Nullable HikariDataSource pool;

    private LedgerDatabase(Login owner, Login service, Pool size) {
        this.owner = owner;
        this.service = service;
        this.size = size;
        this.pooled = service.source(size.name(), POOL_SOCKET_TIMEOUT);
    }

    /** A login and the database it is for; both logins of a ledger name the same database. */
    public record Login(String url, String user, String password) {
        Connection connect() throws SQLException {
            return source("consent-ledger", DEDICATED_SOCKET_TIMEOUT).getConnection();
        }

        PGSimpleDataSource source(String application, Duration socketTimeout) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setApplicationName(application);
            source.setTcpKeepAlive(true);
            source.setConnectTimeout(5);
            source.setSocketTimeout(Math.toIntExact(socketTimeout.toSeconds()));
            source.setReWriteBatchedInserts(true);
            source.setLogServerErrorDetail(false); // it quotes the values of the row
            source.setUrl(url);
            source.setUser(user);
            source.setPassword(password);
            return source;
        }

        /** Without the password. */
        @Override
        public String toString() {
            return user + " at " + url;
        }
    }

    /** How many connections of the service are kept, under which name, and how long one waits for one. */
    public record Pool(int size, String name, Duration connectionTimeout) {
        /** Sixteen connections. */
        public static final Pool DEFAULT = new Pool(16, "ledger", Duration.ofSeconds(10));
    }

    /** Database {@code ledger} of our own server, created unless it is there. */
    public static LedgerDatabase of(EmbeddedServer server, Pool pool) {
        return of(server, "ledger", pool);
    }

    static LedgerDatabase of(EmbeddedServer server, String name, Pool pool) {
        try {
            server.createDatabase(name);
        } catch (SQLException e) {
            throw DatabaseUnusable.because(e, name);
        }
        return new LedgerDatabase(server.owner(name), server.service(name), pool);
    }

    /**
     * A database of another server. Where both logins are one, that one owns the tables, and only the triggers keep it
     * from changing facts.
     *
     * @throws DatabaseUnusable if it is out of reach, refuses the login, or is older than PostgreSQL 18
     */
    public static LedgerDatabase of(Login owner, Login service, Pool pool) {
        LedgerDatabase database = new LedgerDatabase(owner, service, pool);
        database.check();
        return database;
    }

    /** Brings the schema to this version. */
    public void migrate() {
        try {
            Flyway.configure()
                    .dataSource(owner.source("consent-ledger migration", POOL_SOCKET_TIMEOUT))
                    .locations("classpath:db/migration")
                    .defaultSchema("ledger_migration")
                    .createSchemas(true)
                    .load()
                    .migrate();
            admitService();
        } catch (FlywayException e) {
            throw new DatabaseUnusable("The schema could not be brought to this version.", owner, e);
        } catch (SQLException e) {
            throw DatabaseUnusable.because(e, owner);
        }
    }

    /** The service's pooled connections; opened when first asked for. */
    public DataSource pool() {
        opening.lock();
        try {
            HikariDataSource open = pool;
            if (open == null) {
                open = open();
                pool = open;
            }
            return open;
        } finally {
            opening.unlock();
        }
    }

    /** A connection of the service outside the pool; a statement that takes longer than 30 s is cut off. */
    public Connection connect() throws SQLException {
        Connection connection = service.source(size.name() + " dedicated", DEDICATED_SOCKET_TIMEOUT)
                .getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(SESSION);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The database's address, without a login. */
    public String url() {
        return service.url();
    }

    /** Closes the pool. */
    @Override
    public void close() {
        opening.lock();
        try {
            if (pool != null) {
                // So long the pool waits for a connection that it is just opening, which nobody will use.
                pooled.setLoginTimeout(1);
                pool.close();
            }
        } finally {
            opening.unlock();
        }
    }

    Connection connectAsOwner() throws SQLException {
        return owner.connect();
    }

    private HikariDataSource open() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(pooled);
        config.setPoolName(size.name());
        config.setMaximumPoolSize(size.size());
        config.setMinimumIdle(Math.min(2, size.size()));
        config.setConnectionTimeout(size.connectionTimeout().toMillis());
        config.setConnectionInitSql(SESSION);
        return new HikariDataSource(config);
    }

    private void check() {
        try (Connection connection = service.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select current_setting('server_version_num')::int, current_setting('fsync') = 'on'"
                                + " and current_setting('full_page_writes') = 'on'"
                                + " and current_setting('synchronous_commit') <> 'off'")) {
            row.next();
            refuseOlder(row.getInt(1));
            if (!row.getBoolean(2)) {
                log.warn(
                        "The server has fsync, full_page_writes or synchronous_commit off: a power cut may lose facts that"
                                + " were confirmed.");
            }
        } catch (SQLException e) {
            throw DatabaseUnusable.because(e, service);
        }
        if (owner.user().equals(service.user())) {
            log.warn(
                    "The service has the login of the tables' owner: only triggers keep it from changing facts. Give it"
                            + " a login of its own, a member of ledger_service.");
        }
    }

    static void refuseOlder(int version) {
        if (version < OLDEST_VERSION) {
            throw new DatabaseUnusable(
                    "The server is older than PostgreSQL 18: give another as ledger.database.url, or"
                            + " none to have one started.",
                    version);
        }
    }

    /** Makes the service's login a member of {@code ledger_service}, or says who must. */
    private void admitService() throws SQLException {
        if (owner.user().equals(service.user())) {
            return;
        }
        try (Connection connection = owner.connect();
                Statement statement = connection.createStatement()) {
            String user = statement.enquoteLiteral(service.user());
            boolean admitted;
            try (ResultSet row =
                    statement.executeQuery("select pg_has_role(" + user + ", 'ledger_service', 'usage')")) {
                admitted = row.next() && row.getBoolean(1);
            }
            if (!admitted) {
                statement.execute("grant ledger_service to " + statement.enquoteIdentifier(service.user(), true));
            }
            admitViews(statement);
        } catch (SQLException e) {
            throw new DatabaseUnusable(
                    "The service's login is not a member of ledger_service, and the owner may not make"
                            + " it one: let an administrator grant ledger_service to it.",
                    service.user(),
                    e);
        }
    }

    /** The right to build views anew is the database's own, which neither a copy nor a restored dump brings along. */
    private static void admitViews(Statement statement) throws SQLException {
        boolean admitted;
        String database;
        try (ResultSet row = statement.executeQuery(
                "select current_database(), has_database_privilege('ledger_service', current_database(), 'create')")) {
            row.next();
            database = row.getString(1);
            admitted = row.getBoolean(2);
        }
        if (!admitted) {
            statement.execute(
                    "grant create on database " + statement.enquoteIdentifier(database, true) + " to ledger_service");
        }
    }
}
