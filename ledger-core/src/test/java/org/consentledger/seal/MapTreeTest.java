package org.consentledger.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The map of streams gives the root that its definition gives, in any order, and its proofs hold for that and nothing else. */
class MapTreeTest {
    /** A fact's way into the map. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Added(StreamLabel label, long place, byte[] leaf) {}

    @Test
    void three_streams_have_the_root_that_anybody_computes() {
        var map = new MapTree();
        map.append(StreamLabel.of("policies"), 1, filled(0x11));
        map.append(StreamLabel.of("person:p-00000000-0000-0000-0000-000000000001"), 2, filled(0x22));
        map.append(StreamLabel.of("contact-point:00000000-0000-0000-0000-000000000002"), 3, filled(0x33));
        map.append(StreamLabel.of("policies"), 4, filled(0x44));
        map.seal();
        // Computed apart, in Python, from the definition in docs/reference/evidence.md.
        assertThat(HexFormat.of().formatHex(map.root()))
                .isEqualTo("0f744b3b0bcad455b85a366fdc88bbf8699b0e9375a76dac996c1169d754ab74");
    }

    @ParameterizedTest(name = "{0} streams")
    @ValueSource(ints = {0, 1, 2, 3, 17, 300, 3_000})
    void the_root_is_that_of_the_definition_whatever_the_order_of_streams(int streams) {
        List<Added> added = added(streams, 1);
        var inOrder = new MapTree();
        added.forEach(one -> inOrder.append(one.label(), one.place(), one.leaf()));
        inOrder.seal();

        var otherwise = new MapTree();
        for (List<Added> stream : shuffledStreams(added)) {
            stream.forEach(one -> otherwise.append(one.label(), one.place(), one.leaf()));
            otherwise.seal();
        }

        assertThat(inOrder.root()).isEqualTo(defined(heads(added), 0)).isEqualTo(otherwise.root());
    }

    @Test
    void every_stream_and_every_absence_is_proven() {
        List<Added> added = added(700, 2);
        var map = new MapTree();
        added.forEach(one -> map.append(one.label(), one.place(), one.leaf()));
        map.seal();

        heads(added).values().forEach(end -> {
            MapProof proof = map.prove(end.label());
            assertThat(proof.verify(end.label(), end.head(), map.root())).isEqualTo(ProofResult.HOLDS);
            assertThat(proof.verify(end.label(), StreamHead.EMPTY, map.root())).isEqualTo(ProofResult.STREAM_DIFFERS);
            assertThat(proof.siblings()).hasSizeBetween(5, 30);
        });
        for (int i = 0; i < 700; i++) {
            StreamLabel nobody = StreamLabel.of("nobody " + i);
            MapProof proof = map.prove(nobody);
            assertThat(proof.verify(nobody, StreamHead.EMPTY, map.root())).isEqualTo(ProofResult.HOLDS);
            assertThat(proof.verify(nobody, StreamHead.EMPTY.append(1, filled(1)), map.root()))
                    .isEqualTo(ProofResult.STREAM_DIFFERS);
        }
    }

    @Test
    void an_empty_map_proves_that_there_is_nothing() {
        var map = new MapTree();
        StreamLabel label = StreamLabel.of("anybody");
        assertThat(map.prove(label).verify(label, StreamHead.EMPTY, map.root())).isEqualTo(ProofResult.HOLDS);
    }

    @Test
    void a_stream_that_lacks_a_fact_or_has_them_in_another_order_is_refused() {
        StreamLabel label = StreamLabel.of("person:somebody");
        var map = new MapTree();
        added(40, 3).forEach(one -> map.append(one.label(), one.place(), one.leaf()));
        map.append(label, 100, filled(1));
        map.append(label, 101, filled(2));
        map.append(label, 102, filled(3));
        map.seal();
        MapProof proof = map.prove(label);
        StreamHead whole =
                StreamHead.EMPTY.append(100, filled(1)).append(101, filled(2)).append(102, filled(3));
        StreamHead moved =
                StreamHead.EMPTY.append(100, filled(1)).append(101, filled(2)).append(103, filled(3));
        StreamHead without = StreamHead.EMPTY.append(100, filled(1)).append(102, filled(3));
        StreamHead turned =
                StreamHead.EMPTY.append(101, filled(2)).append(100, filled(1)).append(102, filled(3));

        assertThat(proof.verify(label, whole, map.root())).isEqualTo(ProofResult.HOLDS);
        for (StreamHead other : List.of(moved, without, turned)) {
            assertThat(proof.verify(label, other, map.root())).isEqualTo(ProofResult.STREAM_DIFFERS);
            assertThat(new MapProof(proof.siblings(), new MapProof.End(label, other)).verify(label, other, map.root()))
                    .isEqualTo(ProofResult.ROOT_DIFFERS);
        }
    }

    @Test
    void a_proof_with_another_or_a_missing_or_a_further_hash_is_refused() {
        List<Added> added = added(50, 4);
        var map = new MapTree();
        added.forEach(one -> map.append(one.label(), one.place(), one.leaf()));
        map.seal();
        for (MapProof.End end : heads(added).values()) {
            MapProof proof = map.prove(end.label());
            for (int i = 0; i < proof.siblings().size(); i++) {
                List<byte[]> siblings = new ArrayList<>(proof.siblings());
                siblings.set(i, filled(9));
                refused(siblings, end, map);
                siblings.remove(i);
                refused(siblings, end, map);
            }
            List<byte[]> longer = new ArrayList<>(proof.siblings());
            longer.add(MapHash.empty());
            refused(longer, end, map);
            // Another stream stands in for one only where that one's place is.
            StreamLabel other = StreamLabel.of("nobody");
            assertThat(proof.verify(other, StreamHead.EMPTY, map.root()).holds())
                    .isEqualTo(end.label().agrees(other, proof.siblings().size()));
            assertThat(new MapProof(proof.siblings(), null).verify(end.label(), StreamHead.EMPTY, map.root()))
                    .isEqualTo(ProofResult.ROOT_DIFFERS);
        }
    }

    private static void refused(List<byte[]> siblings, MapProof.End end, MapTree map) {
        assertThat(new MapProof(siblings, end).verify(end.label(), end.head(), map.root()))
                .isEqualTo(ProofResult.ROOT_DIFFERS);
    }

    @Test
    void a_proof_of_lengths_that_no_hash_has_is_refused() {
        StreamLabel label = StreamLabel.of("anybody");
        assertThat(new MapProof(List.of(new byte[31]), null).verify(label, StreamHead.EMPTY, filled(1)))
                .isEqualTo(ProofResult.NOT_A_HASH);
        assertThat(new MapProof(Collections.nCopies(257, filled(1)), null).verify(label, StreamHead.EMPTY, filled(1)))
                .isEqualTo(ProofResult.WRONG_LENGTH);
    }

    @Test
    void a_map_of_the_tiles_that_a_label_needs_goes_on_as_the_whole_would() {
        var whole = new MapTree();
        Map<TilePath, byte[]> kept = new HashMap<>();
        List<Added> added = added(2_000, 5);
        int deepest = 0;
        for (int from = 0; from < added.size(); from += 100) {
            List<Added> batch = added.subList(from, Math.min(from + 100, added.size()));
            batch.forEach(one -> whole.append(one.label(), one.place(), one.leaf()));
            whole.seal();

            Map<TilePath, MapTile> needed = new HashMap<>();
            for (TilePath path : MapTree.paths(batch.stream().map(Added::label).toList(), deepest)) {
                if (kept.containsKey(path)) {
                    needed.put(path, MapTile.of(kept.get(path)));
                }
            }
            var part = new MapTree(needed);
            batch.forEach(one -> part.append(one.label(), one.place(), one.leaf()));
            for (Map.Entry<TilePath, MapTile> tile : part.seal().entrySet()) {
                kept.put(tile.getKey(), tile.getValue().toBytes());
                deepest = Math.max(deepest, tile.getKey().depth());
            }
            assertThat(part.root()).isEqualTo(whole.root());
        }
    }

    @Test
    void a_tile_that_is_missing_is_never_taken_for_an_empty_one() {
        var map = new MapTree();
        added(100, 6).forEach(one -> map.append(one.label(), one.place(), one.leaf()));
        MapTile top = map.seal().get(TilePath.ROOT);
        var without = new MapTree(Map.of(TilePath.ROOT, top));
        assertThatIllegalStateException()
                .isThrownBy(() -> IntStream.range(0, 100)
                        .forEach(i -> without.append(StreamLabel.of("further " + i), 1, filled(1))));
        assertThatIllegalStateException()
                .isThrownBy(() -> IntStream.range(0, 100).forEach(i -> without.prove(StreamLabel.of("further " + i))));
    }

    @Test
    void labels_that_agree_far_down_stand_far_down() {
        byte[] first = StreamLabel.of("somebody").bytes();
        byte[] last = first.clone();
        last[20] ^= 1;
        var map = new MapTree();
        map.append(new StreamLabel(first), 1, filled(1));
        map.append(new StreamLabel(last), 2, filled(2));
        map.seal();
        MapProof proof = map.prove(new StreamLabel(last));
        assertThat(proof.siblings()).hasSize(8 * 20 + 8);
        assertThat(proof.verify(new StreamLabel(last), StreamHead.EMPTY.append(2, filled(2)), map.root()))
                .isEqualTo(ProofResult.HOLDS);
        assertThat(map.root())
                .isEqualTo(defined(
                        heads(List.of(
                                new Added(new StreamLabel(first), 1, filled(1)),
                                new Added(new StreamLabel(last), 2, filled(2)))),
                        0));
    }

    @Test
    void bytes_of_no_tile_are_refused() {
        for (int length : new int[] {0, 3, 5, 36, 75, 77}) {
            byte[] bytes = new byte[length];
            if (length > 1) {
                bytes[1] = 1;
            }
            assertThatIllegalArgumentException().isThrownBy(() -> MapTile.of(bytes));
        }
        byte[] both = new byte[4 + 72 + 32];
        both[1] = 1;
        both[3] = 1;
        assertThatIllegalArgumentException().isThrownBy(() -> MapTile.of(both));
    }

    /** The root as docs/reference/evidence.md defines it, of the streams in order of label. */
    private static byte[] defined(SortedMap<String, MapProof.End> streams, int level) {
        if (streams.isEmpty()) {
            return new byte[32];
        }
        var hash = new MapHash();
        if (streams.size() == 1) {
            MapProof.End only = streams.values().iterator().next();
            return hash.leaf(only.label(), only.head());
        }
        var left = new TreeMap<String, MapProof.End>();
        var right = new TreeMap<String, MapProof.End>();
        streams.forEach((hex, end) -> (end.label().bit(level) ? right : left).put(hex, end));
        return hash.node(defined(left, level + 1), defined(right, level + 1));
    }

