package org.consentledger.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tiles that grow in steps, and the roots and proofs that are made of them, held to the recursive definitions. */
class TileTreeTest {
    private static final int LEAVES = 70_000;
    private static final List<byte[]> HASHES = hashes();
    private static final NaiveTree NAIVE = new NaiveTree(HASHES);

    /** As a log keeps them: by level and index, each as wide as it has become. */
    private final Map<List<Long>, byte[]> kept = new HashMap<>();

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_the_steps_roots_and_proofs_are_the_defined_ones(long seed) {
        var random = new Random(seed);
        int most = seed % 10 == 0 ? LEAVES : 1 << random.nextInt(13);
        int size = grow(random, 1 + random.nextInt(most));
        var tree = new TileTree(size, this::read);
        TreeHead head = NAIVE.head(size);
        assertThat(tree.head()).isEqualTo(head);
        for (int i = 0; i < 20; i++) {
            int index = random.nextInt(size);
            List<byte[]> path = tree.inclusion(index);
            assertThat(path).containsExactlyElementsOf(NAIVE.inclusion(index, 0, size));
            assertThat(InclusionProof.verify(index, HASHES.get(index), path, head)
                            .holds())
                    .isTrue();
            int older = 1 + random.nextInt(size);
            List<byte[]> proof = tree.consistency(older);
            assertThat(proof).containsExactlyElementsOf(NAIVE.consistency(older, size));
            assertThat(ConsistencyProof.verify(NAIVE.head(older), head, proof).holds())
                    .isTrue();
        }
    }

    /** An older tree is proven from the tiles of a newer one. */
    @Test
    void older_trees_are_in_the_tiles_still() {
        grow(new Random(1), 3000);
        for (int size = 1; size <= 3000; size += 7) {
            assertThat(new TileTree(size, this::read).head()).isEqualTo(NAIVE.head(size));
        }
    }

    @Test
    void every_proof_in_every_small_tree_is_the_defined_one() {
        grow(new Random(1), 70);
        for (int size = 1; size <= 70; size++) {
            var tree = new TileTree(size, this::read);
            for (int i = 0; i < size; i++) {
                assertThat(tree.inclusion(i)).containsExactlyElementsOf(NAIVE.inclusion(i, 0, size));
                assertThat(tree.consistency(i + 1)).containsExactlyElementsOf(NAIVE.consistency(i + 1, size));
            }
        }
    }

    @Test
    void the_tree_without_leaves_has_a_root_and_no_tiles() {
        var empty = new TileTree(0, this::read);
        assertThat(empty.head()).isEqualTo(Frontier.EMPTY.head());
        assertThat(empty.consistency(0)).isEmpty();
        assertThat(new TileEdge().changed()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> empty.inclusion(0));
        assertThatIllegalArgumentException().isThrownBy(() -> empty.consistency(1));
    }

    @Test
    void a_tile_that_is_missing_is_missed() {
        grow(new Random(1), 300);
        kept.remove(List.of(0L, 0L));
        assertThatIllegalStateException().isThrownBy(() -> new TileTree(300, this::read).inclusion(5));
    }

    private int grow(Random random, int size) {
        int at = 0;
        while (at < size) {
            TileEdge edge = TileEdge.of(at, this::read);
            int upTo = Math.min(size, at + 1 + random.nextInt(size));
            HASHES.subList(at, upTo).forEach(edge::append);
            edge.changed().forEach(this::keep);
            assertThat(edge.changed()).allMatch(tile -> !tile.id().range().isFull());
            assertThat(edge.head()).isEqualTo(NAIVE.head(upTo));
            assertThat(edge.size()).isEqualTo(upTo);
            at = upTo;
        }
        return at;
    }

    private void keep(Tile tile) {
        assertThat(tile.hashes()).hasSize(32 * tile.id().range().width());
        kept.put(List.of((long) tile.id().level(), tile.id().range().index()), tile.hashes());
    }

    private Map<TileId, byte[]> read(Set<TileId> tiles) {
        Map<TileId, byte[]> found = new HashMap<>();
        for (TileId tile : tiles) {
            byte[] hashes = kept.get(List.of((long) tile.level(), tile.range().index()));
            if (hashes != null) {
                found.put(tile, Arrays.copyOf(hashes, 32 * tile.range().width()));
            }
        }
        return found;
    }

    private static List<byte[]> hashes() {
        var hash = new TreeHash();
        return IntStream.range(0, LEAVES)
                .mapToObj(i -> hash.leaf(new byte[] {(byte) i, (byte) (i >> 8), (byte) (i >> 16)}))
                .toList();
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }
}
