package org.consentledger.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The proofs that transparency-dev/merkle publishes, most of them bad ones. */
class MerkleCasesTest {
    @TestFactory
    Stream<DynamicTest> every_good_proof_holds_and_every_bad_one_does_not() {
        return Cases.lines("merkle_cases.jsonl").map(c -> dynamicTest(name(c), () -> check(c)));
    }

    @Test
    void only_four_proofs_that_the_reference_accepts_have_a_root_that_is_no_hash() {
        assertThat(Cases.lines("merkle_cases.jsonl"))
                .filteredOn(c -> isIllegalHead(c) && !c.get("wantErr").booleanValue())
                .hasSize(4);
    }

    /* The reference compares two roots without looking at them. Here a root that is not a hash makes no tree head, so
     * that such a case is rejected, whatever the reference says of it. */
    private static void check(JsonNode c) {
        if (isIllegalHead(c)) {
            assertThatIllegalArgumentException().isThrownBy(() -> verify(c));
        } else {
            assertThat(verify(c).holds()).isEqualTo(!c.get("wantErr").booleanValue());
        }
    }

    private static ProofResult verify(JsonNode c) {
        return switch (c.get("kind").stringValue()) {
            case "inclusion" ->
                InclusionProof.verify(
                        number(c, "leafIdx"), bytes(c, "leafHash"), proof(c), head(c, "treeSize", "root"));
            case "consistency" ->
                ConsistencyProof.verify(head(c, "size1", "root1"), head(c, "size2", "root2"), proof(c));
            case "subtreeinclusion" -> subtreeInclusion(c);
            case "subtreeconsistency" ->
                ConsistencyProof.verifySubtree(
                        number(c, "start"), number(c, "end"), bytes(c, "root1"), head(c, "size", "root2"), proof(c));
            default -> throw new IllegalArgumentException("a kind this test does not know");
        };
    }

    /** A subtree is a tree of its own, whose first leaf is at {@code start}. */
    private static ProofResult subtreeInclusion(JsonNode c) {
        long start = number(c, "start");
        long end = number(c, "end");
        if (!ConsistencyProof.isSubtree(start, end)) {
            return ProofResult.NOT_A_SUBTREE;
        }
        var head = new TreeHead(end - start, bytes(c, "root"));
        return InclusionProof.verify(number(c, "leafIdx") - start, bytes(c, "leafHash"), proof(c), head);
    }

    private static boolean isIllegalHead(JsonNode c) {
        return switch (c.get("kind").stringValue()) {
            case "inclusion" -> isIllegalHead(number(c, "treeSize"), bytes(c, "root"));
            case "consistency" ->
                isIllegalHead(number(c, "size1"), bytes(c, "root1"))
                        || isIllegalHead(number(c, "size2"), bytes(c, "root2"));
            case "subtreeinclusion" ->
                ConsistencyProof.isSubtree(number(c, "start"), number(c, "end"))
                        && isIllegalHead(number(c, "end") - number(c, "start"), bytes(c, "root"));
            case "subtreeconsistency" -> isIllegalHead(number(c, "size"), bytes(c, "root2"));
            default -> throw new IllegalArgumentException("a kind this test does not know");
        };
    }

    private static boolean isIllegalHead(long size, byte[] root) {
        return root.length != 32 || (size == 0 && !Arrays.equals(root, TreeHash.emptyRoot()));
    }

    private static TreeHead head(JsonNode c, String size, String root) {
        return new TreeHead(number(c, size), bytes(c, root));
    }

    private static List<byte[]> proof(JsonNode c) {
        return Cases.hashes(c.get("proof"), Base64.getDecoder()::decode);
    }

    private static long number(JsonNode c, String field) {
        return Cases.unsigned(c.get(field));
    }

    private static byte[] bytes(JsonNode c, String field) {
        return Base64.getDecoder().decode(c.get(field).stringValue());
    }

    private static String name(JsonNode c) {
        return c.get("file").stringValue();
    }
}
