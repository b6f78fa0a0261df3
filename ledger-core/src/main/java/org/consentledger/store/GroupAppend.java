package org.consentledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.consentledger.law.Purpose;
import org.consentledger.seal.Frontier;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * One attempt to append one group in one transaction: take the lock, decide each proposal, write the admitted ones, move the
 * head.
 */
final class GroupAppend {
    private final FactCodec codec;
    private final AppenderSettings settings;
    private final List<Appender.Batch> group;
    private final @Nullable Head locked;
    private final LatestTouches latest;
    private final Set<Purpose> definedBefore;
    /* New ids are the rule, so the first attempt leaves uniqueness to the database's indexes. Only when one of them objects is
     * the group tried again with every id, newcomer and stream position looked up. (A refused fact has the ids looked up at once: it may
     * be one that was recorded before.) */
    private final boolean careful;
    private final UUID groupId = UUID.randomUUID();
    private @Nullable AppendedGroup committing;

    GroupAppend(
            FactCodec codec,
            AppenderSettings settings,
            List<Appender.Batch> group,
            @Nullable Head locked,
            LatestTouches latest,
            Set<Purpose> definedBefore,
            boolean careful) {
        this.codec = codec;
        this.settings = settings;
        this.group = group;
        this.locked = locked;
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

    AppendedGroup run(Connection connection) throws SQLException {
        var ground = new GroupDecisions.Ground(connection, codec, settings, locked, latest, definedBefore, careful);
        GroupDecisions decisions = GroupDecisions.of(group, ground);
        List<GroupDecisions.Admitted> admitted = decisions.admitted();
        GroupLedger ledger = decisions.ledger();
        var appended = new AppendedGroup(
                decisions.receipts(),
                decisions.head().size(),
                decisions.head().size() + admitted.size(),
                ledger.defined(),
                ledger.erased(),
                decisions.touches());
        if (admitted.isEmpty()) {
            connection.rollback();
        } else {
            decisions.newcomers().write(connection);
            new SideRows(connection, codec).write(admitted, ledger);
            commit(connection, decisions, appended);
            decisions.newcomers().committed();
        }
        return appended;
    }

    /** Writes the facts, and commits. Whatever breaks behind the first byte sent leaves it open whether the group is there. */
    private void commit(Connection connection, GroupDecisions decisions, AppendedGroup appended) throws SQLException {
        List<GroupDecisions.Admitted> admitted = decisions.admitted();
        Frontier before = decisions.head().frontier();
        Instant recordedAt = decisions.recordedAt();
        var sealing = new Sealing(recordedAt, admitted.size());
        try {
            if (admitted.size() <= FewFacts.MOST) {
                committing = appended;
                FewFacts.commit(connection, admitted, sealing, before, recordedAt, groupId);
            } else {
                byte[][] leaves = FactRows.copy(connection, admitted, sealing);
                committing = appended;
                new Head.Next(before.append(leaves), recordedAt, groupId).commit(connection);
            }
            committing = null;
        } catch (SQLException e) {
            if (isAnswer(e)) {
                committing = null;
            }
            throw e;
        }
    }

    /** Whether the server itself said that a statement failed: then it did not come to the commit. */
    private static boolean isAnswer(SQLException e) {
        return e instanceof PSQLException answer
                && answer.getServerErrorMessage() != null
                && !Appender.isConnectionLoss(e);
    }
}
