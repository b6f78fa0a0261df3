package org.consentledger.identity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.consentledger.law.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * The directory of persons, in PostgreSQL: who is behind a platform's id, a value whose holder nobody knows, or a
 * surrogate. Safe for any number of threads, and of nodes on one database.
 */
public final class Persons {
    /**
     * The statement that finds the erased among persons: its parameter is an array of surrogates, and {@link #erased(ResultSet)}
     * reads its rows. A known and an unknown person may share a surrogate; whoever asks has to tell them apart.
     */
    public static final String ERASED =
            "select surrogate, unknown from identity.person where surrogate = any (?) and wrapped_key is null";

    private static final int MAX_ATTEMPTS = 10;

    private final DataSource database;
    private final PersonSecrets secrets;
    private final PersonCache cache = new PersonCache();

    /**
     * The directory in {@code database}, whose schema is there already.
     *
     * @throws InstallationUnusable where the directory was begun with other secrets
     * @throws DirectoryFailed where the database does not answer
     */
    public Persons(DataSource database, Installation installation) {
        this.database = database;
        this.secrets = new PersonSecrets(installation);
        if (!inDatabase(connection -> Fingerprint.confirmed(connection, installation))) {
            throw new InstallationUnusable("The installation's secrets are not those that the directory of persons "
                    + "was begun with; restore them from their backup.");
        }
    }

