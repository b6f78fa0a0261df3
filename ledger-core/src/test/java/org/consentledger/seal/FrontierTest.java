package org.consentledger.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontierTest {
    private static final int MAX_SIZE = 300;
    private static final List<byte[]> LEAVES = leaves(MAX_SIZE);
    private static final NaiveTree TREE = new NaiveTree(LEAVES);

    @Test
    void the_empty_frontier_has_the_empty_root_and_no_bytes() {
        assertThat(Frontier.EMPTY.head()).isEqualTo(new TreeHead(0, TreeHash.emptyRoot()));
        assertThat(Frontier.EMPTY.toBytes()).isEmpty();
        assertThat(Frontier.EMPTY.append()).isSameAs(Frontier.EMPTY);
        assertThat(Frontier.of(0, new byte[0])).isEqualTo(Frontier.EMPTY);
    }

    @ParameterizedTest(name = "size {0}")
    @MethodSource("sizes")
    void one_bulk_append_agrees_with_the_recursive_definition(int size) {
        Frontier frontier = Frontier.EMPTY.append(chunk(0, size));

        assertThat(frontier.head()).isEqualTo(TREE.head(size));
        assertThat(frontier.toBytes()).isEqualTo(TREE.frontier(size));
    }

    @Test
    void leaf_by_leaf_agrees_with_the_recursive_definition() {
        Frontier frontier = Frontier.EMPTY;
        for (int size = 1; size <= MAX_SIZE; size++) {
            frontier = frontier.append(LEAVES.get(size - 1));
            assertThat(frontier.head()).isEqualTo(TREE.head(size));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void chunks_and_restarts_change_nothing(long seed) {
        var random = new Random(seed);
        Frontier frontier = Frontier.EMPTY;
        int size = 0;
        while (size < MAX_SIZE) {
            int next = Math.min(MAX_SIZE, size + random.nextInt(70));
            Frontier stored = Frontier.of(size, frontier.toBytes());
            frontier = stored.append(chunk(size, next));
            size = next;
            assertThat(frontier).isEqualTo(Frontier.of(size, TREE.frontier(size)));
            assertThat(frontier.head()).isEqualTo(TREE.head(size));
        }
    }

    @Test
    void appending_leaves_the_earlier_frontier_alone() {
        Frontier earlier = Frontier.EMPTY.append(chunk(0, 7));
        earlier.append(chunk(7, 9));
        Arrays.fill(earlier.toBytes(), (byte) 0);

        assertThat(earlier.head()).isEqualTo(TREE.head(7));
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 32, 63, 65, 96})
    void bytes_of_another_length_than_the_size_calls_for_are_refused(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> Frontier.of(5, new byte[length]));
    }

    @Test
    void a_negative_size_and_a_short_leaf_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Frontier.of(-1, new byte[64 * 32]));
        assertThatIllegalArgumentException().isThrownBy(() -> Frontier.EMPTY.append(new byte[31]));
    }

    @Test
    void the_largest_size_can_be_reached_and_not_passed() {
        Frontier nearly = Frontier.of(Long.MAX_VALUE - 1, new byte[62 * 32]);
        Frontier full = nearly.append(LEAVES.getFirst());

        assertThat(full.size()).isEqualTo(Long.MAX_VALUE);
        assertThat(full.toBytes()).hasSize(63 * 32).endsWith(LEAVES.getFirst());
        assertThat(full.root()).hasSize(32);
        assertThatThrownBy(() -> full.append(LEAVES.getFirst())).isInstanceOf(ArithmeticException.class);
    }

    static IntStream sizes() {
        return IntStream.rangeClosed(0, MAX_SIZE);
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static byte[][] chunk(int start, int end) {
        return LEAVES.subList(start, end).toArray(byte[][]::new);
    }

    private static List<byte[]> leaves(int count) {
        var hash = new TreeHash();
        return IntStream.range(0, count)
                .mapToObj(i -> hash.leaf(new byte[] {(byte) i, (byte) (i >>> 8)}))
                .toList();
    }
}
