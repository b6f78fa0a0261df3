package org.consentledger.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.consentledger.seal.TlogProof.Result;
import org.junit.jupiter.api.Test;

/** What is handed over in files and requests: proofs, requests to witnesses, bundles of entries. */
class ProofFilesTest {
    private static final String ORIGIN = "example.com/log";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final SeedKey LOG = SeedKey.draw(ORIGIN, SignatureType.ED25519);
    private static final SeedKey OTHER = SeedKey.draw(ORIGIN, SignatureType.ED25519);
    private static final SeedKey FIRST = SeedKey.draw("first.example", SignatureType.COSIGNATURE);
    private static final SeedKey SECOND = SeedKey.draw("second.example", SignatureType.COSIGNATURE);
    private static final WitnessPolicy BOTH = new WitnessPolicy(List.of(FIRST.verifier(), SECOND.verifier()), 2);

    private final NaiveTree tree = new NaiveTree(IntStream.range(0, 100)
            .mapToObj(i -> new TreeHash().leaf(new byte[] {(byte) i}))
            .toList());
    private final String text = new Checkpoint(ORIGIN, tree.head(100), List.of("map abc")).text();
    private final TlogProof proof = new TlogProof(42, tree.inclusion(42, 0, 100), note(LOG));

    @Test
    void a_proof_is_written_as_it_is_read_and_holds() {
        assertThat(proof.toString()).startsWith("c2sp.org/tlog-proof@v1\nindex 42\n");
        TlogProof read = TlogProof.parse(proof.toString());
        assertThat(read).hasToString(proof.toString());
        assertThat(check(read, BOTH)).isEqualTo(Result.HOLDS);
    }

    @Test
    void extra_data_say_nothing() {
        String extra = proof.toString().replace("index", "extra AAAA\nindex");
        assertThat(check(TlogProof.parse(extra), BOTH)).isEqualTo(Result.HOLDS);
    }

    @Test
    void each_way_not_to_hold_has_its_reason() {
        byte[] leaf = tree.leaf(42);
        assertThat(check(new TlogProof(43, proof.path(), proof.checkpoint()), BOTH))
                .isEqualTo(Result.NOT_INCLUDED);
        assertThat(proof.check(tree.leaf(41), ORIGIN, List.of(LOG.verifier()), BOTH))
                .isEqualTo(Result.NOT_INCLUDED);
        assertThat(proof.check(leaf, "example.com/other", List.of(LOG.verifier()), BOTH))
                .isEqualTo(Result.OTHER_LOG);
        assertThat(proof.check(leaf, ORIGIN, List.of(OTHER.verifier()), BOTH)).isEqualTo(Result.NOT_SIGNED);
        assertThat(proof.check(leaf, ORIGIN, List.of(), WitnessPolicy.NONE)).isEqualTo(Result.NOT_SIGNED);
        var third = SeedKey.draw("third.example", SignatureType.COSIGNATURE);
        var three = new WitnessPolicy(List.of(FIRST.verifier(), SECOND.verifier(), third.verifier()), 3);
        assertThat(check(proof, three)).isEqualTo(Result.TOO_FEW_WITNESSES);
        var forged = new NoteSignature(ORIGIN, LOG.verifier().id(), OTHER.sign(text.getBytes(UTF_8)));
        var wrong = new TlogProof(42, proof.path(), new SignedNote(text, List.of(forged)));
        assertThat(check(wrong, WitnessPolicy.NONE)).isEqualTo(Result.WRONG_SIGNATURE);
    }

    /** No byte of a proof can be changed unseen, but for those of names that nobody knows. */
    @Test
    void a_proof_with_any_one_byte_changed_is_refused_or_does_not_hold() {
        byte[] bytes = proof.toString().getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            byte[] bent = bytes.clone();
            bent[i] ^= 1;
            assertThat(holds(bent)).as("byte %d", i).isFalse();
        }
        for (int length = 0; length < bytes.length; length++) {
            assertThat(holds(Arrays.copyOf(bytes, length)))
                    .as("length %d", length)
                    .isFalse();
        }
    }

    private boolean holds(byte[] bytes) {
        try {
            return check(TlogProof.parse(Written.utf8(bytes)), BOTH) == Result.HOLDS;
        } catch (Malformed _) {
            return false;
        }
    }

    @Test
    void a_path_longer_than_any_tree_has_is_refused() {
        var path = new ArrayList<>(Collections.nCopies(65, new byte[32]));
        String text = new TlogProof(1, path, proof.checkpoint()).toString();
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> TlogProof.parse(text));
    }

    @Test
    void a_request_to_a_witness_is_written_as_it_is_read() {
        var request = new WitnessRequest(42, tree.consistency(42, 100), note(LOG));
        assertThat(request.toString()).startsWith("old 42\n");
        WitnessRequest read = WitnessRequest.parse(request.toString().getBytes(UTF_8));
        assertThat(read).hasToString(request.toString());
        var first = new WitnessRequest(0, List.of(), note(LOG));
        assertThat(WitnessRequest.parse(first.toString().getBytes(UTF_8))).hasToString(first.toString());
        for (String bent : List.of("old 042\n\n", "old 1\nold 2\n\n", "\n", "old 1\nAAAA\n\n", "new 1\n\n", "old 1")) {
            assertThatExceptionOfType(Malformed.class)
                    .isThrownBy(() -> WitnessRequest.parse((bent + note(LOG)).getBytes(UTF_8)));
        }
    }

    @Test
    void a_policy_asks_for_no_more_witnesses_than_there_are_and_each_counts_once() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WitnessPolicy(List.of(FIRST.verifier()), 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new WitnessPolicy(List.of(LOG.verifier()), 1));
        var again = new VerifierKey(
                "again.example", SignatureType.COSIGNATURE, FIRST.verifier().publicKey());
        assertThatIllegalArgumentException().isThrownBy(() -> new WitnessPolicy(List.of(FIRST.verifier(), again), 1));
    }

    @Test
    void a_bundle_is_written_as_it_is_read_and_refused_when_cut() {
        List<byte[]> entries = List.of(new byte[0], new byte[] {1, 2, 3}, new byte[65_535]);
        byte[] bundle = EntryBundle.of(entries);
        assertThat(bundle).hasSize(6 + 3 + 65_535).startsWith(0, 0, 0, 3, 1, 2, 3, 255, 255);
        assertThat(EntryBundle.parse(bundle)).containsExactlyElementsOf(entries);
        for (int length : List.of(0, 1, 3, 6, bundle.length - 1)) {
            assertThatExceptionOfType(Malformed.class)
                    .isThrownBy(() -> EntryBundle.parse(Arrays.copyOf(bundle, length)));
        }
        byte[] many = EntryBundle.of(Collections.nCopies(257, new byte[1]));
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> EntryBundle.parse(many));
        assertThatIllegalArgumentException().isThrownBy(() -> EntryBundle.of(List.of(new byte[65_536])));
    }

    private SignedNote note(SeedKey log) {
        return SignedNote.sign(text, List.of(log))
                .with(List.of(Cosignature.by(FIRST, text, NOON), Cosignature.by(SECOND, text, NOON)));
    }

    private Result check(TlogProof asked, WitnessPolicy witnesses) {
        return asked.check(tree.leaf(42), ORIGIN, List.of(LOG.verifier()), witnesses);
    }
}
