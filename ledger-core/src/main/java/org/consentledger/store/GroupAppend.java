package org.consentledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * One attempt to append one group in one transaction: take the lock, or assume the head, decide each proposal, write the
 * admitted ones, move the head.
 */
final class GroupAppend {
    private static final String LOCK_TAKEN = "55P03";

    private final FactCodec codec;
    private final AppenderSettings settings;
    private final List<Batch> group;
    private final @Nullable Head assumed;
    private final LatestTouches latest;
    private final Set<Purpose> definedBefore;
    /* New ids are the rule, so the first attempt leaves uniqueness to the database's indexes. Only when one of them objects is
     * the group tried again with every id, newcomer and stream position looked up. (A refused fact has the ids looked up at once: it may
     * be one that was recorded before.) */
    private final boolean careful;
    private final UUID groupId = UUID.randomUUID();
    private @Nullable AppendedGroup committing;
    private @Nullable Head after;

    /** Somebody else has appended since this node saw the head, or is about to. */
    static final class HeadMoved extends Exception {
        private static final long serialVersionUID = 1L;
    }

    GroupAppend(
            FactCodec codec,
            AppenderSettings settings,
            List<Batch> group,
            @Nullable Head assumed,
            LatestTouches latest,
            Set<Purpose> definedBefore,
            boolean careful) {
        this.codec = codec;
        this.settings = settings;
        this.group = group;
        this.assumed = assumed;
        this.latest = latest;
        this.definedBefore = definedBefore;
        this.careful = careful;
    }

    UUID groupId() {
        return groupId;
    }

    /** What was appended if the commit, sent without an answer, came through. */
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

    /** The head behind the group, once it is committed; empty where nothing was admitted. */
    Optional<Head> after() {
        return Optional.ofNullable(after);
    }

    /** @throws HeadMoved where the head is no longer the assumed one; nothing is stored */
    AppendedGroup run(Connection connection) throws SQLException, HeadMoved {
        var ground = new GroupDecisions.Ground(connection, codec, settings, assumed, latest, definedBefore, careful);
        BatchDecisions batches = BatchDecisions.of(group, ground);
        GroupDecisions decisions = batches.decisions();
        List<GroupDecisions.Admitted> admitted = decisions.admitted();
        GroupLedger ledger = decisions.ledger();
        var appended = new AppendedGroup(
                batches.receipts(),
                decisions.head().size(),
                decisions.head().size() + admitted.size(),
                ledger.defined(),
                ledger.erased(),
                decisions.touches(),
                decisions.newcomers());
        if (admitted.isEmpty()) {
            connection.rollback();
        } else {
            commit(connection, decisions, appended);
        }
        return appended;
    }

    /** Writes the facts, and commits. Whatever breaks behind the first byte sent leaves it open whether the group is there. */
    private void commit(Connection connection, GroupDecisions decisions, AppendedGroup appended)
            throws SQLException, HeadMoved {
        boolean many = decisions.admitted().size() > FewFacts.MOST;
        if (many || decisions.writesAside()) {
            holdLock(connection, decisions);
        }
        decisions.newcomers().write(connection);
        new SideRows(connection, codec).write(decisions.admitted(), decisions.ledger());
        try {
            Head.Next next =
                    many ? writeMany(connection, decisions, appended) : writeFew(connection, decisions, appended);
            committing = null;
            if (next == null) {
                throw new HeadMoved();
            }
            after = next.moved();
        } catch (SQLException e) {
            if (isAnswer(e)) {
                committing = null;
            }
            if (assumed != null && LOCK_TAKEN.equals(e.getSQLState())) {
                throw new HeadMoved();
            }
            throw e;
        }
    }

    private Head.@Nullable Next writeFew(Connection connection, GroupDecisions decisions, AppendedGroup appended)
            throws SQLException {
        committing = appended;
        return FewFacts.commit(connection, decisions.admitted(), sealing(decisions), leaves -> next(decisions, leaves));
    }

    private Head.Next writeMany(Connection connection, GroupDecisions decisions, AppendedGroup appended)
            throws SQLException {
        Head.Next next =
                FactRows.copy(connection, decisions.admitted(), sealing(decisions), leaves -> next(decisions, leaves));
        committing = appended;
        next.commit(connection);
        return next;
    }

    private Head.Next next(GroupDecisions decisions, byte[]... leaves) {
        return decisions.head().next(decisions.recordedAt(), groupId, leaves);
    }

    private static Sealing sealing(GroupDecisions decisions) {
        return new Sealing(decisions.recordedAt(), decisions.admitted().size());
    }

    /** Takes the lock before any row but the head's is written: appenders who wait for each other would wait for ever. */
    private void holdLock(Connection connection, GroupDecisions decisions) throws SQLException, HeadMoved {
        if (assumed != null && !Head.lock(connection).continues(decisions.head(), decisions.recordedAt())) {
            throw new HeadMoved();
        }
    }

    /** Whether the server itself said that a statement failed: then it did not come to the commit. */
    private static boolean isAnswer(SQLException e) {
        return e instanceof PSQLException answer
                && answer.getServerErrorMessage() != null
                && !Appender.isConnectionLoss(e);
    }
}
