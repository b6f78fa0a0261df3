package org.consentledger.access;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.consentledger.identity.Installation;
import org.jspecify.annotations.Nullable;

/**
 * Keys that programs ask with. The database holds keyed hashes of them, under a secret of the installation, so that neither a
 * copy of it nor a list of guesses opens anything; a key is told once, when it is drawn.
 */
public final class ApiKeys {
    /*
     * A key is found by its hash in a table in memory: nothing is compared that a sender could feel his way along. The table is read
     * again after FRESH, so that a key that was ended is refused by every node within it, and after MISSED for a key that is not in it,
     * so that strangers cannot make the database work. Where it cannot be read again nobody is let in.
     */
    /** What every key begins with, so that one that leaked is found by a search. */
    static final String PREFIX = "clk_";

    private static final int KEY_BYTES = 32;
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration MISSED = Duration.ofSeconds(1);

    private final DataSource database;
    private final Installation installation;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Known known;

    private record Known(Map<String, KeyTerms> keys, long readNanos) {
        boolean olderThan(Duration age) {
            return System.nanoTime() - readNanos > age.toNanos();
        }
    }

    /** Those in {@code database}. */
    public ApiKeys(DataSource database, Installation installation, Clock clock) {
        this.database = database;
        this.installation = installation;
        this.clock = clock;
    }

    /** Draws a key; what is returned is told nowhere else, and never again. */
    public String draw(KeyTerms terms) throws SQLException {
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        String key = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        KeyTable.insert(database, installation.accessKeyHash(key), terms, clock.instant());
        forget();
        return key;
    }

    /** Ends a key: this node takes it no more from now on, the others within five seconds. */
    public void end(String key) throws SQLException {
        KeyTable.end(database, installation.accessKeyHash(key), clock.instant());
        forget();
    }

    /** Whether any key was ever drawn. */
    boolean begun() throws SQLException {
        return KeyTable.begun(database);
    }

    /**
     * Who asks with {@code key}; null where it is none, has expired or was ended.
     *
     * @throws AccessUnavailable where that cannot be told
     */
    @Nullable
    Caller find(String key) {
        String hash = HexFormat.of().formatHex(installation.accessKeyHash(key));
        KeyTerms terms = known(FRESH).keys().get(hash);
        if (terms == null) {
            terms = known(MISSED).keys().get(hash);
        }
        Instant now = clock.instant();
        return terms != null && now.isBefore(terms.expiresAt()) ? terms.caller() : null;
    }

    private void forget() {
        known = null;
    }

    private Known known(Duration age) {
        Known read = known;
        if (read != null && !read.olderThan(age)) {
            return read;
        }
        reading.lock();
        try {
            Known meanwhile = known;
            if (meanwhile != null && !meanwhile.olderThan(age)) {
                return meanwhile;
            }
            long since = System.nanoTime();
            Known anew = new Known(KeyTable.all(database), since);
            known = anew;
            return anew;
        } catch (SQLException e) {
            throw new AccessUnavailable(e);
        } finally {
            reading.unlock();
        }
    }
}
