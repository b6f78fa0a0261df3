package org.consentledger.store;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.consentledger.law.Admission;
import org.consentledger.law.Fact;
import org.consentledger.law.Header;
import org.consentledger.law.Moments;
import org.consentledger.law.PersonId;
import org.consentledger.law.Purpose;
import org.consentledger.law.Refusal;
import org.consentledger.seal.Frontier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to append one group in one transaction: take the lock, decide each proposal, write the admitted ones, move the
 * head.
 */
final class GroupAppend {
    private static final SecureRandom SALTS = new SecureRandom();

    private final FactCodec codec;
    private final AppenderSettings settings;
    private final List<Appender.Batch> group;
    private final Set<Purpose> definedBefore;
    /* New ids are the rule, so the first attempt leaves uniqueness to the database's indexes. Only when one of them objects is
     * the group tried again with every id and stream position looked up. */
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

    /** Whether a group was committed; waits for the lock, and so for the end of any transaction that could still commit it. */
    static boolean isThere(Connection connection, UUID groupId) throws SQLException {
        Head.lock(connection);
        try (PreparedStatement select =
                connection.prepareStatement("select exists (select from ledger.tree_head where group_id = ?)")) {
            select.setObject(1, groupId);
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
        var refusedWhole = new HashSet<Appender.Batch>();
        while (true) {
            Decisions decisions = decide(connection, head, recordedAt, refusedWhole);
            if (!decisions.refusedWhole.isEmpty()) {
                refusedWhole.addAll(decisions.refusedWhole);
                continue;
            }
            return write(connection, head, recordedAt, decisions);
        }
    }

    /** A proposal with its place and its position in its stream, if it has one. */
    record Admitted(Proposal proposal, long place, @Nullable FactStream stream, int sequence) {
        Header header() {
            return proposal.header();
        }

        Fact fact() {
            return proposal.fact();
        }
    }

    private static final class Decisions {
        final List<Admitted> admitted = new ArrayList<>();
        final List<List<Receipt>> receipts = new ArrayList<>();
        final Set<Appender.Batch> refusedWhole = new HashSet<>();
        final GroupLedger ledger;

        Decisions(GroupLedger ledger) {
            this.ledger = ledger;
        }
    }

    private Decisions decide(
            Connection connection, Head head, Instant recordedAt, Set<Appender.Batch> refusedWholeBefore)
            throws SQLException {
        List<Proposal> proposals =
                group.stream().flatMap(batch -> batch.proposals().stream()).toList();
        var ledger = GroupLedger.load(connection, codec, proposals, definedBefore);
        var identities = careful ? Identities.load(connection, proposals) : Identities.unchecked();
        var sequences = Sequences.load(connection, proposals, careful);
        var decisions = new Decisions(ledger);
        for (Appender.Batch batch : group) {
            if (refusedWholeBefore.contains(batch)) {
                decisions.receipts.add(Appender.refusedWhole(batch, Refusal.STREAM_CONFLICT));
                continue;
            }
            var receipts = new ArrayList<Receipt>();
            for (Proposal proposal : batch.proposals()) {
                Receipt receipt = decide(connection, proposal, head, recordedAt, decisions, identities, sequences);
                if (batch.whole() && batch.proposals().size() > 1 && receipt instanceof Receipt.Refused) {
                    decisions.refusedWhole.add(batch);
                }
                receipts.add(receipt);
            }
            decisions.receipts.add(receipts);
        }
        return decisions;
    }

    private Receipt decide(
            Connection connection,
            Proposal proposal,
            Head head,
            Instant recordedAt,
            Decisions decisions,
            Identities identities,
            Sequences sequences)
            throws SQLException {
        Optional<Receipt> known = identities.known(proposal);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<Refusal> refusal = Admission.refusal(
                proposal.header(), proposal.fact(), recordedAt, settings.clockTolerance(), decisions.ledger);
        if (refusal.isEmpty() && FactRows.entryLength(proposal) > Entry.MAX_LENGTH) {
            refusal = Optional.of(Refusal.TOO_LARGE);
        }
        if (refusal.isEmpty() && overtaken(connection, proposal, decisions)) {
            refusal = Optional.of(Refusal.STREAM_CONFLICT);
        }
        if (refusal.isPresent()) {
            return new Receipt.Refused(refusal.get());
        }
        FactStream stream = FactStream.of(proposal.fact());
        int sequence = stream == null ? Proposal.NEXT : sequences.take(stream, proposal.expectedSequence());
        if (stream != null && sequence == Proposal.NEXT) {
            return new Receipt.Refused(Refusal.STREAM_CONFLICT);
        }
        long place = head.size() + decisions.admitted.size() + 1;
        decisions.admitted.add(new Admitted(proposal, place, stream, sequence));
        decisions.ledger.admitted(proposal.header().id(), place, proposal.fact());
        identities.admitted(proposal, place);
        return new Receipt.Appended(place, recordedAt);
    }

    /** Whether a contact point or a suppression came after the place up to which an erasure was prepared. */
    private static boolean overtaken(Connection connection, Proposal proposal, Decisions decisions)
            throws SQLException {
        Long judgedAt = proposal.judgedAt();
        if (judgedAt == null || !(proposal.fact() instanceof Fact.PersonErased erased)) {
            return false;
        }
        PersonId person = erased.person();
        boolean inGroup = decisions.admitted.stream()
                .anyMatch(admitted -> (admitted.fact() instanceof Fact.ContactPointCollected collected
                                && collected.person().equals(person))
                        || (admitted.fact() instanceof Fact.PersonErased other && other.suppression()));
        if (inGroup) {
            return true;
        }
        String sql = "select exists (select from ledger.collection where person = ? and place > ?)"
                + " or exists (select from ledger.suppression where place > ?)";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, person.value());
            select.setLong(2, judgedAt);
            select.setLong(3, judgedAt);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private AppendedGroup write(Connection connection, Head head, Instant recordedAt, Decisions decisions)
            throws SQLException {
        var appended = new AppendedGroup(
                decisions.receipts, head.size() + decisions.admitted.size(), decisions.ledger.defined());
        if (decisions.admitted.isEmpty()) {
            connection.rollback();
            return appended;
        }
        byte[] salts = new byte[decisions.admitted.size() * Entry.SALT_LENGTH];
        SALTS.nextBytes(salts);
        byte[][] leaves = FactRows.copy(connection, decisions.admitted, recordedAt, salts);
        new SideRows(connection, codec).write(decisions.admitted, decisions.ledger);
        Frontier frontier = head.frontier().append(leaves);
        Head.move(connection, frontier, recordedAt, groupId);
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
