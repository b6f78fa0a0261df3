package org.consentledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.consentledger.law.Moments;
import org.consentledger.law.Purpose;
import org.consentledger.seal.Frontier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to append one group in one transaction: take the lock, decide each proposal, write the admitted ones, move the
 * head.
 */
final class GroupAppend {
    private final FactCodec codec;
    private final AppenderSettings settings;
    private final List<Appender.Batch> group;
    private final Set<Purpose> definedBefore;
    /* New ids are the rule, so the first attempt leaves uniqueness to the database's indexes. Only when one of them objects is
     * the group tried again with every id and stream position looked up. (A refused fact has the ids looked up at once: it may
     * be one that was recorded before.) */
    private final boolean careful;
    private final UUID groupId = UUID.randomUUID();
    private @Nullable AppendedGroup committing;

    GroupAppend(
            FactCodec codec,
            AppenderSettings settings,
            List<Appender.Batch> group,
            Set<Purpose> definedBefore,
            boolean careful) {
        this.codec = codec;
        this.settings = settings;
        this.group = group;
        this.definedBefore = definedBefore;
        this.careful = careful;
    }

    UUID groupId() {
        return groupId;
    }

    /** What was appended if the commit, sent but not answered, came through. */
    Optional<AppendedGroup> unsure() {
        return Optional.ofNullable(committing);
    }

    /**
     * Whether the group that made the ledger {@code size} facts long was committed; waits for the lock, and so for the end of
     * any transaction that could still commit it.
     */
    static boolean isThere(Connection connection, long size, UUID groupId) throws SQLException {
        Head.lock(connection);
        try (PreparedStatement select = connection.prepareStatement(
                "select exists (select from ledger.tree_head where size = ? and group_id = ?)")) {
            select.setLong(1, size);
            select.setObject(2, groupId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } finally {
            connection.rollback();
        }
    }

    AppendedGroup run(Connection connection) throws SQLException {
        Head head = Head.lock(connection);
        Instant recordedAt = head.nextMoment(settings);
        var ground = new GroupDecisions.Ground(
                connection, codec, definedBefore, head.size(), recordedAt, settings.clockTolerance(), careful);
        return write(connection, head, recordedAt, GroupDecisions.of(group, ground));
    }

    private AppendedGroup write(Connection connection, Head head, Instant recordedAt, GroupDecisions decisions)
            throws SQLException {
        List<GroupDecisions.Admitted> admitted = decisions.admitted();
        GroupLedger ledger = decisions.ledger();
        var appended = new AppendedGroup(
                decisions.receipts(), head.size() + admitted.size(), ledger.defined(), ledger.erased());
        if (admitted.isEmpty()) {
            connection.rollback();
            return appended;
        }
        var sealing = new Sealing(recordedAt, admitted.size());
        new SideRows(connection, codec).write(admitted, ledger);
        if (admitted.size() <= FewFacts.MOST) {
            FewFacts.write(connection, admitted, sealing, head.frontier(), recordedAt, groupId);
        } else {
            byte[][] leaves = FactRows.copy(connection, admitted, sealing);
            Head.move(connection, head.frontier().append(leaves), recordedAt, groupId);
        }
        committing = appended;
        connection.commit();
        committing = null;
        return appended;
    }

    /** The newest tree head, locked. */
    record Head(long size, Instant recordedAt, Frontier frontier, Instant databaseClock) {
        // The clock is read behind the lock: a column of the locking statement itself could be computed before the wait
        // ends.
        private static final String LOCK = "with head as materialized (select * from ledger.head for update)"
                + " select size, (extract(epoch from recorded_at) * 1000000)::bigint, frontier,"
                + " (extract(epoch from clock_timestamp()) * 1000000)::bigint from head";

        static Head lock(Connection connection) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(LOCK);
                    ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new LedgerUnavailable("the ledger has no head row; restore it from the newest tree head");
                }
                long size = row.getLong(1);
                return new Head(
                        size,
                        Moments.ofMicros(row.getLong(2)),
                        Frontier.of(size, row.getBytes(3)),
                        Moments.ofMicros(row.getLong(4)));
            }
        }

        /** The group's moment of recording: the database's clock, and strictly later than the group before. */
        Instant nextMoment(AppenderSettings settings) {
            Duration behind = Duration.between(databaseClock, recordedAt);
            Duration apart =
                    Duration.between(databaseClock, settings.clock().instant()).abs();
            if (behind.compareTo(settings.clockDrift()) > 0 || apart.compareTo(settings.clockDrift()) > 0) {
                throw new LedgerUnavailable(
                        "the database's clock is behind the ledger or away from this node's; nothing is appended until the clocks are set");
            }
            Instant earliest = recordedAt.plusNanos(1_000);
            return databaseClock.isBefore(earliest) ? earliest : databaseClock;
        }

        private static final String MOVE =
                "with tree as (insert into ledger.tree_head (size, group_id, recorded_at, root, frontier)"
                        + " values (?, ?, ?, ?, ?) returning size, recorded_at, frontier)"
                        + " update ledger.head h set size = tree.size, recorded_at = tree.recorded_at, frontier = tree.frontier from tree";

        static void move(Connection connection, Frontier frontier, Instant recordedAt, UUID groupId)
                throws SQLException {
            try (PreparedStatement move = connection.prepareStatement(MOVE)) {
                move.setLong(1, frontier.size());
                move.setObject(2, groupId);
                move.setObject(3, recordedAt.atOffset(java.time.ZoneOffset.UTC));
                move.setBytes(4, frontier.root());
                move.setBytes(5, frontier.toBytes());
                move.executeUpdate();
            }
        }
    }
}
