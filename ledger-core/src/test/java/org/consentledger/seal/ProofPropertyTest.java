package org.consentledger.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Proofs in trees of up to 2^64 - 1 leaves: drawn, followed to their roots by the recursive definitions, then bent. */
class ProofPropertyTest {
    private static final BigInteger TWO_TO_64 = BigInteger.TWO.pow(64);

    private final TreeHash hash = new TreeHash();

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void an_inclusion_proof_holds_until_anything_in_it_changes(long seed) {
        var random = new Random(seed);
        long size = size(random);
        long index = below(random, size);
        byte[] leaf = hash(random);
        var path = new ArrayList<byte[]>();
        byte[] root = rootOf(random, big(index), big(size), leaf, path);
        var head = new TreeHead(size, root);

        assertThat(InclusionProof.verify(index, leaf, path, head)).isEqualTo(ProofResult.HOLDS);
        assertThat(bent(path, random))
                .noneMatch(p -> InclusionProof.verify(index, leaf, p, head).holds());
        assertThat(InclusionProof.verify(index, hash(random), path, head)).isEqualTo(ProofResult.ROOT_DIFFERS);
        assertThat(InclusionProof.verify(size, leaf, path, head)).isEqualTo(ProofResult.INDEX_BEYOND_SIZE);
        assertThat(InclusionProof.verify(index, new byte[31], path, head)).isEqualTo(ProofResult.NOT_A_HASH);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_consistency_proof_holds_until_anything_in_it_changes(long seed) {
        var random = new Random(seed);
        long size = size(random);
        long olderSize = 1 + below(random, size);
        var proof = new ArrayList<byte[]>();
        Roots roots = rootsOf(random, big(olderSize), big(size), true, proof);
        var older = new TreeHead(olderSize, roots.older());
        var newer = new TreeHead(size, roots.newer());

        assertThat(ConsistencyProof.verify(older, newer, proof)).isEqualTo(ProofResult.HOLDS);
        assertThat(bent(proof, random))
                .noneMatch(p -> ConsistencyProof.verify(older, newer, p).holds());
        var otherOlder = new TreeHead(olderSize, hash(random));
        assertThat(ConsistencyProof.verify(otherOlder, newer, proof).holds()).isFalse();
        var otherNewer = new TreeHead(size, hash(random));
        assertThat(ConsistencyProof.verify(older, otherNewer, proof)).isEqualTo(ProofResult.ROOT_DIFFERS);
        if (olderSize != size) {
            assertThat(ConsistencyProof.verify(newer, older, proof)).isEqualTo(ProofResult.SIZES_REVERSED);
        }
    }

    @Test
    void every_tree_extends_the_empty_one_by_the_empty_proof_only() {
        TreeHead empty = Frontier.EMPTY.head();
        TreeHead one = Frontier.EMPTY.append(hash.leaf(new byte[0])).head();

        assertThat(ConsistencyProof.verify(empty, one, List.of())).isEqualTo(ProofResult.HOLDS);
        assertThat(ConsistencyProof.verify(empty, empty, List.of())).isEqualTo(ProofResult.HOLDS);
        assertThat(ConsistencyProof.verify(empty, one, List.of(one.root()))).isEqualTo(ProofResult.WRONG_LENGTH);
    }

    /** PATH of RFC 6962 section 2.1.1, with drawn siblings; returns the root they make. */
    private byte[] rootOf(Random random, BigInteger index, BigInteger size, byte[] leaf, List<byte[]> path) {
        if (size.equals(BigInteger.ONE)) {
            return leaf;
        }
        BigInteger left = largestPowerBelow(size);
        boolean inLeft = index.compareTo(left) < 0;
        byte[] below = inLeft
                ? rootOf(random, index, left, leaf, path)
                : rootOf(random, index.subtract(left), size.subtract(left), leaf, path);
        byte[] sibling = hash(random);
        path.add(sibling);
        return inLeft ? hash.node(below, sibling) : hash.node(sibling, below);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Roots(byte[] older, byte[] newer) {}

    /** SUBPROOF of RFC 6962 section 2.1.2, with drawn hashes; returns the roots they make. */
    private Roots rootsOf(Random random, BigInteger older, BigInteger newer, boolean known, List<byte[]> proof) {
        if (older.equals(newer)) {
            byte[] root = hash(random);
            if (!known) {
                proof.add(root);
            }
            return new Roots(root, root);
        }
        BigInteger left = largestPowerBelow(newer);
        byte[] sibling = hash(random);
        if (older.compareTo(left) <= 0) {
            Roots below = rootsOf(random, older, left, known, proof);
            proof.add(sibling);
            return new Roots(below.older(), hash.node(below.newer(), sibling));
        }
        Roots below = rootsOf(random, older.subtract(left), newer.subtract(left), false, proof);
        proof.add(sibling);
        return new Roots(hash.node(sibling, below.older()), hash.node(sibling, below.newer()));
    }

    private static Stream<List<byte[]>> bent(List<byte[]> path, Random random) {
        var bent = new ArrayList<List<byte[]>>();
        bent.add(inserted(path, 0, hash(random)));
        bent.add(inserted(path, path.size(), hash(random)));
        bent.add(inserted(path, path.size(), new byte[0]));
        for (int i = 0; i < path.size(); i++) {
            bent.add(replaced(path, i, flipped(path.get(i), random)));
            bent.add(replaced(path, i, new byte[33]));
            bent.add(without(path, i));
        }
        return bent.stream();
    }

    private static List<byte[]> inserted(List<byte[]> path, int at, byte[] hash) {
        var longer = new ArrayList<>(path);
        longer.add(at, hash);
        return longer;
    }

    private static List<byte[]> replaced(List<byte[]> path, int at, byte[] hash) {
        var other = new ArrayList<>(path);
        other.set(at, hash);
        return other;
    }

    private static List<byte[]> without(List<byte[]> path, int at) {
        var shorter = new ArrayList<>(path);
        shorter.remove(at);
        return Collections.unmodifiableList(shorter);
    }

    private static byte[] flipped(byte[] hash, Random random) {
        byte[] other = hash.clone();
        other[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
        return other;
    }

    private static byte[] hash(Random random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Of any magnitude, from 1 to 2^64 - 1. */
    private static long size(Random random) {
        long size = random.nextLong() >>> random.nextInt(64);
        return size == 0 ? 1 : size;
    }

    private static long below(Random random, long bound) {
        return Long.remainderUnsigned(random.nextLong() >>> random.nextInt(64), bound);
    }

    private static BigInteger largestPowerBelow(BigInteger size) {
        return BigInteger.ONE.shiftLeft(size.subtract(BigInteger.ONE).bitLength() - 1);
    }

    private static BigInteger big(long unsigned) {
        return BigInteger.valueOf(unsigned).mod(TWO_TO_64);
    }

    static IntStream seeds() {
        return IntStream.range(0, 500);
    }
}
