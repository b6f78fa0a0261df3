package org.consentledger.check;

/** A dossier as bytes: what {@link DossierWriter} writes and {@link DossierReader} reads. */
final class DossierForm {
    /*
     * 1 byte   kind of the id, and what else there is
     * 16 bytes id
     * suppressions, if any: how many, then of each the collected fact and the suppression's number
     * facts and retractions in order of place, each: 1 byte with a code and three flags; how far its place is behind the last one's, unless
     *          it is the next; knownAt against the last one's, unless it is the same; occurredAt against knownAt, unless it is the
     *          same; and what the code says follows
     *
     * Numbers take seven bits a byte. An id is written where it is first mentioned and is a number from then on.
     */
    static final int KIND = 3;
    static final int TAGLESS = 4;
    static final int SUPPRESSED = 8;

    static final int CODE = 0x1F;
    static final int NEXT_PLACE = 0x20;
    static final int SAME_KNOWN = 0x40;
    static final int OCCURRED_KNOWN = 0x80;

    /** 2025 in microseconds: moments of some eight years to either side take seven bytes. */
    static final long FIRST_KNOWN = 1_735_689_600_000_000L;

    // Codes: what is common has one of its own, so that nothing else has to be said.
    static final int COLLECTED = 0;
    static final int ASSIGNED_LAST = 1; // and the five bases that follow
    static final int REVOKED_LAST = 7;
    static final int WORD_ON_ALL = 8; // and the six statuses that follow
    static final int WORD = 15;
    static final int ASSIGNED = 16;
    static final int REVOKED = 17;
    static final int POINT_REMOVED = 18;
    static final int COLLECTION_REMOVED = 19;
    static final int SENTINEL = 20;
    static final int ERASED = 21;
    static final int RETRACTION = 22;

    static final int STATUS = 7;
    static final int SCOPED = 8;
    static final int EXPIRES = 16;
    static final int TAGGED = 32;

    private DossierForm() {}

    /** Kind of the id at the front of a record. */
    static int kind(int firstByte) {
        return firstByte & KIND;
    }
}
