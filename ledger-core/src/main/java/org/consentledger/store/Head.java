package org.consentledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.consentledger.law.Moments;
import org.consentledger.seal.Frontier;

/**
 * The newest tree head: locked, or as this node left it.
 *
 * @param databaseClock read behind a lock
 * @param readAt {@link System#nanoTime} when it was read
 */
record Head(long size, Instant recordedAt, Frontier frontier, Instant databaseClock, long readAt) {
    /** Clocks of two machines part by some ten microseconds a second. */
    private static final Duration FRESH = Duration.ofMillis(100);

    // Whoever has decided already, and with it the moment of recording, waits no longer than that for the lock. Whoever
    // asks for the lock first waits as long as the session was told to.
    static final String HURRY = "select set_config('ledger.patience', current_setting('lock_timeout'), false),"
            + " set_config('lock_timeout', '" + FRESH.toMillis() + "ms', false)";

    private static final String PATIENCE =
            "select set_config('lock_timeout', coalesce(current_setting('ledger.patience', true), '0'), true)";

    private static final String CLOCK = "(extract(epoch from clock_timestamp()) * 1000000)::bigint";

    // The clock is read behind the lock: a column of the locking statement itself could be computed before the wait
    // ends.
    private static final String LOCK = "with head as materialized (select * from ledger.head for update)"
            + " select size, (extract(epoch from recorded_at) * 1000000)::bigint, frontier,"
            + " " + CLOCK + " from head";

    static Head lock(Connection connection) throws SQLException {
        return lock(connection, new RoundTrip());
    }

    /** Takes the lock, and whatever {@code behind} asks under it, in one round trip. */
    static Head lock(Connection connection, RoundTrip behind) throws SQLException {
        List<Head> heads = new ArrayList<>(1);
        behind.askFirst(LOCK, row -> heads.add(read(row)));
        behind.askFirst(PATIENCE, _ -> {});
        behind.run(connection);
        if (heads.isEmpty()) {
            throw missing();
        }
        return heads.getFirst();
    }

    static LedgerUnavailable missing() {
        return new LedgerUnavailable("the ledger has no head row; restore it from the newest tree head");
    }

    private static Head read(ResultSet row) throws SQLException {
        long size = row.getLong(1);
        return new Head(
                size,
                Moments.ofMicros(row.getLong(2)),
                Frontier.of(size, row.getBytes(3)),
                Moments.ofMicros(row.getLong(4)),
                System.nanoTime());
    }

    /** The moment of recording of the next group: the database's clock, and strictly later than the group before. */
    Instant nextMoment(AppenderSettings settings) {
        Instant now = now();
        Duration behind = Duration.between(now, recordedAt);
        Duration apart = Duration.between(now, settings.clock().instant()).abs();
        if (behind.compareTo(settings.clockDrift()) > 0 || apart.compareTo(settings.clockDrift()) > 0) {
            throw new LedgerUnavailable(
                    "the database's clock is behind the ledger or away from this node's; nothing is appended until the clocks are set");
        }
        Instant earliest = recordedAt.plusNanos(1_000);
        return now.isBefore(earliest) ? earliest : now;
    }

    /** Whether one of the candidates names a later moment than the clock shows. */
    boolean isBehind(List<Candidate> candidates) {
        Instant now = now();
        for (Candidate candidate : candidates) {
            Instant occurredAt = candidate.occurredAt();
            Instant knownAt = candidate.knownAt();
            if ((occurredAt != null && occurredAt.isAfter(now)) || (knownAt != null && knownAt.isAfter(now))) {
                return true;
            }
        }
        return false;
    }

    /** The same head with the clock read anew. */
    Head withClock(Connection connection) throws SQLException {
        List<Instant> clock = new ArrayList<>(1);
        var round = new RoundTrip();
        round.askFirst("select " + CLOCK, row -> clock.add(Moments.ofMicros(row.getLong(1))));
        round.run(connection);
        return new Head(size, recordedAt, frontier, clock.getFirst(), System.nanoTime());
    }

    /** What the database's clock shows by now: the lock may have been taken before the facts were there. */
    private Instant now() {
        return databaseClock.plusNanos((System.nanoTime() - readAt) / 1_000 * 1_000);
    }

    /** The head that a group is to move this one to, with {@code leaves} added to the tree. */
    Next next(Instant moment, UUID groupId, byte[]... leaves) {
        return new Next(this, frontier.append(leaves), moment, groupId);
    }

    /** Whether nobody has moved the head from the other reading to this one, and it was not waited for long behind {@code moment}. */
    boolean continues(Head other, Instant moment) {
        return size == other.size && recordedAt.equals(other.recordedAt) && databaseClock.isBefore(moment.plus(FRESH));
    }

    /** Whether the clock was read a moment ago, so that it may be gone on from. */
    boolean isFresh() {
        return System.nanoTime() - readAt < FRESH.toNanos();
    }

    /**
     * The head that a group moves the ledger to.
     *
     * @param before the head that it is moved from; where the ledger has another, nothing is moved
     */
    record Next(Head before, Frontier frontier, Instant recordedAt, UUID groupId) {
        /** Begins a statement's {@code with}: takes the lock and moves the head, whose row is then {@code moved}. */
        static final String MOVE = """
                with moved as (
                    update ledger.head set size = ?, recorded_at = ?, frontier = ? where size = ? and recorded_at = ?
                    returning size, recorded_at, frontier)""";

        /** Keeps the head that was moved. {@link #bind} takes the parameters of both. */
        static final String KEEP = """
                insert into ledger.tree_head (size, group_id, recorded_at, root, frontier)
                    select size, ?, recorded_at, ?, frontier from moved""";

        /** Binds the parameters of {@link #MOVE} and {@link #KEEP}; how many they are. */
        int bind(PreparedStatement statement) throws SQLException {
            statement.setLong(1, frontier.size());
            statement.setObject(2, recordedAt.atOffset(ZoneOffset.UTC));
            statement.setBytes(3, frontier.toBytes());
            statement.setLong(4, before.size);
            statement.setObject(5, before.recordedAt.atOffset(ZoneOffset.UTC));
            statement.setObject(6, groupId);
            statement.setBytes(7, frontier.root());
            return 7;
        }

        /** The head once it was moved, known without asking: the clock goes on from the same reading. */
        Head moved() {
            return new Head(frontier.size(), recordedAt, frontier, before.databaseClock, before.readAt);
        }

        /** Moves the head and commits everything, in one round trip, under the lock. */
        void commit(Connection connection) throws SQLException {
            try (PreparedStatement move = connection.prepareStatement(MOVE + KEEP + "; commit")) {
                bind(move);
                move.execute();
                if (move.getUpdateCount() != 1) {
                    throw new IllegalStateException("the head was moved under the lock");
                }
            }
        }
    }
}
