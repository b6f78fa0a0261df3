package org.consentledger.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.consentledger.api.AnswerForm;
import org.consentledger.api.Digests;
import org.consentledger.law.Answer;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Histories;
import org.consentledger.law.Illegal;
import org.consentledger.law.Permit;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.consentledger.seal.SeedKey;
import org.consentledger.seal.SignatureType;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bundles that somebody changed, each refused with its reason. */
class TamperedBundleTest {
    private static final int SEEDS = 400;

    private final SignedHistory signed = SignedHistory.of(Histories.admitted(11));
    private final Question question = signed.history().questions(1).getFirst();
    private final byte[] bundle = signed.bundle(question);

    private static ObjectNode read(byte[] bundle) {
        return (ObjectNode) SignedHistory.JSON.readTree(bundle);
    }

    private String refusedAfter(Consumer<ObjectNode> change) {
        ObjectNode changed = read(bundle);
        change.accept(changed);
        return String.valueOf(StandAlone.refused(mended(changed)));
    }

    /** With the digest that fits: whoever forges a bundle computes it too. */
    private static byte[] mended(ObjectNode changed) {
        changed.remove("sha256");
        changed.put("sha256", Digests.sha256(SignedHistory.JSON.writeValueAsBytes(changed)));
        return SignedHistory.JSON.writeValueAsBytes(changed);
    }

    @Test
    void the_same_question_under_the_same_checkpoint_has_the_same_bytes() {
        assertThat(signed.bundle(question)).isEqualTo(bundle);
        assertThat(StandAlone.refused(bundle)).isNull();
    }

    @Test
    void each_byte_that_is_another_is_refused() {
        byte[] changed = bundle.clone();
        List<Integer> accepted = new ArrayList<>();
        for (int i = 0; i < bundle.length; i++) {
            for (int bit : new int[] {0, 5}) {
                changed[i] = (byte) (bundle[i] ^ 1 << bit);
                if (StandAlone.refused(changed) == null) {
                    accepted.add(i);
                }
            }
            changed[i] = bundle[i];
        }
        assertThat(accepted).isEmpty();
    }

    /** What is let through then is another question, whose answer follows from the facts as well. */
    @Test
    void each_byte_that_is_another_is_refused_though_the_digest_is_mended() {
        byte[] changed = bundle.clone();
        JsonNode asked = read(bundle).get("answer").get("question");
        for (int i = 0; i < bundle.length; i++) {
            changed[i] ^= 1;
            byte[] mended = mendedIfReadable(changed);
            if (mended.length > 0 && !Arrays.equals(mended, bundle) && StandAlone.refused(mended) == null) {
                assertThat(read(mended).get("answer").get("question"))
                        .as("byte %d", i)
                        .isNotEqualTo(asked);
            }
            changed[i] = bundle[i];
        }
    }

    /** A part left out, put in twice, moved or counted up, whatever it is, with the digest mended. */
    @Test
    void whatever_is_done_to_a_part_of_it_is_refused() {
        JsonNode asked = read(bundle).get("answer").get("question");
        for (long seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            ObjectNode changed = read(bundle);
            edit(changed, random);
            byte[] mended = mended(changed);
            if (!Arrays.equals(mended, bundle) && StandAlone.refused(mended) == null) {
                assertThat(changed.get("answer").get("question"))
                        .as("seed %d", seed)
                        .isNotEqualTo(asked);
            }
        }
    }

    private static void edit(JsonNode node, Random random) {
        List<JsonNode> below = new ArrayList<>();
        node.forEach(below::add);
        boolean deeper = below.stream().anyMatch(JsonNode::isContainer) && random.nextInt(4) > 0;
        if (deeper) {
            List<JsonNode> containers = below.stream()
                    .filter(one -> one.isContainer() && !one.isEmpty())
                    .toList();
            if (!containers.isEmpty()) {
                edit(containers.get(random.nextInt(containers.size())), random);
                return;
            }
        }
        if (node instanceof ArrayNode list) {
            editList(list, random);
        } else {
            editObject((ObjectNode) node, random);
        }
    }

    private static void editList(ArrayNode list, Random random) {
        int at = random.nextInt(list.size());
        switch (random.nextInt(3)) {
            case 0 -> list.remove(at);
            case 1 -> list.insert(random.nextInt(list.size() + 1), list.get(at).deepCopy());
            default -> list.add(list.remove(at));
        }
    }

