package org.consentledger.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.consentledger.checkpoints.KeptFile;
import org.consentledger.seal.Checkpoint;
import org.consentledger.seal.SignedNote;
import org.consentledger.seal.SigningKey;
import org.consentledger.seal.VerifierKey;
import org.consentledger.seal.Witness;
import org.consentledger.seal.WitnessRequest;

/** One log that is witnessed, with the last checkpoint that was signed of it, in a file. Safe for any number of threads. */
final class WitnessedLog {
    private final Witness witness;
    private final KeptFile file;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * A log whose last checkpoint is kept in {@code folder}, in a file called by the hash of its name.
     *
     * @param log the log's keys, one or more of one name
     */
    WitnessedLog(SigningKey key, List<VerifierKey> log, Path folder, Clock clock) {
        String origin = log.getFirst().name();
        if (log.stream().anyMatch(one -> !one.name().equals(origin))) {
            throw new IllegalArgumentException("the keys of one log have one name");
        }
        this.witness = new Witness(key, origin, log);
        this.file = new KeptFile(folder.resolve(originHash()));
        this.clock = clock;
    }

    /** The log's name. */
    String origin() {
        return witness.origin();
    }

    /** The SHA-256 of the name, in hexadecimal digits. */
    String originHash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(origin().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The last checkpoint that was signed, with the signatures of log and witness. */
    Optional<SignedNote> last() {
        return file.read().map(SignedNote::parse);
    }

    /** Decides, and keeps what is signed before it says so. */
    Witness.Answer add(WitnessRequest request) {
        lock.lock();
        try {
            Optional<Checkpoint> last = last().map(note -> Checkpoint.parse(note.text()));
            Witness.Answer answer = witness.decide(request, last, clock.instant());
            if (answer instanceof Witness.Cosigned signed) {
                file.write(signed.kept().toString());
            }
            return answer;
        } finally {
            lock.unlock();
        }
    }
}
