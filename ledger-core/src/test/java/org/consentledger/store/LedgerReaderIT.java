package org.consentledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.consentledger.law.FactId;
import org.consentledger.law.Purpose;
import org.consentledger.seal.Frontier;
import org.consentledger.write.LedgerCommand;
import org.consentledger.write.Recording;
import org.consentledger.write.Submission;
import org.consentledger.write.TestLedger;
import org.junit.jupiter.api.Test;

class LedgerReaderIT {
    /** Heads behind groups of 1 to 40 facts, 50 to 450 microseconds apart. */
    private static final String HEADS = """
            insert into ledger.tree_head
            select sum(1 + n % 40) over (order by n), gen_random_uuid(),
                   timestamptz '2019-09-17 00:00Z' + sum(50 + n * 7919 % 400) over (order by n) * interval '1 microsecond',
                   decode(repeat('00', 32), 'hex'), ''
            from generate_series(1, 50000) as n;
            analyze ledger.tree_head;
            update ledger.head set size = (select max(size) from ledger.tree_head)""";

    private static final String BY_READING_ALL =
            "select coalesce(max(size), 0) + 1 from ledger.tree_head where recorded_at < ?";

    @Test
    void the_first_place_since_any_moment_is_found_among_many_heads_without_reading_all_of_them() throws SQLException {
        try (var database = TestDatabase.fresh();
                Connection owner = database.connectAsOwner()) {
            AppenderFixture.execute(owner, HEADS);
            var reader = new LedgerReader(database.pool(), Proposals.CODEC);
            long size = reader.head().size();
            Instant last = reader.head().recordedAt();
            var begin = Instant.parse("2019-09-16T23:59:59.999Z");
            long micros = Duration.between(begin, last).toNanos() / 1_000;
            for (int i = 0; i <= 100; i++) {
                Instant moment = i == 100 ? last : begin.plus(Duration.ofNanos(micros * i / 100 * 1_000));
                assertThat(reader.streams().firstPlaceSince(moment.atOffset(ZoneOffset.UTC)))
                        .contains(first(owner, BY_READING_ALL, moment));
            }
            assertThat(reader.streams().firstPlaceSince(last.plusNanos(1_000).atOffset(ZoneOffset.UTC)))
                    .isEmpty();
            assertThat(size).isGreaterThan(1_000_000);
            assertThat(headsRead(owner, LedgerStreams.FIRST_PLACE_SINCE, begin)).isLessThan(50);
            assertThat(headsRead(owner, BY_READING_ALL, begin)).isEqualTo(50_000);
        }
    }

    private static long first(Connection connection, String sql, Instant moment) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, moment.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** How many rows of heads the statement reads, from indexes or without. */
    private static long headsRead(Connection connection, String sql, Instant moment) throws SQLException {
        connection.setAutoCommit(false);
        long before = headsRead(connection);
        first(connection, sql, moment);
        long read = headsRead(connection) - before;
        connection.rollback();
        connection.setAutoCommit(true);
        return read;
    }

    private static long headsRead(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables where relname = 'tree_head'")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void a_reading_that_stops_early_leaves_nothing_for_the_next_statement() {
        try (var test = new TestLedger()) {
            LedgerReader reader = test.ledger().reader();
            for (int i = 1; i <= 30; i++) {
                var define = new LedgerCommand.DefinePurpose(new Purpose("purpose." + i), "A purpose", Map.of());
                var id = new FactId("test", new UUID(0, i));
                assertThat(test.ledger().commands().record(new Submission(id, null, null, define)))
                        .isEqualTo(new Recording.Recorded(i, false));
                assertThatThrownBy(() -> reader.read(0, Long.MAX_VALUE, _ -> {
                            throw new IllegalStateException("enough");
                        }))
                        .hasMessage("enough");
                assertThat(reader.head().size()).isEqualTo(i);
            }
        }
    }

    @Test
    void the_tree_of_any_size_is_that_of_its_leaves_wherever_groups_end() throws SQLException {
        try (var test = new TestLedger()) {
            List<Submission> group = IntStream.rangeClosed(1, 21)
                    .mapToObj(i -> new Submission(
                            new FactId("test", new UUID(0, i)),
                            null,
                            null,
                            new LedgerCommand.DefinePurpose(new Purpose("purpose." + i), "A purpose", Map.of())))
                    .toList();
            test.ledger().commands().recordAll(group.subList(0, 8));
            test.ledger().commands().recordAll(group.subList(8, 21));
            List<byte[]> leaves = leaves(test);
            LedgerReader reader = test.ledger().reader();
            for (int size = 0; size <= leaves.size(); size++) {
                byte[][] first = leaves.subList(0, size).toArray(byte[][]::new);
                assertThat(reader.treeOf(size))
                        .isEqualTo(Frontier.EMPTY.append(first).head());
            }
            assertThat(reader.treeOf(21)).isEqualTo(reader.head().tree());
            assertThatThrownBy(() -> reader.treeOf(22)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<byte[]> leaves(TestLedger test) throws SQLException {
        var leaves = new ArrayList<byte[]>();
        try (Connection connection = test.database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select leaf from ledger.fact order by place")) {
            while (rows.next()) {
                leaves.add(rows.getBytes(1));
            }
        }
        return leaves;
    }
}