    private static SortedMap<String, MapProof.End> heads(List<Added> added) {
        var heads = new TreeMap<String, MapProof.End>();
        for (Added one : added) {
            heads.merge(
                    one.label().hex(),
                    new MapProof.End(one.label(), StreamHead.EMPTY.append(one.place(), one.leaf())),
                    (before, _) -> new MapProof.End(one.label(), before.head().append(one.place(), one.leaf())));
        }
        return heads;
    }

    private static List<List<Added>> shuffledStreams(List<Added> added) {
        Map<StreamLabel, List<Added>> streams = new HashMap<>();
        added.forEach(one ->
                streams.computeIfAbsent(one.label(), _ -> new ArrayList<>()).add(one));
        List<List<Added>> shuffled = new ArrayList<>(streams.values());
        Collections.shuffle(shuffled, new Random(7));
        return shuffled;
    }

    private static List<Added> added(int streams, long seed) {
        var random = new Random(seed);
        List<Added> added = new ArrayList<>();
        for (int stream = 0; stream < streams; stream++) {
            byte[] leaf = new byte[32];
            random.nextBytes(leaf);
            added.add(new Added(StreamLabel.of("stream " + stream), added.size() + 1L, leaf));
            if (random.nextBoolean()) {
                added.add(new Added(StreamLabel.of("stream " + random.nextInt(stream + 1)), added.size() + 1L, leaf));
            }
        }
        return added;
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