    /**
     * Whether the directory in {@code database} was begun, so that the secrets it was begun with must be there.
     *
     * @throws DirectoryFailed where the database does not answer
     */
    public static boolean begun(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return Fingerprint.begun(connection);
        } catch (SQLException e) {
            throw new DirectoryFailed(e);
        }
    }

    /**
     * The persons behind {@code references}, drawn where they are not there yet, and put there with the first fact about them:
     * see {@link Newcomers}. A surrogate is never drawn: one that is not there is absent.
     *
     * @throws DirectoryFailed where the database does not answer
     */
    public Map<PersonReference, Person> findOrDraw(Collection<? extends PersonReference> references) {
        return look(references, true);
    }

    /** The persons behind {@code references}; those that are not there are absent. */
    public Map<PersonReference, Person> find(Collection<? extends PersonReference> references) {
        return look(references, false);
    }

    /** The platform's ids of those of {@code persons} that are account holders and not erased. */
    public Map<PersonId, String> platformIds(Collection<PersonId> persons) {
        Map<PersonId, String> platformIds = new HashMap<>();
        for (PersonRow row : inDatabase(connection -> PersonTable.bySurrogate(connection, new HashSet<>(persons)))) {
            DataKey key = person(row).key();
            if (key != null && row.reference != null) {
                platformIds.put(row.id, PersonSecrets.platformId(row.id, row.reference, key));
            }
        }
        platformIds.keySet().retainAll(persons);
        return platformIds;
    }

    /** The person in a row that {@link #ERASED} found. */
    public static PersonId erased(ResultSet row) throws SQLException {
        return new PersonId(row.getObject(1, UUID.class), row.getBoolean(2));
    }

    /** Drops a person's key from memory for good, once the person's erasure is learned of. */
    public void forget(PersonId person) {
        cache.forget(person);
    }

    /**
     * Destroys a person's key in the caller's transaction; {@code place} is the erasure's in the ledger. What lets an
     * account holder be recognised as erased stays; of an unknown person's value nothing does.
     *
     * @return whether the person was there and not erased before
     */
    public static boolean erase(Connection transaction, PersonId person, long place) throws SQLException {
        return PersonTable.erase(transaction, person, place);
    }

    private Map<PersonReference, Person> look(Collection<? extends PersonReference> references, boolean drawing) {
        Map<Lookup, PersonReference> byLookup = new HashMap<>();
        Map<PersonReference, Lookup> lookups = new HashMap<>();
        Set<PersonId> surrogates = new HashSet<>();
        for (PersonReference reference : references) {
            switch (reference) {
                case PersonReference.OfSurrogate surrogate -> surrogates.add(surrogate.id());
                case PersonReference.OfPlatform platform -> lookups.computeIfAbsent(platform, secrets::lookup);
                case PersonReference.OfUnknown unknown -> lookups.computeIfAbsent(unknown, secrets::lookup);
            }
        }
        lookups.forEach((reference, lookup) -> byLookup.put(lookup, reference));
        Map<PersonId, Person> foundBySurrogate = bySurrogate(surrogates);
        Map<Lookup, Person> foundByLookup = byLookup(byLookup, drawing);

        Map<PersonReference, Person> found = new HashMap<>();
        for (PersonReference reference : references) {
            Person person = reference instanceof PersonReference.OfSurrogate(PersonId id)
                    ? foundBySurrogate.get(id)
                    : foundByLookup.get(lookups.get(reference));
            if (person != null) {
                found.put(reference, person);
            }
        }
        return found;
    }

    private Map<PersonId, Person> bySurrogate(Set<PersonId> surrogates) {
        Map<PersonId, Person> found = new HashMap<>();
        Set<PersonId> unread = new HashSet<>();
        for (PersonId id : surrogates) {
            Person person = cache.find(id);
            if (person == null) {
                unread.add(id);
            } else {
                found.put(id, person);
            }
        }
        if (!unread.isEmpty()) {
            for (PersonRow row : inDatabase(connection -> PersonTable.bySurrogate(connection, unread))) {
                found.put(row.id, person(row));
            }
        }
        return found;
    }

    private Map<Lookup, Person> byLookup(Map<Lookup, PersonReference> references, boolean drawing) {
        Map<Lookup, Person> found = new HashMap<>();
        Map<Lookup, PersonReference> missing = new HashMap<>(references);
        // More than once only for a newcomer who comes into the directory between looking there and drawing.
        for (int attempt = 0; attempt < MAX_ATTEMPTS && !missing.isEmpty(); attempt++) {
            for (Lookup lookup : missing.keySet()) {
                put(found, lookup, cache.find(lookup));
            }
            missing.keySet().removeAll(found.keySet());
            if (!missing.isEmpty()) {
                found.putAll(inDatabase(connection -> read(connection, missing.keySet())));
                missing.keySet().removeAll(found.keySet());
            }
            if (!drawing) {
                return found;
            }
            missing.forEach((lookup, reference) -> put(found, lookup, drawn(lookup, reference)));
            missing.keySet().removeAll(found.keySet());
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("Persons are neither found nor drawn.");
        }
        return found;
    }

    private static void put(Map<Lookup, Person> found, Lookup lookup, @Nullable Person person) {
        if (person != null) {
            found.put(lookup, person);
        }
    }

    private Map<Lookup, Person> read(Connection connection, Set<Lookup> lookups) throws SQLException {
        Map<Lookup, Person> found = new HashMap<>();
        for (PersonRow row : PersonTable.byLookup(connection, lookups)) {
            Lookup lookup = row.lookup;
            if (lookup != null) {
                cache.remember(lookup, row.id);
                found.put(lookup, person(row));
            }
        }
        return found;
    }

    /** Somebody who is not in the directory; null for one who came there since it was read. */
    private @Nullable Person drawn(Lookup lookup, PersonReference reference) {
        Newcomer newcomer = cache.newcomer(lookup, _ -> secrets.draw(lookup, reference));
        return newcomer.hasArrived() ? null : newcomer.person();
    }

    private Person person(PersonRow row) {
        if (row.wrappedKey == null) {
            return Person.known(row.id, null);
        }
        Person known = cache.find(row.id);
        if (known != null) {
            return known;
        }
        DataKey key = secrets.key(row.id, row.epoch, row.wrappedKey);
        cache.remember(row.id, key);
        return Person.known(row.id, key);
    }

    private <T> T inDatabase(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            return work.on(connection);
        } catch (SQLException e) {
            throw new DirectoryFailed(e);
        }
    }

    /** What one connection is borrowed for. */
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
