package org.consentledger.check;

import java.util.UUID;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.PersonId;

/** Whom or what a dossier is about. */
record DossierId(int kind, long most, long least) {
    static final int PERSON = 0;
    static final int UNKNOWN_PERSON = 1;
    /** A collection that assignments or removals name and nobody has told of yet. */
    static final int COLLECTION = 2;
    /** A contact point that was planted or removed and that nobody has collected yet. */
    static final int CONTACT_POINT = 3;

    static DossierId of(PersonId person) {
        return of(person.unknown() ? UNKNOWN_PERSON : PERSON, person.value());
    }

    static DossierId of(CollectionId collection) {
        return of(COLLECTION, collection.value());
    }

    static DossierId of(ContactPointId contactPoint) {
        return of(CONTACT_POINT, contactPoint.value());
    }

    private static DossierId of(int kind, UUID id) {
        return new DossierId(kind, id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    boolean ofPerson() {
        return kind <= UNKNOWN_PERSON;
    }

    PersonId person() {
        return new PersonId(new UUID(most, least), kind == UNKNOWN_PERSON);
    }

    long hash() {
        return hash(most, least);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash()) + kind;
    }

    /** All 64 bits depend on all of the id's, so that ids ordered by time spread evenly too. */
    static long hash(UUID id) {
        return hash(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    static long hash(long most, long least) {
        return mixed(mixed(most) + least);
    }

    // Source: the finalizer of SplittableRandom, Steele, Lea and Flood 2014.
    private static long mixed(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
