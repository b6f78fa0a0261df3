package org.consentledger.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The tree of eight leaves that Certificate Transparency publishes. */
class EightLeavesTest {
    private static final HexFormat HEX = HexFormat.of();

    private final TreeHash hash = new TreeHash();

    @Test
    void the_hash_functions_agree() {
        JsonNode cases = eightLeaves().get("hasher");
        assertThat(cases).isNotEmpty().allSatisfy(c -> assertThat(hashOf(c)).isEqualTo(hex(c.get("want"))));
    }

    @Test
    void the_frontier_of_every_size_agrees() {
        JsonNode json = eightLeaves();
        List<byte[]> leaves = leaves(json);
        for (int size = 0; size <= leaves.size(); size++) {
            Frontier frontier = Frontier.EMPTY.append(leaves.subList(0, size).toArray(byte[][]::new));
            assertThat(frontier.root())
                    .isEqualTo(hex(json.get("rootHashesBySize").get(size)));
            assertThat(frontier.toBytes())
                    .isEqualTo(endToEnd(json.get("compactRangesBySize").get(size)));
        }
    }

    @TestFactory
    Stream<DynamicTest> every_inclusion_proof_holds() {
        return StreamSupport.stream(eightLeaves().get("inclusion").spliterator(), false)
                .map(c -> dynamicTest(c.get("leafIndex") + " in " + c.get("treeSize"), () -> inclusion(c)));
    }

    @TestFactory
    Stream<DynamicTest> every_consistency_proof_holds() {
        return StreamSupport.stream(eightLeaves().get("consistency").spliterator(), false)
                .map(c -> dynamicTest(c.get("size1") + " to " + c.get("size2"), () -> consistency(c)));
    }

    private static void inclusion(JsonNode c) {
        long index = Cases.unsigned(c.get("leafIndex"));
        TreeHead head = head(c, "treeSize", "rootHash");
        assertThat(InclusionProof.verify(index, hex(c.get("leafHash")), proof(c), head))
                .isEqualTo(ProofResult.HOLDS);
    }

    private static void consistency(JsonNode c) {
        assertThat(ConsistencyProof.verify(head(c, "size1", "root1"), head(c, "size2", "root2"), proof(c)))
                .isEqualTo(ProofResult.HOLDS);
    }

    private byte[] hashOf(JsonNode c) {
        return switch (c.get("op").stringValue()) {
            case "emptyRoot" -> TreeHash.emptyRoot();
            case "hashLeaf" -> hash.leaf(c.has("inputHex") ? hex(c.get("inputHex")) : utf8(c.get("inputUtf8")));
            case "hashChildren" -> hash.node(utf8(c.get("leftUtf8")), utf8(c.get("rightUtf8")));
            default -> throw new IllegalArgumentException("an operation this test does not know");
        };
    }

    private List<byte[]> leaves(JsonNode json) {
        var leaves = new ArrayList<byte[]>();
        json.get("leafInputs").forEach(input -> leaves.add(hash.leaf(hex(input))));
        return leaves;
    }

    private static byte[] endToEnd(JsonNode hashes) {
        var text = new StringBuilder();
        hashes.forEach(hash -> text.append(hash.stringValue()));
        return HEX.parseHex(text);
    }

    private static TreeHead head(JsonNode c, String size, String root) {
        return new TreeHead(Cases.unsigned(c.get(size)), hex(c.get(root)));
    }

    private static List<byte[]> proof(JsonNode c) {
        return Cases.hashes(c.get("proof"), HEX::parseHex);
    }

    private static byte[] hex(JsonNode text) {
        return HEX.parseHex(text.stringValue());
    }

    private static byte[] utf8(JsonNode text) {
        return text.stringValue().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode eightLeaves() {
        return Cases.json("rfc6962_8leaf.json");
    }
}