    private static void editObject(ObjectNode object, Random random) {
        List<String> names = List.copyOf(object.propertyNames());
        String name = names.get(random.nextInt(names.size()));
        String other = names.get(random.nextInt(names.size()));
        JsonNode value = object.get(name);
        switch (random.nextInt(3)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name, object.get(other).deepCopy());
            default -> {
                if (value.isNumber()) {
                    object.put(name, value.longValue() + random.nextInt(-1, 2));
                } else {
                    object.putNull(name);
                }
            }
        }
    }

    private static byte[] mendedIfReadable(byte[] changed) {
        try {
            return SignedHistory.JSON.readTree(changed) instanceof ObjectNode object ? mended(object) : new byte[0];
        } catch (JacksonException _) {
            return new byte[0];
        }
    }

    @Test
    void each_beginning_of_it_is_refused() {
        for (int length = 0; length < bundle.length; length += 7) {
            assertThat(StandAlone.refused(Arrays.copyOf(bundle, length))).isNotNull();
        }
        assertThat(StandAlone.refused(Arrays.copyOf(bundle, bundle.length + 1))).isNotNull();
    }

    /** One of each kind that a verdict reads is left out, with an answer that the law gives of the rest. */
    @Test
    void a_fact_that_is_left_out_is_missed_whatever_its_kind() {
        Map<String, Integer> tried = new TreeMap<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            SignedHistory one = SignedHistory.of(Histories.admitted(seed));
            for (Question asked : one.history().questions(2)) {
                ObjectNode whole = read(one.bundle(asked));
                for (JsonNode fact : whole.get("facts")) {
                    long place = fact.get("place").longValue();
                    Recorded left = one.history().facts().get((int) place - 1);
                    byte[] without = without(one, asked, whole, Set.of(place));
                    if (without.length > 0) {
                        tried.merge(left.fact().getClass().getSimpleName(), 1, Integer::sum);
                        assertThat(StandAlone.refused(without))
                                .as("without %d%n%s", place, one.history())
                                .isNotNull();
                    }
                }
            }
        }
        assertThat(tried.keySet())
                .containsExactlyInAnyOrder(
                        "ConsentChanged",
                        "ContactPointCollected",
                        "ContactPointRemoved",
                        "FactRetracted",
                        "NoticePublished",
                        "PersonErased",
                        "PolicyAdopted",
                        "PurposeAssigned",
                        "PurposeRevoked",
                        "SentinelPlanted",
                        "SuppressionLifted");
        assertThat(tried.values()).allMatch(times -> times >= 5);
    }

    /** Nothing at all: as if the ledger had never heard of the contact point. */
    @Test
    void everything_left_out_is_missed() {
        ObjectNode whole = read(bundle);
        Set<Long> places = new TreeSet<>();
        whole.get("facts").forEach(fact -> places.add(fact.get("place").longValue()));
        assertThat(StandAlone.refused(without(signed, question, whole, places))).isNotNull();
    }

    @Test
    void a_fact_that_is_left_out_of_a_history_is_missed_whatever_its_kind() {
        Map<String, Integer> tried = new TreeMap<>();
        for (long seed = 0; seed < SEEDS / 2; seed++) {
            SignedHistory one = SignedHistory.of(Histories.admitted(seed));
            ContactPointId contactPoint = one.history().contactPoints().getFirst();
            ObjectNode whole =
                    read(one.historyBundle(contactPoint, one.history().facts().size()));
            for (JsonNode fact : whole.get("facts")) {
                long place = fact.get("place").longValue();
                ObjectNode changed = removed(whole, Set.of(place));
                ((ObjectNode) changed.get("answer"))
                        .put("facts", whole.get("facts").size() - 1);
                tried.merge(
                        one.history()
                                .facts()
                                .get((int) place - 1)
                                .fact()
                                .getClass()
                                .getSimpleName(),
                        1,
                        Integer::sum);
                assertThat(StandAlone.refused(mended(changed)))
                        .as("without %d%n%s", place, one.history())
                        .isNotNull();
            }
        }
        assertThat(tried.keySet()).contains("ContactPointUsed", "NoticeServed", "FactRetracted", "ConsentChanged");
    }

    private static byte[] without(SignedHistory one, Question asked, ObjectNode whole, Set<Long> places) {
        ObjectNode changed = removed(whole, places);
        Map<Long, Recorded> facts = new HashMap<>();
        one.history().facts().forEach(fact -> facts.put(fact.place(), fact));
        try {
            Answer answer = Permit.answer(
                    one.history().facts().stream()
                            .filter(fact -> !places.contains(fact.place()))
                            .toList(),
                    one.fixed(asked));
            changed.set("answer", AnswerForm.written(SignedHistory.JSON, answer, facts));
            return mended(changed);
        } catch (Illegal policyLeftOut) {
            return new byte[0];
        }
    }

    private static ObjectNode removed(ObjectNode whole, Set<Long> places) {
        ObjectNode changed = whole.deepCopy();
        remove(
                (ArrayNode) changed.get("facts"),
                fact -> places.contains(fact.get("place").longValue()));
        remove(
                (ArrayNode) changed.get("suppression"),
                fact -> places.contains(fact.get("place").longValue()));
        for (JsonNode stream : changed.get("streams")) {
            remove((ArrayNode) stream.get("places"), place -> places.contains(place.longValue()));
        }
        return changed;
    }

    private static void remove(ArrayNode list, Predicate<JsonNode> which) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (which.test(list.get(i))) {
                list.remove(i);
            }
        }
    }

    @Test
    void facts_in_another_order_are_refused() {
        assertThat(refusedAfter(changed -> {
                    ArrayNode facts = (ArrayNode) changed.get("facts");
                    facts.add(facts.remove(0));
                }))
                .contains("not in the order of their places");
    }

    @Test
    void a_proof_for_another_size_is_refused() {
        SignedHistory longer = SignedHistory.of(Histories.admitted(12));
        Question other = longer.history().questions(1).getFirst();
        ObjectNode foreign = read(longer.bundle(other));
        assertThat(refusedAfter(changed -> changed.set("checkpoint", foreign.get("checkpoint"))))
                .contains("not in the ledger at its place");
        assertThat(refusedAfter(changed -> {
                    ArrayNode path = (ArrayNode) changed.get("facts").get(0).get("path");
                    path.remove(path.size() - 1);
                }))
                .contains("too short");
        assertThat(refusedAfter(changed -> {
                    ArrayNode path = (ArrayNode) changed.get("facts").get(0).get("path");
                    path.add(path.get(0));
                }))
                .contains("too long");
    }

    @Test
    void a_checkpoint_of_another_log_is_refused() {
        SeedKey other = SeedKey.draw("ledger.example/other", SignatureType.ED25519);
        byte[] foreign = SignedHistory.of(signed.history(), other).bundle(question);
        assertThat(StandAlone.refused(foreign)).isNull();
        assertThat(StandAlone.refused(foreign, SignedHistory.LOG.verifier().toString()))
                .contains("another log");
        assertThat(refusedAfter(
                        changed -> changed.set("checkpoint", read(foreign).get("checkpoint"))))
                .contains("of another key");
        assertThat(refusedAfter(changed -> changed.set("keys", read(foreign).get("keys"))))
                .contains("of another key");
    }

    @Test
    void another_answer_is_refused() {
        assertThat(refusedAfter(changed -> {
                    ObjectNode answer = (ObjectNode) changed.get("answer");
                    boolean permitted = answer.get("verdict").stringValue().equals("permitted");
                    answer.put("verdict", permitted ? "refused" : "permitted");
                }))
                .contains("not what the law says");
    }

    @Test
    void a_question_beyond_the_checkpoint_is_refused() {
        assertThat(refusedAfter(changed -> ((ObjectNode) changed.get("answer").get("question"))
                        .put("ledgerSize", signed.history().facts().size() + 1L)))
                .contains("more facts than the checkpoint");
    }

    @Test
    void what_is_no_bundle_is_refused() {
        assertThat(StandAlone.refused(new byte[0])).contains("too soon");
        assertThat(StandAlone.refused("PK\3\4 a zip bomb".getBytes(StandardCharsets.UTF_8)))
                .contains("not the JSON");
        assertThat(StandAlone.refused("[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8)))
                .contains("too deep");
        assertThat(StandAlone.refused(new byte[(16 << 20) + 1])).contains("16 MiB");
        assertThat(StandAlone.refused(new byte[] {'"', (byte) 0xff, '"'})).contains("UTF-8");
        assertThat(StandAlone.refused("{}".getBytes(StandardCharsets.UTF_8))).contains("fields");
    }

    @Test
    void two_hundred_signatures_are_refused() {
        assertThat(refusedAfter(changed -> {
                    String note = changed.get("checkpoint").stringValue();
                    String line = note.substring(
                            note.lastIndexOf("\n\n") + 2, note.indexOf('\n', note.lastIndexOf("\n\n") + 2) + 1);
                    changed.put("checkpoint", note + line.repeat(198));
                }))
                .contains("more than 100 signatures");
    }

    @Test
    void the_verifier_ends_as_it_says(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) throws Exception {
        var file = folder.resolve("bundle.json");
        java.nio.file.Files.write(file, bundle);
        StandAlone.Run held = StandAlone.run(
                List.of(file.toString(), "--key", SignedHistory.LOG.verifier().toString()));
        assertThat(held.exit()).isZero();
        assertThat(held.printed()).contains("PROVEN:").contains("NOT PROVEN:").endsWith("HOLDS\n");

        java.nio.file.Files.write(file, Arrays.copyOf(bundle, 100));
        StandAlone.Run refused = StandAlone.run(List.of(file.toString()));
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.printed()).endsWith("REFUSED: it ends too soon\n");

        assertThat(StandAlone.run(List.of(folder.resolve("none").toString())).exit())
                .isEqualTo(2);
        assertThat(StandAlone.run(List.of()).exit()).isEqualTo(2);
    }
}
