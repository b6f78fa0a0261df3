package org.consentledger.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Every root and proof of the trees up to 130 leaves: those that the recursive definitions give are the published ones,
 * by one digest over all, and the verification accepts each.
 */
class RollingVectorsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final int MAX_SIZE = 130;

    private final NaiveTree tree = tree();
    private final MessageDigest sha256 = sha256();

    @Test
    void roots() {
        JsonNode want = derived("roots");
        for (int size = 0; size <= MAX_SIZE; size++) {
            line(size + " " + HEX.formatHex(tree.root(0, size)), List.of());
        }
        assertDigest(want);
    }

    @Test
    void inclusion_proofs() {
        JsonNode want = derived("inclusion");
        for (int size = 1; size <= MAX_SIZE; size++) {
            for (int index = 0; index < size; index++) {
                List<byte[]> path = tree.inclusion(index, 0, size);
                line(index + " " + size, path);
                assertHolds(InclusionProof.verify(index, tree.leaf(index), path, tree.head(size)));
            }
        }
        assertDigest(want);
    }

    @Test
    void consistency_proofs() {
        JsonNode want = derived("consistency");
        for (int newer = 1; newer <= MAX_SIZE; newer++) {
            for (int older = 1; older <= newer; older++) {
                List<byte[]> proof = tree.consistency(older, newer);
                line(older + " " + newer, proof);
                assertHolds(ConsistencyProof.verify(tree.head(older), tree.head(newer), proof));
            }
        }
        assertDigest(want);
    }

    @Test
    void subtree_roots() {
        JsonNode want = published("subtreeHash");
        for (int end = 0; end <= MAX_SIZE; end++) {
            for (int start : starts(end)) {
                line(range(start, end) + " " + HEX.formatHex(tree.root(start, end)), List.of());
            }
        }
        assertDigest(want);
    }

    @Test
    void subtree_inclusion_proofs() {
        JsonNode want = published("subtreeInclusion");
        for (int end = 0; end <= MAX_SIZE; end++) {
            for (int start : starts(end)) {
                for (int index = start; index < end; index++) {
                    line(index + " " + range(start, end), tree.inclusion(index, start, end));
                }
            }
        }
        assertDigest(want);
    }

    @Test
    void subtree_consistency_proofs() {
        JsonNode want = published("subtreeConsistency");
        for (int size = 0; size <= MAX_SIZE; size++) {
            for (int end = 0; end <= size; end++) {
                for (int start : starts(end)) {
                    List<byte[]> proof = tree.subtree(start, end, size);
                    line(range(start, end) + " " + size, proof);
                    byte[] root = tree.root(start, end);
                    assertHolds(ConsistencyProof.verifySubtree(start, end, root, tree.head(size), proof));
                }
            }
        }
        assertDigest(want);
    }

    private void line(String start, List<byte[]> hashes) {
        var line = new StringBuilder(start);
        hashes.forEach(hash -> line.append(' ').append(HEX.formatHex(hash)));
        sha256.update(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    private void assertDigest(JsonNode want) {
        assertThat(HEX.formatHex(sha256.digest())).isEqualTo(want.get("sha256").stringValue());
    }

    private static void assertHolds(ProofResult result) {
        assertThat(result).isEqualTo(ProofResult.HOLDS);
    }

    private static int[] starts(int end) {
        return IntStream.rangeClosed(0, end)
                .filter(start -> ConsistencyProof.isSubtree(start, end))
                .toArray();
    }

    private static String range(int start, int end) {
        return "[" + start + ", " + end + ")";
    }

    private static JsonNode published(String what) {
        return Cases.json("rfc6962_rolling_130.json").get("published").get(what);
    }

    private static JsonNode derived(String what) {
        return Cases.json("rfc6962_rolling_130.json")
                .get("derivedHere_plainRFC6962")
                .get(what);
    }

    private static NaiveTree tree() {
        var hash = new TreeHash();
        return new NaiveTree(IntStream.range(0, MAX_SIZE)
                .mapToObj(i -> hash.leaf(new byte[] {(byte) i}))
                .toList());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
