package org.consentledger.seal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes that were bent by chance, handed to everything that reads notes, keys, checkpoints, proofs, requests, tiles and bundles:
 * each is refused as {@link Malformed}, or is written again exactly as it was. Nothing else may come of it.
 */
class ParserFuzzTest {
    private static final int BENT_PER_SEED = 400;
    private static final SeedKey LOG = SeedKey.draw("example.com/log", SignatureType.ED25519);
    private static final SeedKey WITNESS = SeedKey.draw("witness.example", SignatureType.COSIGNATURE);
    private static final String TEXT = new Checkpoint(
                    "example.com/log", Frontier.EMPTY.append(new byte[32]).head(), List.of("map \u00e8"))
            .text();
    private static final SignedNote NOTE = SignedNote.sign(TEXT, List.of(LOG))
            .with(List.of(Cosignature.by(WITNESS, TEXT, Instant.parse("2026-11-22T12:00:00Z"))));
    private static final List<byte[]> PATH = List.of(new byte[32], new TreeHash().leaf(new byte[1]));
    private static final List<String> TOKENS = List.of(
            "\n",
            "\n\n",
            "\u2014 ",
            " ",
            "+",
            "=",
            "==",
            "0",
            "18446744073709551616",
            "-1",
            "old ",
            "index ",
            "extra AA==\n",
            ".p/",
            "x000/",
            "\u0000",
            "\r\n",
            "\u00a0",
            "\ud800",
            "A".repeat(200),
            "\n".repeat(200));

    /** A reader, something it reads, and how that is written again. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Parser(String name, byte[] good, Function<byte[], byte[]> readAndWritten) {}

    private static final List<Parser> PARSERS = List.of(
            text(
                    "note",
                    NOTE.toString(),
                    text -> SignedNote.parse(text.getBytes(UTF_8)).toString()),
            new Parser(
                    "note in bytes",
                    NOTE.toString().getBytes(UTF_8),
                    bytes -> SignedNote.parse(bytes).toString().getBytes(UTF_8)),
            text(
                    "signature line",
                    NOTE.signatures().getLast().line(),
                    line -> NoteSignature.parse(line).line()),
            text("checkpoint", TEXT, text -> Checkpoint.parse(text).text()),
            text(
                    "verifier key",
                    LOG.verifier().toString(),
                    text -> VerifierKey.parse(text).toString()),
            text("signing key", LOG.secret(), text -> SeedKey.parse(text).secret()),
            text("proof", new TlogProof(0, PATH, NOTE).toString(), ParserFuzzTest::proof),
            new Parser(
                    "request",
                    new WitnessRequest(1, PATH, NOTE).toString().getBytes(UTF_8),
                    bytes -> WitnessRequest.parse(bytes).toString().getBytes(UTF_8)),
            text("tile", "x001/x234/067.p/8", path -> TileRange.parse(path).path()),
            new Parser(
                    "bundle",
                    EntryBundle.of(List.of(new byte[3], new byte[0], new byte[300])),
                    bytes -> EntryBundle.of(EntryBundle.parse(bytes))));

    private static Parser text(String name, String good, Function<String, String> readAndWritten) {
        return new Parser(name, good.getBytes(UTF_8), bytes -> {
            String text = new String(bytes, UTF_8);
            assertThat(readAndWritten.apply(text)).isEqualTo(text);
            return bytes;
        });
    }

    /** Extra data say nothing, and are not kept. */
    private static String proof(String text) {
        String written = TlogProof.parse(text).toString();
        return text.contains("\nextra ") ? text : written;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_is_bent_is_refused_or_written_again_as_it_was(int seed) {
        var random = new Random(seed);
        for (Parser parser : PARSERS) {
            assertThat(parser.readAndWritten().apply(parser.good()))
                    .as(parser.name())
                    .isEqualTo(parser.good());
            for (int i = 0; i < BENT_PER_SEED; i++) {
                byte[] bent = bent(random, parser.good());
                try {
                    assertThat(parser.readAndWritten().apply(bent))
                            .as(parser.name())
                            .isEqualTo(bent);
                } catch (Malformed refused) {
                    assertThat(refused.getMessage()).isNotBlank();
                } catch (RuntimeException e) {
                    throw new AssertionError(parser.name() + " threw on " + new String(bent, ISO_8859_1), e);
                }
            }
        }
    }

    /** One to six changes: a bit, a byte, a span gone, doubled, moved or overwritten by something that means something. */
    private static byte[] bent(Random random, byte[] good) {
        byte[] bytes = good.clone();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + random.nextInt(1 + random.nextInt(60)));
            byte[] span = Arrays.copyOfRange(bytes, from, to);
            switch (random.nextInt(7)) {
                case 0 -> bytes[from] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[from] = (byte) random.nextInt(256);
                case 2 -> bytes = replaced(bytes, from, to, new byte[0]);
                case 3 -> bytes = replaced(bytes, from, from, span);
                case 4 -> bytes = replaced(bytes, random.nextInt(bytes.length), bytes.length, span);
                case 5 -> bytes = replaced(bytes, from, from, token(random));
                default -> bytes = replaced(bytes, from, to, token(random));
            }
        }
        return bytes;
    }

    private static byte[] token(Random random) {
        return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8);
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        List<byte[]> parts = new ArrayList<>(List.of(Arrays.copyOf(bytes, from), by));
        parts.add(Arrays.copyOfRange(bytes, to, bytes.length));
        return Bytes.join(parts.toArray(byte[][]::new));
    }

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }
}
