package org.consentledger.checkpoints;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.consentledger.seal.VerifierKey;
import org.consentledger.seal.WitnessPolicy;
import org.consentledger.store.LedgerUnavailable;
import org.jspecify.annotations.Nullable;

/** The checkpoints that were signed, for whoever asks. */
public final class Checkpoints {
    private final DataSource database;
    private final WitnessPolicy policy;

    /** @param policy how many witnesses a checkpoint needs before it is handed out */
    public Checkpoints(DataSource database, WitnessPolicy policy) {
        this.database = database;
        this.policy = policy;
    }

    /** The newest checkpoint that enough witnesses signed; empty before the first one. */
    public Optional<Published> newest() {
        return published(null);
    }

    /** The checkpoint of this size, where one was signed and enough witnesses signed it. */
    public Optional<Published> of(long size) {
        return published(size);
    }

    private Optional<Published> published(@Nullable Long size) {
        List<String> witnesses =
                policy.keys().stream().map(VerifierKey::toString).toList();
        return ask(connection -> LogTables.published(connection, size, witnesses, policy.needed()))
                .map(Published::of);
    }

    /** The size of the newest checkpoint that the log signed, with or without witnesses; empty before the first one. */
    public OptionalLong signedSize() {
        long size = ask(LogTables::signedSize);
        return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
    }

    /** The log's name; empty before the first checkpoint. */
    public Optional<String> origin() {
        return ask(LogTables::log).map(LogTables.Log::origin);
    }

    /** Every key that ever signed, in the order in which they came. */
    public List<VerifierKey> keys() {
        return ask(LogTables::keys);
    }

    /** The verifier keys of a checkpoint's signatures, in their order. */
    public List<VerifierKey> signers(Published checkpoint) {
        List<VerifierKey> known = new ArrayList<>(keys());
        known.addAll(policy.keys());
        return checkpoint.note().signatures().stream()
                .map(signature -> known.stream()
                        .filter(key -> key.isNamedBy(signature))
                        .findFirst()
                        .orElseThrow(() -> new LedgerUnavailable("a checkpoint has a signature of an unknown key")))
                .toList();
    }

    private interface Question<T> {
        T of(Connection connection) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try (Connection connection = database.getConnection()) {
            return question.of(connection);
        } catch (SQLException e) {
            throw new LedgerUnavailable("the checkpoints could not be read; ask again", e);
        }
    }
}
