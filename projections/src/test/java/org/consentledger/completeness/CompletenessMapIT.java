package org.consentledger.completeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.consentledger.law.FactId;
import org.consentledger.law.Histories;
import org.consentledger.law.Histories.History;
import org.consentledger.law.Recorded;
import org.consentledger.seal.MapTree;
import org.consentledger.seal.StreamHead;
import org.consentledger.seal.StreamLabel;
import org.consentledger.seal.TreeHash;
import org.consentledger.store.FactCodec;
import org.consentledger.store.HistoryWriter;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.LedgerUnavailable;
import org.consentledger.store.SealedRow;
import org.consentledger.write.TestLedger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The map that is kept in tables is the one that anybody computes from the facts, at the two sizes that it is kept for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompletenessMapIT {
    private final TestLedger test = new TestLedger();
    private final LedgerReader reader = new LedgerReader(test.database().pool(), new FactCodec());
    private final AtomicReference<OptionalLong> signed = new AtomicReference<>(OptionalLong.empty());
    private final CompletenessMap map = new CompletenessMap(test.database().pool(), reader, signed::get);
    private HistoryWriter writer;

    @BeforeAll
    void open() throws SQLException {
        writer = new HistoryWriter(test.database());
    }

    @AfterAll
    void close() throws SQLException {
        writer.close();
        test.close();
    }

    private void write(History history) throws SQLException {
        writer.begin(history.persons());
        for (List<Recorded> group : history.groups()) {
            writer.append(group);
        }
        try (Connection connection = test.database().connectAsOwner();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from completeness.tile");
            statement.execute("delete from completeness.former");
            statement.execute(
                    "update completeness.state set size = 0, root = decode(repeat('00', 32), 'hex'), deepest = 0, former_size = 0");
        }
        signed.set(OptionalLong.empty());
    }

    /** The map of the first facts, in memory, and each stream's head. */
    private record Expected(MapTree map, Map<StreamLabel, StreamHead> heads) {}

    private Expected expected(History history, long size) {
        Map<FactId, Recorded> byId = new HashMap<>();
        history.facts().forEach(fact -> byId.put(fact.id(), fact));
        var streams = new Streams(ids -> ids.stream().map(byId::get).toList()).of(history.first(size));
        var expected = new Expected(new MapTree(), new HashMap<>());
        List<SealedRow> rows = new ArrayList<>();
        reader.read(0, size, rows::add);
        for (SealedRow row : rows) {
            byte[] leaf = new TreeHash().leaf(row.entry());
            for (StreamName stream : Objects.requireNonNull(streams.get(row.place()))) {
                expected.map().append(stream.label(), row.place(), leaf);
                expected.heads()
                        .merge(
                                stream.label(),
                                StreamHead.EMPTY.append(row.place(), leaf),
                                (head, _) -> head.append(row.place(), leaf));
            }
        }
        expected.map().seal();
        return expected;
    }

    private void proves(Expected expected, long size) {
        MapTree kept = map.at(size, expected.heads().keySet());
        assertThat(kept.root()).isEqualTo(expected.map().root());
        expected.heads()
                .forEach((label, head) -> assertThat(kept.prove(label)
                                .verify(label, head, kept.root())
                                .holds())
                        .isTrue());
        StreamLabel nobody = StreamLabel.of("person:nobody");
        assertThat(map.at(size, List.of(nobody))
                        .prove(nobody)
                        .verify(nobody, StreamHead.EMPTY, kept.root())
                        .holds())
                .isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void it_moves_from_checkpoint_to_checkpoint_and_proves_under_both(long seed) throws SQLException {
        History history = Histories.admitted(seed);
        write(history);
        long last = history.facts().size();
        long[] sizes = {1, last / 3, last / 2, last - 1, last};
        long before = 0;
        for (long size : Arrays.stream(sizes).distinct().filter(one -> one > 0).toArray()) {
            Expected expected = expected(history, size);
            assertThat(map.lines(reader.treeOf(size)))
                    .containsExactly(CompletenessMap.line(expected.map().root()));
            assertThat(map.lines(reader.treeOf(size))).hasSize(1);
            proves(expected, size);
            if (before > 0) {
                proves(expected(history, before), before);
            }
            signed.set(OptionalLong.of(size));
            before = size;
        }
    }

    @Test
    void what_was_signed_last_is_proven_however_often_signing_breaks_off() throws SQLException {
        History history = Histories.admitted(21);
        write(history);
        long last = history.facts().size();
        map.lines(reader.treeOf(5));
        signed.set(OptionalLong.of(5));
        for (long size = 6; size <= last; size++) {
            map.lines(reader.treeOf(size));
            proves(expected(history, 5), 5);
            proves(expected(history, size), size);
        }
        assertThatExceptionOfType(LedgerUnavailable.class).isThrownBy(() -> map.at(last - 1, List.of()));
    }

    @Test
    void nothing_is_said_of_a_map_that_somebody_altered() throws SQLException {
        History history = Histories.admitted(22);
        write(history);
        long last = history.facts().size();
        map.lines(reader.treeOf(last - 2));
        try (Connection connection = test.database().connectAsOwner();
                Statement statement = connection.createStatement()) {
            statement.execute("update completeness.tile set tile = set_bit(tile, length(tile) * 8 - 1,"
                    + " 1 - get_bit(tile, length(tile) * 8 - 1)) where path = decode('00', 'hex')");
        }
        assertThatIllegalStateException().isThrownBy(() -> map.lines(reader.treeOf(last)));
    }
}
