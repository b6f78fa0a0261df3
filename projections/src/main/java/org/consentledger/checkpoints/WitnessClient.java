package org.consentledger.checkpoints;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.consentledger.seal.Malformed;
import org.consentledger.seal.NoteOpening;
import org.consentledger.seal.NoteSignature;
import org.consentledger.seal.SignedNote;
import org.consentledger.seal.WitnessRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one witness for its signature.
 *
 * <p>Source: C2SP tlog-witness, "add-checkpoint". For one thread at a time.
 */
final class WitnessClient {
    private static final Logger LOG = LoggerFactory.getLogger(WitnessClient.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_ANSWER_BYTES = 100_000;
    private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,17})\n");
    private static final int CONFLICT = 409;

    private final WitnessAddress witness;
    private final HttpClient http;
    /** What it said of its last signature. */
    private long last;

    WitnessClient(WitnessAddress witness, HttpClient http) {
        this.witness = witness;
        this.http = http;
    }

    WitnessAddress witness() {
        return witness;
    }

    /**
     * The signature of the witness under the log's note; empty where it does not give one now.
     *
     * @param proof of the checkpoint's tree from an older size
     */
    Optional<NoteSignature> ask(Signed signed, LongFunction<List<byte[]>> proof) {
        try {
            HttpResponse<String> answer = post(signed, proof);
            if (answer.statusCode() == CONFLICT && heard(answer.body()) && last <= signed.size()) {
                answer = post(signed, proof);
            }
            if (answer.statusCode() != 200) {
                LOG.atWarn()
                        .addKeyValue("witness", witness.key().name())
                        .addKeyValue("status", answer.statusCode())
                        .log("a witness did not sign");
                return Optional.empty();
            }
            Optional<NoteSignature> signature = verified(signed, answer.body());
            if (signature.isPresent()) {
                last = signed.size();
            }
            return signature;
        } catch (IOException _) {
            LOG.atWarn().addKeyValue("witness", witness.key().name()).log("a witness was not reached");
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private HttpResponse<String> post(Signed signed, LongFunction<List<byte[]>> proof)
            throws IOException, InterruptedException {
        long old = Math.min(last, signed.size());
        var body = new WitnessRequest(old, proof.apply(old), signed.note());
        HttpRequest request = HttpRequest.newBuilder(URI.create(witness.prefix() + "/add-checkpoint"))
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        return http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_ANSWER_BYTES));
    }

    private boolean heard(String size) {
        if (!SIZE.matcher(size).matches()) {
            return false;
        }
        last = Long.parseLong(size.strip());
        return true;
    }

    private Optional<NoteSignature> verified(Signed signed, String lines) {
        try {
            SignedNote answered = SignedNote.parse(signed.note().text() + "\n" + lines);
            return answered.open(List.of(witness.key())) instanceof NoteOpening.Opened opened
                    ? Optional.of(opened.verified().getFirst())
                    : Optional.empty();
        } catch (Malformed _) {
            LOG.atWarn().addKeyValue("witness", witness.key().name()).log("what a witness answered cannot be read");
            return Optional.empty();
        }
    }
}
