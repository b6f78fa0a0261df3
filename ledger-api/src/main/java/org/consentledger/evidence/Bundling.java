package org.consentledger.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.consentledger.api.AnswerForm;
import org.consentledger.api.Digests;
import org.consentledger.evidence.ReadStreams.Members;
import org.consentledger.law.Answer;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Policy;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Recorded;
import org.consentledger.seal.InclusionProof;
import org.consentledger.seal.MapProof;
import org.consentledger.seal.MapTree;
import org.consentledger.seal.StreamHead;
import org.consentledger.seal.StreamLabel;
import org.consentledger.seal.TreeHash;
import org.consentledger.seal.VerifierKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes one bundle. Every proof in it is checked before it is handed out. */
final class Bundling {
    private final JsonMapper json;
    private final Attested attested;
    private final long ledgerSize;
    private final ReadStreams streams;
    private final MapTree map;
    private final SortedMap<Long, Shown> shown;
    private final TreeHash hash = new TreeHash();

    /**
     * @param ledgerSize facts behind it are there without their entries
     * @param streams with the facts up to the checkpoint's size
     * @param map with whatever those streams need
     */
    Bundling(JsonMapper json, Attested attested, long ledgerSize, ReadStreams streams, MapTree map) {
        this.json = json;
        this.attested = attested;
        this.ledgerSize = ledgerSize;
        this.streams = streams;
        this.map = map;
        this.shown = shown();
    }

    /**
     * The bytes of a verdict's bundle; the same for the same answer under the same checkpoint.
     *
     * @throws IllegalStateException where the facts are not those that the checkpoint has: such a bundle is not handed out
     */
    byte[] verdict(Answer answer) {
        Map<Long, Recorded> facts = new HashMap<>();
        shown.forEach((place, one) -> facts.put(place, one.recorded()));
        return bytes(
                AnswerForm.written(json, answer, facts),
                answer.question().policy() instanceof PolicyChoice.Draft draft ? draft.policy() : null,
                suppression(answer.question().contactPoint()));
    }

    /** As {@link #verdict}, of a history, which has no verdict. */
    byte[] history(ContactPointId contactPoint) {
        return bytes(
                json.createObjectNode()
                        .put("contactPoint", contactPoint.toString())
                        .put("ledgerSize", ledgerSize)
                        .put("facts", shown.size()),
                null,
                List.of());
    }

    private byte[] bytes(ObjectNode answer, @Nullable Policy draft, List<Bundle.Suppressible> suppression) {
        var bundle = new Bundle(
                Bundle.FORMAT,
                attested.note().toString(),
                attested.keys().stream().map(VerifierKey::toString).toList(),
                answer,
                draft,
                suppression,
                streams.members().entrySet().stream()
                        .map(stream -> stream(stream.getKey(), stream.getValue()))
                        .toList(),
                shown.values().stream().map(this::entry).toList(),
                null);
        return json.writeValueAsBytes(bundle.with(Digests.sha256(json.writeValueAsBytes(bundle))));
    }

    /** The facts of all streams that the ledger size reaches, by their places. */
    private SortedMap<Long, Shown> shown() {
        SortedMap<Long, Shown> reached = new TreeMap<>();
        for (Members members : streams.members().values()) {
            for (Shown one : members.facts()) {
                if (one.place() <= ledgerSize) {
                    reached.put(one.place(), one);
                }
            }
        }
        return reached;
    }

    private List<Bundle.Suppressible> suppression(ContactPointId contactPoint) {
        List<Bundle.Suppressible> suppression = new ArrayList<>();
        ReadStreams.collections(contactPoint, ledgerSize, shown.values()).forEach((place, collected) -> {
            if (!collected.value().suppressionKeys().isEmpty()) {
                suppression.add(new Bundle.Suppressible(
                        place, ReadStreams.labels(collected.value().suppressionKeys())));
            }
        });
        return suppression;
    }

    private Bundle.ShownStream stream(String name, Members members) {
        StreamLabel label = members.stream().label();
        List<Long> places = new ArrayList<>();
        List<Bundle.LaterFact> later = new ArrayList<>();
        StreamHead head = StreamHead.EMPTY;
        for (Shown one : members.facts()) {
            byte[] leaf = hash.leaf(one.entry());
            head = head.append(one.place(), leaf);
            if (one.place() <= ledgerSize) {
                places.add(one.place());
            } else {
                later.add(new Bundle.LaterFact(one.place(), Bundle.written(leaf)));
            }
        }
        MapProof proof = map.prove(label);
        if (!proof.verify(label, head, attested.map()).holds()) {
            throw new IllegalStateException("the facts found of a stream are not those that its checkpoint has");
        }
        boolean named = !name.equals(label.hex());
        return new Bundle.ShownStream(
                named ? name : null,
                named ? null : name,
                places,
                later,
                Bundle.written(proof.siblings()),
                members.facts().isEmpty() ? end(proof) : null);
    }

    private static Bundle.@Nullable OtherStream end(MapProof proof) {
        MapProof.End end = proof.end();
        return end == null ? null : Bundle.OtherStream.of(end);
    }

    private Bundle.SealedFact entry(Shown one) {
        List<byte[]> path = attested.tree().inclusion(one.place() - 1);
        if (!InclusionProof.verify(one.place() - 1, hash.leaf(one.entry()), path, attested.head())
                .holds()) {
            throw new IllegalStateException("a fact found is not the one that its checkpoint has at its place");
        }
        return new Bundle.SealedFact(one.place(), Bundle.written(one.entry()), Bundle.written(path));
    }
}
