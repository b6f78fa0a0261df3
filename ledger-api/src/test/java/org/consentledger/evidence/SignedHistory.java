package org.consentledger.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.consentledger.completeness.CompletenessMap;
import org.consentledger.completeness.StreamName;
import org.consentledger.completeness.Streams;
import org.consentledger.law.Answer;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.FactId;
import org.consentledger.law.Histories.History;
import org.consentledger.law.Permit;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.consentledger.seal.Checkpoint;
import org.consentledger.seal.Cosignature;
import org.consentledger.seal.MapTree;
import org.consentledger.seal.SeedKey;
import org.consentledger.seal.SignatureType;
import org.consentledger.seal.SignedNote;
import org.consentledger.seal.Tile;
import org.consentledger.seal.TileEdge;
import org.consentledger.seal.TileId;
import org.consentledger.seal.TileTree;
import org.consentledger.seal.TreeHash;
import org.consentledger.seal.VerifierKey;
import org.consentledger.store.FactJson;
import org.consentledger.store.SealedHistory;
import tools.jackson.databind.json.JsonMapper;

/** A history with all that is signed of it, in memory: tree, map and checkpoint. */
final class SignedHistory {
    static final SeedKey LOG = SeedKey.draw("ledger.example/log", SignatureType.ED25519);
    static final SeedKey WITNESS = SeedKey.draw("witness.example", SignatureType.COSIGNATURE);
    static final JsonMapper JSON = FactJson.mapper();

    private final History history;
    private final List<Shown> shown = new ArrayList<>();
    private final MapTree map = new MapTree();
    private final Attested attested;

    private SignedHistory(History history, SeedKey log) {
        this.history = history;
        List<byte[]> entries = SealedHistory.entries(history);
        Map<FactId, Recorded> byId = new HashMap<>();
        history.facts().forEach(fact -> byId.put(fact.id(), fact));
        Map<Long, List<StreamName>> streams =
                new Streams(ids -> ids.stream().map(byId::get).toList()).of(history.facts());
        var edge = new TileEdge();
        var hash = new TreeHash();
        for (Recorded fact : history.facts()) {
            byte[] entry = entries.get((int) fact.place() - 1);
            shown.add(new Shown(fact, entry));
            edge.append(hash.leaf(entry));
            Objects.requireNonNull(streams.get(fact.place()))
                    .forEach(one -> map.append(one.label(), fact.place(), hash.leaf(entry)));
        }
        map.seal();
        this.attested = attested(edge, log);
    }

    static SignedHistory of(History history) {
        return new SignedHistory(history, LOG);
    }

    static SignedHistory of(History history, SeedKey log) {
        return new SignedHistory(history, log);
    }

    private Attested attested(TileEdge edge, SeedKey log) {
        Map<TileId, byte[]> tiles = new HashMap<>();
        for (Tile tile : edge.changed()) {
            tiles.put(tile.id(), tile.hashes());
        }
        var checkpoint = new Checkpoint(log.verifier().name(), edge.head(), List.of(CompletenessMap.line(map.root())));
        SignedNote note = SignedNote.sign(checkpoint.text(), List.of(log))
                .with(List.of(Cosignature.by(WITNESS, checkpoint.text(), Instant.parse("2026-11-23T10:00:00Z"))));
        List<VerifierKey> keys = List.of(log.verifier(), WITNESS.verifier());
        return new Attested(note, keys, edge.head(), new TileTree(edge.size(), _ -> tiles), map.root());
    }

    History history() {
        return history;
    }

    /** The question with the ledger's size fixed, as the service fixes it. */
    Question fixed(Question question) {
        Coordinates asked = question.coordinates();
        long size = Math.min(asked.ledgerSize(), history.facts().size());
        return new Question(
                question.contactPoint(),
                question.purpose(),
                new Coordinates(asked.at(), asked.known(), size),
                question.policy() instanceof PolicyChoice.Draft draft
                        ? new PolicyChoice.Draft(draft.policy(), sha256(JSON.writeValueAsBytes(draft.policy())))
                        : question.policy());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bundle(Question question) {
        Answer answer = Permit.answer(history.facts(), fixed(question));
        return new Bundling(
                        JSON,
                        attested,
                        answer.question().coordinates().ledgerSize(),
                        ReadStreams.ofVerdict(answer.question(), shown),
                        map)
                .verdict(answer);
    }

    byte[] historyBundle(ContactPointId contactPoint, long ledgerSize) {
        ReadStreams streams = ReadStreams.ofHistory(contactPoint, ledgerSize, shown);
        return new Bundling(JSON, attested, ledgerSize, streams, map).history(contactPoint);
    }
}
