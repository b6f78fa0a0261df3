package org.consentledger.checkpoints;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.consentledger.checkpoints.Verification.Ended;
import org.consentledger.seal.Frontier;
import org.jspecify.annotations.Nullable;

/** How far verifications have come. */
final class VerificationTable {
    private VerificationTable() {}

    /**
     * A verification that has not come to its end.
     *
     * @param chunks the frontier over whole chunks that are verified
     */
    record Begun(long id, long size, Frontier chunks) {
        /** The place up to which it has come. */
        long place() {
            return Math.min(size, chunks.size() * VerifiedChunk.MOST);
        }
    }

    /** The one that broke off, or a new one up to the newest checkpoint. */
    static Begun begun(Connection connection, Instant now) throws SQLException {
        Optional<Begun> broken = LogTables.first(
                connection,
                "select id, size, chunks, frontier from checkpoints.verification where ended_at is null"
                        + " order by id desc limit 1",
                row -> new Begun(row.getLong(1), row.getLong(2), Frontier.of(row.getLong(3), row.getBytes(4))));
        if (broken.isPresent()) {
            return broken.get();
        }
        long size = Math.max(0, LogTables.signedSize(connection));
        long id = LogTables.first(
                        connection,
                        "insert into checkpoints.verification (begun_at, size, chunks, frontier) values (?, ?, 0, '')"
                                + " returning id",
                        row -> row.getLong(1),
                        now.atOffset(ZoneOffset.UTC),
                        size)
                .orElseThrow();
        return new Begun(id, size, Frontier.EMPTY);
    }

    static void mark(Connection connection, long id, Frontier chunks, @Nullable Instant endedAt) throws SQLException {
        LogTables.update(
                connection,
                "update checkpoints.verification set chunks = ?, frontier = ?, ended_at = ?::timestamptz where id = ?",
                chunks.size(),
                chunks.toBytes(),
                endedAt == null ? null : endedAt.atOffset(ZoneOffset.UTC),
                id);
    }

    static Optional<Ended> last(Connection connection) throws SQLException {
        return LogTables.first(
                connection,
                "select size, ended_at from checkpoints.verification where ended_at is not null"
                        + " order by id desc limit 1",
                row -> new Ended(
                        row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant()));
    }
}
