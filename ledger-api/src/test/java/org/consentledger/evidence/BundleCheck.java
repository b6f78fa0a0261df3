package org.consentledger.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.consentledger.api.AnswerForm;
import org.consentledger.api.Digests;
import org.consentledger.completeness.StreamName;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact;
import org.consentledger.law.Permit;
import org.consentledger.law.Policy;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;
import org.consentledger.seal.Checkpoint;
import org.consentledger.seal.InclusionProof;
import org.consentledger.seal.MapProof;
import org.consentledger.seal.NoteOpening;
import org.consentledger.seal.SignedNote;
import org.consentledger.seal.StreamHead;
import org.consentledger.seal.StreamLabel;
import org.consentledger.seal.TreeHash;
import org.consentledger.seal.VerifierKey;
import org.consentledger.store.SealedHistory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The same bundle checked by the ledger's own code: its proofs, its reading of entries, its law. It shares nothing with the verifier. */
final class BundleCheck {
    private final JsonNode bundle;
    private final Checkpoint checkpoint;
    private final byte[] map;
    private final Map<Long, byte[]> leaves = new HashMap<>();
    private final TreeMap<Long, Recorded> facts = new TreeMap<>();

    private BundleCheck(byte[] bytes) {
        bundle = SignedHistory.JSON.readTree(bytes);
        List<VerifierKey> keys = elements(bundle.get("keys"))
                .map(key -> VerifierKey.parse(key.stringValue()))
                .toList();
        SignedNote note = SignedNote.parse(bundle.get("checkpoint").stringValue());
        if (!(note.open(keys) instanceof NoteOpening.Opened opened)
                || !opened.others().isEmpty()) {
            throw new IllegalStateException("the checkpoint is not signed by its keys");
        }
        checkpoint = Checkpoint.parse(opened.text());
        map = base64(checkpoint.extensions().getFirst().substring("map ".length()));
    }

    /** Whether everything in it holds. */
    static boolean holds(byte[] bytes) {
        var check = new BundleCheck(bytes);
        return check.whole() && check.facts() && check.streams() && check.answer();
    }

    private boolean whole() {
        ObjectNode rest = ((ObjectNode) bundle).deepCopy();
        String digest = rest.remove("sha256").stringValue();
        return digest.equals(Digests.sha256(SignedHistory.JSON.writeValueAsBytes(rest)));
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }

    private static List<byte[]> hashes(JsonNode list) {
        return elements(list).map(hash -> base64(hash.stringValue())).toList();
    }

    private boolean facts() {
        boolean holds = true;
        for (JsonNode one : bundle.get("facts")) {
            long place = one.get("place").longValue();
            byte[] entry = base64(one.get("entry").stringValue());
            byte[] leaf = new TreeHash().leaf(entry);
            leaves.put(place, leaf);
            facts.put(place, SealedHistory.read(place, entry));
            holds &= InclusionProof.verify(place - 1, leaf, hashes(one.get("path")), checkpoint.head())
                    .holds();
        }
        return holds;
    }

    private boolean streams() {
        boolean holds = true;
        for (JsonNode one : bundle.get("streams")) {
            StreamLabel label = one.has("name")
                    ? StreamLabel.of(one.get("name").stringValue())
                    : new StreamLabel(HexFormat.of().parseHex(one.get("label").stringValue()));
            StreamHead head = StreamHead.EMPTY;
            for (JsonNode place : one.get("places")) {
                head = head.append(place.longValue(), Objects.requireNonNull(leaves.get(place.longValue())));
            }
            for (JsonNode later : one.get("later")) {
                head = head.append(
                        later.get("place").longValue(), base64(later.get("leaf").stringValue()));
            }
            MapProof.End end = head.count() > 0 ? new MapProof.End(label, head) : end(one.get("end"));
            holds &= new MapProof(hashes(one.get("siblings")), end)
                    .verify(label, head, map)
                    .holds();
        }
        return holds;
    }

    @SuppressWarnings("NullAway") // null is what stands for nothing there
    private static MapProof.End end(JsonNode end) {
        return end == null
                ? null
                : new MapProof.End(
                        new StreamLabel(HexFormat.of().parseHex(end.get("label").stringValue())),
                        new StreamHead(
                                end.get("count").longValue(),
                                base64(end.get("chain").stringValue())));
    }

    private boolean answer() {
        JsonNode written = bundle.get("answer");
        var answer = Permit.answer(withSuppressionKeys(), question(written.get("question")));
        return AnswerForm.written(SignedHistory.JSON, answer, facts).toString().equals(written.toString());
    }

    private Question question(JsonNode asked) {
        JsonNode known = asked.get("known");
        JsonNode policy = asked.get("policy");
        return new Question(
                ContactPointId.parse(asked.get("contactPoint").stringValue()),
                new Purpose(asked.get("purpose").stringValue()),
                new Coordinates(
                        Instant.parse(asked.get("at").stringValue()),
                        known.isNull() ? null : Instant.parse(known.stringValue()),
                        asked.get("ledgerSize").longValue()),
                bundle.has("draft")
                        ? new PolicyChoice.Draft(
                                SignedHistory.JSON.treeToValue(bundle.get("draft"), Policy.class),
                                policy.get("draft").stringValue())
                        : policy.get("hypothetical").booleanValue()
                                ? new PolicyChoice.Version(policy.get("version").stringValue())
                                : PolicyChoice.IN_FORCE);
    }

    /** The collections with those keys of the erasures shown whose labels stand beside them. */
    private List<Recorded> withSuppressionKeys() {
        Map<String, SuppressionKey> keys = new HashMap<>();
        for (Recorded fact : facts.values()) {
            if (fact.fact() instanceof Fact.PersonErased erased) {
                erased.suppressed()
                        .forEach(key -> keys.put(StreamName.of(key).label().hex(), key));
            }
        }
        List<Recorded> filled = new ArrayList<>(facts.values());
        for (JsonNode one : bundle.get("suppression")) {
            Recorded fact = Objects.requireNonNull(facts.get(one.get("place").longValue()));
            var collected = (Fact.ContactPointCollected) fact.fact();
            CollectedValue value = collected.value();
            var known = elements(one.get("labels"))
                    .map(label -> keys.get(label.stringValue()))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            filled.set(
                    filled.indexOf(fact),
                    fact.with(
                            collected.with(new CollectedValue(value.profile(), value.tags(), value.sealed(), known))));
        }
        return filled;
    }
}
