package org.consentledger.store;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.consentledger.law.Fact;
import org.consentledger.law.Header;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;

/**
 * Writes histories into a ledger with the places and moments that they have already, as the appender would have written them,
 * and takes them out again. It is the database's superuser: nobody less could.
 */
public final class HistoryWriter implements AutoCloseable {
    private static final List<String> TABLES = List.of(
            "ledger.fact",
            "ledger.tree_head",
            "ledger.collection",
            "ledger.purpose",
            "ledger.version",
            "ledger.suppression",
            "identity.person");

    private final FactCodec codec = new FactCodec();
    private final Connection connection;
    private final Map<UUID, Integer> sequences = new HashMap<>();

    public HistoryWriter(TestDatabase database) throws SQLException {
        connection = database.connectAsOwner();
        execute("set synchronous_commit = off");
        execute(Head.HURRY);
        connection.setAutoCommit(false);
    }

    /** An empty ledger, and the living persons of the next history in its directory. */
    public void begin(Collection<PersonId> persons) throws SQLException {
        execute("set session_replication_role = replica"); // no trigger refuses it
        for (String table : TABLES) {
            execute("delete from " + table);
        }
        execute("update ledger.head set size = 0, recorded_at = '1970-01-01T00:00:00Z', frontier = ''");
        execute("set session_replication_role = origin");
        sequences.clear();
        String sql = "insert into identity.person (surrogate, unknown, lookup, epoch, wrapped_key, reference)"
                + " values (?, ?, ?, 1, 'wrapped', ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (PersonId person : persons) {
                insert.setObject(1, person.value());
                insert.setBoolean(2, person.unknown());
                insert.setBytes(
                        3,
                        ByteBuffer.allocate(32)
                                .putLong(person.value().getLeastSignificantBits())
                                .array());
                insert.setBytes(4, person.unknown() ? null : new byte[] {1});
                insert.executeUpdate();
            }
        }
        connection.commit();
    }

    /** Appends a group: facts that share their moment of recording. */
    public void append(List<Recorded> group) throws SQLException {
        var admitted = new ArrayList<GroupDecisions.Admitted>();
        for (Recorded recorded : group) {
            Fact fact = recorded.fact();
            var header = new Header(
                    recorded.id(),
                    recorded.occurredAt(),
                    recorded.knownAtAsserted() ? recorded.knownAt() : null,
                    "0".repeat(64));
            FactStream stream = FactStream.of(fact);
            int sequence = stream == null ? 0 : sequences.merge(stream.id(), 1, Integer::sum) - 1;
            admitted.add(new GroupDecisions.Admitted(
                    Proposal.next(header, fact, codec.write(fact)), recorded.place(), stream, sequence));
        }
        var proposals = admitted.stream().map(GroupDecisions.Admitted::proposal).toList();
        var ledger = new GroupLedger(codec, Set.of());
        var round = new RoundTrip();
        ledger.ask(round, proposals);
        round.run(connection);
        new SideRows(connection, codec).write(admitted, ledger);
        Head head = Head.lock(connection);
        Instant at = group.getFirst().recordedAt();
        FactRows.copy(
                        connection,
                        admitted,
                        new Sealing(at, group.size()),
                        leaves -> head.next(at, UUID.randomUUID(), leaves))
                .commit(connection);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
