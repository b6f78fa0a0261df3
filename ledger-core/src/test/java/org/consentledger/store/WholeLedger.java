package org.consentledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.consentledger.law.FactId;
import org.consentledger.law.Recorded;
import org.consentledger.seal.Frontier;

/**
 * A ledger read from its tables with nothing of the appender's own: whether every promise about the sequence and its tree
 * holds.
 */
public final class WholeLedger {
    private final List<Recorded> facts = new ArrayList<>();
    private final List<byte[]> leaves = new ArrayList<>();
    private final Map<Long, byte[]> subtrees = new HashMap<>();
    private final Map<FactId, Recorded> byId = new HashMap<>();

    private WholeLedger() {}

    /** Reads all of it, and fails where a promise is broken. */
    public static WholeLedger consistent(TestDatabase database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            var ledger = new WholeLedger();
            ledger.readFacts(statement);
            ledger.checkHeads(statement);
            ledger.checkStreams(statement);
            return ledger;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In order of place. */
    public List<Recorded> facts() {
        return facts;
    }

    public int size() {
        return facts.size();
    }

    /** The fact under an id; fails where there is none. */
    public Recorded fact(FactId id) {
        return Objects.requireNonNull(byId.get(id), "not on the ledger");
    }

    public boolean holds(FactId id) {
        return byId.containsKey(id);
    }

    private void readFacts(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("select place, fact_id, source, leaf, entry from ledger.fact order by place")) {
            while (row.next()) {
                byte[] entry = row.getBytes(5);
                Recorded recorded = Entry.read(row.getLong(1), entry, Proposals.CODEC);
                assertThat(recorded.place()).as("places have no gap").isEqualTo(facts.size() + 1);
                assertThat(recorded.id())
                        .as("the entry's id is its row's")
                        .isEqualTo(new FactId(row.getString(3), row.getObject(2, java.util.UUID.class)));
                assertThat(row.getBytes(4))
                        .as("a leaf is the hash of its entry")
                        .isEqualTo(sha256(new byte[] {0}, entry));
                assertThat(byId.put(recorded.id(), recorded))
                        .as("an id is used once")
                        .isNull();
                facts.add(recorded);
                leaves.add(row.getBytes(4));
            }
        }
    }

    private void checkHeads(Statement statement) throws SQLException {
        long size = 0;
        Instant before = Instant.EPOCH;
        byte[] frontier = {};
        try (ResultSet row = statement.executeQuery(
                "select size, recorded_at, root, frontier from ledger.tree_head order by size")) {
            while (row.next()) {
                int next = Math.toIntExact(row.getLong(1));
                Instant recordedAt = row.getObject(2, OffsetDateTime.class).toInstant();
                frontier = row.getBytes(4);
                assertThat(recordedAt)
                        .as("each group is later than the one before")
                        .isAfter(before);
                assertThat(HexFormat.of().formatHex(row.getBytes(3)))
                        .as("the root at %d", next)
                        .isEqualTo(HexFormat.of().formatHex(root(0, next)));
                assertThat(Frontier.of(next, frontier).root()).isEqualTo(row.getBytes(3));
                for (Recorded fact : facts.subList(Math.toIntExact(size), next)) {
                    assertThat(fact.recordedAt())
                            .as("a group shares one moment")
                            .isEqualTo(recordedAt);
                }
                size = next;
                before = recordedAt;
            }
        }
        assertThat(size).as("the newest head covers every fact").isEqualTo(facts.size());
        try (ResultSet row = statement.executeQuery("select size, recorded_at, frontier from ledger.head")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).as("the head row").isEqualTo(size);
            assertThat(row.getObject(2, OffsetDateTime.class).toInstant()).isEqualTo(before);
            assertThat(row.getBytes(3)).isEqualTo(frontier);
        }
    }

    private void checkStreams(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select stream from ledger.fact where stream is not null"
                + " group by stream having count(*) <> max(sequence) + 1 or min(sequence) <> 0")) {
            assertThat(row.next()).as("a stream has a gap").isFalse();
        }
    }

    /** MTH(D[start:end]) of RFC 6962, section 2.1; only subtrees that never change are kept. */
    private byte[] root(int start, int end) {
        int size = end - start;
        if (size == 1) {
            return leaves.get(start);
        }
        if (Integer.bitCount(size) == 1) {
            byte[] known = subtrees.get(((long) start << 32) + end);
            if (known != null) {
                return known;
            }
        }
        int left = Integer.highestOneBit(size - 1);
        byte[] root = sha256(new byte[] {1}, root(start, start + left), root(start + left, end));
        if (Integer.bitCount(size) == 1) {
            subtrees.put(((long) start << 32) + end, root);
        }
        return root;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
