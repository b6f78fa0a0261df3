package org.consentledger.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.consentledger.seal.Malformed.Flaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointTest {
    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private static final String TEXT = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";
    private static final SeedKey LOG = SeedKey.draw("example.com/log", SignatureType.ED25519);
    private static final SeedKey WITNESS = SeedKey.draw("witness.example/w", SignatureType.COSIGNATURE);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.9Z");

    /** The example of C2SP tlog-checkpoint. */
    @Test
    void a_checkpoint_is_written_as_it_is_read() {
        Checkpoint checkpoint = Checkpoint.parse(TEXT);
        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20852163);
        assertThat(checkpoint.extensions()).isEmpty();
        assertThat(checkpoint.text()).isEqualTo(TEXT);
    }

    @Test
    void further_lines_and_sizes_of_64_bits_are_kept() {
        String text = "log\n18446744073709551615\n" + ROOT + "\nmap abc\n\u00e8\n";
        assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
        assertThat(Checkpoint.parse(text).extensions()).containsExactly("map abc", "\u00e8");
        assertThat(Checkpoint.parse(text).size()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "log/1/R/|CHECKPOINT_LINES|an empty line",
                "/1/R|CHECKPOINT_LINES|no origin",
                "log/1|CHECKPOINT_LINES|two lines",
                "log/01/R|NUMBER|a zero in front",
                "log/+1/R|NUMBER|a sign",
                "log/-1/R|NUMBER|below zero",
                "log/18446744073709551616/R|NUMBER|65 bits",
                "log/1/AAAA|HASH|three bytes",
                "log/1/R=|BASE64|padding twice",
                "log/0/R|EMPTY_TREE|another root of nothing",
                "log/1/R/a\tb|CONTROL_CHARACTER|a tab"
            })
    void what_is_no_checkpoint_is_refused(String lines, Flaw flaw) {
        String text = lines.replace("R", ROOT).replace("/", "\n").replace(ROOT.replace("/", "\n"), ROOT) + "\n";
        refused(flaw, text);
    }

    @Test
    void a_checkpoint_ends_in_a_newline() {
        refused(Flaw.UNFINISHED_TEXT, TEXT.stripTrailing());
        refused(Flaw.BASE64, TEXT.replace("q2I=", "q2J="));
    }

    private static void refused(Flaw flaw, String text) {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> Checkpoint.parse(text))
                .extracting(Malformed::flaw)
                .isEqualTo(flaw);
    }

    @Test
    void a_cosignature_covers_time_and_text() {
        NoteSignature cosignature = Cosignature.by(WITNESS, TEXT, NOON);
        assertThat(Cosignature.at(cosignature)).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(WITNESS.verifier().verifies(TEXT, cosignature)).isTrue();
        assertThat(WITNESS.verifier().verifies(TEXT + "map abc\n", cosignature)).isFalse();
        byte[] later = cosignature.signature();
        later[7]++;
        var moved = new NoteSignature(cosignature.name(), cosignature.keyId(), later);
        assertThat(WITNESS.verifier().verifies(TEXT, moved)).isFalse();
        var cut = new NoteSignature(cosignature.name(), cosignature.keyId(), Arrays.copyOf(later, 71));
        assertThat(WITNESS.verifier().verifies(TEXT, cut)).isFalse();
    }

    @Test
    void a_note_of_log_and_witness_opens_for_both() {
        SignedNote note = SignedNote.sign(TEXT, List.of(LOG)).with(List.of(Cosignature.by(WITNESS, TEXT, NOON)));
        SignedNote read = SignedNote.parse(note.toString());
        assertThat(read).isEqualTo(note);
        assertThat(read.open(List.of(LOG.verifier(), WITNESS.verifier())))
                .isInstanceOfSatisfying(NoteOpening.Opened.class, opened -> {
                    assertThat(opened.isBy(LOG.verifier())).isTrue();
                    assertThat(opened.isBy(WITNESS.verifier())).isTrue();
                });
        assertThat(read.open(List.of(LOG.verifier())))
                .isInstanceOfSatisfying(
                        NoteOpening.Opened.class,
                        opened -> assertThat(opened.isBy(WITNESS.verifier())).isFalse());
    }

    @Test
    void a_key_signs_what_it_is_for() {
        assertThatIllegalArgumentException().isThrownBy(() -> NoteSignature.by(WITNESS, TEXT));
        assertThatIllegalArgumentException().isThrownBy(() -> Cosignature.by(LOG, TEXT, NOON));
    }
}
