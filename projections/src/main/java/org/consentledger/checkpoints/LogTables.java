package org.consentledger.checkpoints;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consentledger.seal.NoteSignature;
import org.consentledger.seal.VerifierKey;
import org.jspecify.annotations.Nullable;

/** What the database knows of the log: its name, its keys, what was signed, and what was found wrong. */
final class LogTables {
    private LogTables() {}

    /** The log's name, and how many leaves its tiles hold. */
    record Log(String origin, long tiled) {}

    /** A checkpoint as it was signed, with the lines that witnesses added. */
    record Row(long size, Instant signedAt, String note, List<NoteSignature> cosignatures) {}

    interface Read<T> {
        T from(ResultSet row) throws SQLException;
    }

    static Optional<Log> log(Connection connection) throws SQLException {
        return first(
                connection,
                "select origin, tiled from checkpoints.log",
                row -> new Log(row.getString(1), row.getLong(2)));
    }

    static void begin(Connection connection, String origin) throws SQLException {
        update(connection, "insert into checkpoints.log (origin, tiled) values (?, 0)", origin);
    }

    static void tiled(Connection connection, long size) throws SQLException {
        update(connection, "update checkpoints.log set tiled = ?", size);
    }

    static boolean hasFindings(Connection connection) throws SQLException {
        return first(connection, "select 1 from checkpoints.finding where settled_at is null limit 1", row -> true)
                .isPresent();
    }

    static void found(Connection connection, Instant at, Trouble trouble, long size) throws SQLException {
        update(
                connection,
                "insert into checkpoints.finding (found_at, trouble, size) values (?, ?, ?)",
                at.atOffset(ZoneOffset.UTC),
                trouble.name(),
                size);
    }

    static List<VerifierKey> keys(Connection connection) throws SQLException {
        return list(
                connection,
                "select key from checkpoints.verifier_key order by since, key collate \"C\"",
                row -> VerifierKey.parse(row.getString(1)));
    }

    /** Keeps a checkpoint, and makes the keys known that signed it. */
    static void signed(Connection connection, Signed signed, Instant at, List<VerifierKey> by) throws SQLException {
        update(
                connection,
                "insert into checkpoints.checkpoint (size, signed_at, note) values (?, ?, ?)",
                signed.size(),
                at.atOffset(ZoneOffset.UTC),
                signed.note().toString());
        for (VerifierKey key : by) {
            update(
                    connection,
                    "insert into checkpoints.verifier_key (key, since) values (?, ?) on conflict (key) do nothing",
                    key.toString(),
                    signed.size());
        }
    }

    static void cosigned(Connection connection, long size, VerifierKey witness, NoteSignature line)
            throws SQLException {
        update(
                connection,
                "insert into checkpoints.cosignature (size, witness, line) values (?, ?, ?) on conflict do nothing",
                size,
                witness.toString(),
                line.line());
    }

    /** The verifier keys of the witnesses that signed a checkpoint. */
    static List<String> witnesses(Connection connection, long size) throws SQLException {
        return list(
                connection,
                "select witness from checkpoints.cosignature where size = ?",
                row -> row.getString(1),
                size);
    }

    /** The note of the newest checkpoint. */
    static Optional<String> latest(Connection connection) throws SQLException {
        return first(
                connection,
                "select note from checkpoints.checkpoint order by size desc limit 1",
                row -> row.getString(1));
    }

    /** The notes of the checkpoints behind {@code start} up to and with {@code end}. */
    static List<String> between(Connection connection, long start, long end) throws SQLException {
        return list(
                connection,
                "select note from checkpoints.checkpoint where size > ? and size <= ? order by size",
                row -> row.getString(1),
                start,
                end);
    }

    static long signedSize(Connection connection) throws SQLException {
        return first(connection, "select coalesce(max(size), -1) from checkpoints.checkpoint", row -> row.getLong(1))
                .orElseThrow();
    }

    /**
     * A checkpoint that at least so many of the witnesses signed.
     *
     * @param size of the checkpoint, or null for the newest one
     */
    static Optional<Row> published(Connection connection, @Nullable Long size, List<String> witnesses, int needed)
            throws SQLException {
        return first(
                connection,
                "select size, signed_at, note, array(select line from checkpoints.cosignature as c"
                        + " where c.size = checkpoint.size order by witness collate \"C\")"
                        + " from checkpoints.checkpoint where (?::bigint is null or size = ?) and (? = 0 or"
                        + " (select count(*) from checkpoints.cosignature as c where c.size = checkpoint.size"
                        + " and witness = any (?)) >= ?) order by size desc limit 1",
                LogTables::row,
                size,
                size,
                needed,
                connection.createArrayOf("text", witnesses.toArray()),
                needed);
    }

    private static Row row(ResultSet row) throws SQLException {
        var lines = new ArrayList<NoteSignature>();
        for (String line : (String[]) row.getArray(4).getArray()) {
            lines.add(NoteSignature.parse(line));
        }
        return new Row(row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getString(3), lines);
    }

    static void update(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, parameters)) {
            statement.executeUpdate();
        }
    }

    static <T> Optional<T> first(Connection connection, String sql, Read<T> read, @Nullable Object... parameters)
            throws SQLException {
        return list(connection, sql, read, parameters).stream().findFirst();
    }

    private static <T> List<T> list(Connection connection, String sql, Read<T> read, @Nullable Object... parameters)
            throws SQLException {
        var found = new ArrayList<T>();
        try (PreparedStatement statement = prepared(connection, sql, parameters);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(read.from(row));
            }
        }
        return found;
    }

    private static PreparedStatement prepared(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
