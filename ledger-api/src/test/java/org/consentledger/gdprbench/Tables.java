package org.consentledger.gdprbench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.consentledger.store.TestDatabase;

/** The peer: a table of records with indexes on key, purpose and person, and a table that is the log; on the ledger's own server. */
final class Tables implements Side {
    /** Which operations leave a line in the log, each in one statement and one commit with it. */
    enum Log {
        EVERYTHING,
        CHANGES
    }

    private static final List<String> COLUMNS = List.of("USR", "OBJ", "DEC", "ACL", "SHR", "SRC", "CAT", "Data");

    private final TestDatabase database = TestDatabase.fresh();
    private final Instant loaded;
    private final Log log;

    Tables(Instant loaded, Log log) throws SQLException {
        this.loaded = loaded;
        this.log = log;
        try (Connection connection = database.connectAsOwner();
                Statement statement = connection.createStatement()) {
            statement.execute("create table record (key text primary key, pur text, expires timestamptz, usr text,"
                    + " obj text, dec text, acl text, shr text, src text, cat text, data text)");
            statement.execute("create index on record (pur)");
            statement.execute("create index on record (usr)");
            statement.execute("create table log (id bigint generated always as identity primary key,"
                    + " at timestamptz not null default now(), line text not null)");
        }
    }

    @Override
    public Session session() throws SQLException {
        return new Client(database.connectAsOwner());
    }

    @Override
    public void loaded() throws SQLException {
        analyze(database);
    }

    static void analyze(TestDatabase database) throws SQLException {
        try (Connection connection = database.connectAsOwner();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }

    @Override
    public void finish() {}

    /** How many rows are left. */
    int rows() throws SQLException {
        return number("select count(*) from record");
    }

    /** How many rows of a purpose are live. */
    int live(String purpose) throws SQLException {
        return number("select count(*) from record where expires > now() and pur = '" + purpose + "'");
    }

    /** How many rows of a purpose, live or not, may be decided about by machines. */
    int decided(String purpose) throws SQLException {
        return number("select count(*) from record where dec = 'dec1' and pur = '" + purpose + "'");
    }

    private int number(String sql) throws SQLException {
        try (Connection connection = database.connectAsOwner();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public void close() {
        database.close();
    }

    private final class Client implements Session {
        private final Connection connection;
        private final Map<String, PreparedStatement> prepared = new HashMap<>();

        Client(Connection connection) {
            this.connection = connection;
        }

        @Override
        public int perform(Operation operation) throws SQLException {
            String key = operation.key();
            String value = operation.value();
            return switch (operation.kind()) {
                case INSERT -> insert(operation);
                case DELETE_BY_KEY -> change("delete from record where key = ?", key);
                case UPDATE_BY_KEY -> update(operation);
                case UPDATE_BY_PERSON, UPDATE_BY_PURPOSE -> updateMeta(operation);
                case READ_BY_KEY -> read("select * from record where key = ? and expires > now()", key);
                case READ_BY_PERSON -> read("select * from record where usr = ? and expires > now()", value);
                case READ_BY_PURPOSE -> read("select * from record where pur = ? and expires > now()", value);
                case READ_LOG -> log(operation.count());
                case VERIFY_TTL -> Agreement.atMostLive(read("select key from record where expires > now()"));
                case LEFT_OUT -> throw new IllegalArgumentException("left out");
            };
        }

        private int log(int lines) throws SQLException {
            read("select at, line from log order by id desc limit ?", lines);
            return 0;
        }

        private int insert(Operation operation) throws SQLException {
            Object[] values = new Object[3 + COLUMNS.size()];
            values[0] = operation.key();
            values[1] = Objects.requireNonNull(operation.record().get("PUR"));
            values[2] = expires(operation);
            fill(operation, values, 3);
            return change("insert into record values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values);
        }

        private int update(Operation operation) throws SQLException {
            Object[] values = new Object[3 + COLUMNS.size()];
            values[0] = Objects.requireNonNull(operation.record().get("PUR"));
            values[1] = expires(operation);
            fill(operation, values, 2);
            values[values.length - 1] = operation.key();
            return change(
                    "update record set pur = ?, expires = ?, usr = ?, obj = ?, dec = ?, acl = ?, shr = ?, src = ?,"
                            + " cat = ?, data = ? where key = ?",
                    values);
        }

        private static void fill(Operation operation, Object[] values, int from) {
            for (int i = 0; i < COLUMNS.size(); i++) {
                values[from + i] = Objects.requireNonNull(operation.record().get(COLUMNS.get(i)));
            }
        }

        private int updateMeta(Operation operation) throws SQLException {
            boolean limit = operation.set().equals("TTL");
            return change(
                    "update record set " + (limit ? "expires" : operation.set()) + " = ? where " + operation.field()
                            + " = ?",
                    limit ? expires(operation) : operation.setTo(),
                    operation.value());
        }

        private Timestamp expires(Operation operation) {
            return Timestamp.from(loaded.plus(Duration.ofSeconds(Objects.requireNonNull(operation.seconds()))));
        }

        private int change(String sql, Object... values) throws SQLException {
            statement(true, sql, values).execute();
            return 0;
        }

        private int read(String sql, Object... values) throws SQLException {
            int rows = 0;
            try (ResultSet found = statement(log == Log.EVERYTHING, sql, values).executeQuery()) {
                int columns = found.getMetaData().getColumnCount();
                while (found.next()) {
                    for (int column = 1; column <= columns; column++) {
                        // As it came: texts of instants cost the driver more than the rest of the row.
                        found.getBytes(column);
                    }
                    rows++;
                }
            }
            return rows;
        }

        @SuppressWarnings("resource") // Closed with the connection.
        private PreparedStatement statement(boolean logged, String sql, Object[] values) throws SQLException {
            String whole = logged ? "with logged as (insert into log (line) values (?)) " + sql : sql;
            PreparedStatement statement = prepared.get(whole);
            if (statement == null) {
                statement = connection.prepareStatement(whole);
                prepared.put(whole, statement);
            }
            int at = 1;
            if (logged) {
                statement.setString(at++, sql + " " + Arrays.toString(values));
            }
            for (Object value : values) {
                statement.setObject(at++, value);
            }
            return statement;
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
