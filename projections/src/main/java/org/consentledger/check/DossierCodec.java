package org.consentledger.check;

import java.util.Arrays;

/** A dossier as bytes. */
final class DossierCodec {
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
    private static final int KIND = 3;
    private static final int TAGLESS = 4;
    private static final int SUPPRESSED = 8;

    private static final int CODE = 0x1F;
    private static final int NEXT_PLACE = 0x20;
    private static final int SAME_KNOWN = 0x40;
    private static final int OCCURRED_KNOWN = 0x80;

    /** 2025 in microseconds: moments of some eight years to either side take seven bytes. */
    private static final long FIRST_KNOWN = 1_735_689_600_000_000L;

    // Codes: what is common has one of its own, so that nothing else has to be said.
    private static final int COLLECTED = 0;
    private static final int ASSIGNED_LAST = 1; // and the five bases that follow
    private static final int REVOKED_LAST = 7;
    private static final int WORD_ON_ALL = 8; // and the six statuses that follow
    private static final int WORD = 15;
    private static final int ASSIGNED = 16;
    private static final int REVOKED = 17;
    private static final int POINT_REMOVED = 18;
    private static final int COLLECTION_REMOVED = 19;
    private static final int SENTINEL = 20;
    private static final int ERASED = 21;
    private static final int RETRACTION = 22;

    private static final int STATUS = 7;
    private static final int SCOPED = 8;
    private static final int EXPIRES = 16;
    private static final int TAGGED = 32;

    static {
        if (Words.BASES.size() > REVOKED_LAST - ASSIGNED_LAST || Words.STATUSES.size() > WORD - WORD_ON_ALL) {
            throw new IllegalStateException("the codes of a dossier have no room for a new basis or status");
        }
    }

    private final ByteOutput out = new ByteOutput();
    private int[] pointNumbers = new int[4];
    private int[] collectionNumbers = new int[4];
    private int[] tagNumbers = new int[4];
    private int points;
    private int collections;
    private int tags;
    private int lastCollection;

    /** Kind of the id at the front of a record. */
    static int kind(int firstByte) {
        return firstByte & KIND;
    }

    // ---- writing

    /** The dossier's bytes; without its tags where no word needs them and {@code dropTags} says so. */
    byte[] write(Dossier dossier, boolean dropTags) {
        boolean tagless = dossier.tagless || (dropTags && !dossier.needsTags());
        out.clear();
        out.int1(dossier.idKind | (tagless ? TAGLESS : 0) | (dossier.suppressions > 0 ? SUPPRESSED : 0));
        out.int8(dossier.idMost);
        out.int8(dossier.idLeast);
        writeSuppressions(dossier);
        forgetNumbers(dossier);
        long lastPlace = 0;
        long lastKnown = FIRST_KNOWN;
        int retraction = 0;
        for (int i = 0; i < dossier.facts; i++) {
            while (retraction < dossier.retractions && dossier.retractionPlace[retraction] < dossier.place[i]) {
                writeRetraction(dossier, retraction, lastPlace, lastKnown);
                lastPlace = dossier.retractionPlace[retraction];
                lastKnown = dossier.retractionKnown[retraction++];
            }
            writeHead(code(dossier, i), dossier.place[i], lastPlace, dossier.known[i], lastKnown, dossier.occurred[i]);
            writeRest(dossier, i, tagless);
            lastPlace = dossier.place[i];
            lastKnown = dossier.known[i];
        }
        for (; retraction < dossier.retractions; retraction++) {
            writeRetraction(dossier, retraction, lastPlace, lastKnown);
            lastPlace = dossier.retractionPlace[retraction];
            lastKnown = dossier.retractionKnown[retraction];
        }
        return out.toBytes();
    }

    private void writeSuppressions(Dossier dossier) {
        if (dossier.suppressions > 0) {
            out.varint(dossier.suppressions);
            for (int i = 0; i < dossier.suppressions; i++) {
                out.varint(dossier.suppressedCollected[i]);
                out.varint(dossier.suppression[i]);
            }
        }
    }

    private void forgetNumbers(Dossier dossier) {
        pointNumbers = unnumbered(pointNumbers, dossier.points.size());
        collectionNumbers = unnumbered(collectionNumbers, dossier.collections.size());
        tagNumbers = unnumbered(tagNumbers, dossier.tagIds.size());
        points = 0;
        collections = 0;
        tags = 0;
        lastCollection = Dossier.NONE;
    }

    private static int[] unnumbered(int[] numbers, int size) {
        int[] enough = numbers.length >= size ? numbers : new int[2 * size];
        Arrays.fill(enough, 0, size, Dossier.NONE);
        return enough;
    }

    private void writeRetraction(Dossier dossier, int i, long lastPlace, long lastKnown) {
        long known = dossier.retractionKnown[i];
        writeHead(RETRACTION, dossier.retractionPlace[i], lastPlace, known, lastKnown, known);
        out.varint(dossier.retractionPlace[i] - dossier.retracted[i]);
    }

    private void writeHead(int code, long place, long lastPlace, long known, long lastKnown, long occurred) {
        boolean nextPlace = place == lastPlace + 1;
        out.int1(code
                | (nextPlace ? NEXT_PLACE : 0)
                | (known == lastKnown ? SAME_KNOWN : 0)
                | (occurred == known ? OCCURRED_KNOWN : 0));
        if (!nextPlace) {
            out.varint(place - lastPlace);
        }
        if (known != lastKnown) {
            out.signed(known - lastKnown);
        }
        if (occurred != known) {
            out.signed(occurred - known);
        }
    }

    private int code(Dossier dossier, int i) {
        boolean ofLast = dossier.collection[i] == lastCollection;
        return switch (dossier.kind[i]) {
            case Dossier.COLLECTED -> COLLECTED;
            case Dossier.ASSIGNED -> ofLast ? ASSIGNED_LAST + dossier.says[i] : ASSIGNED;
            case Dossier.REVOKED -> ofLast ? REVOKED_LAST : REVOKED;
            case Dossier.WORD ->
                dossier.point[i] == Dossier.NONE && dossier.expires[i] == Dossier.NEVER
                        ? WORD_ON_ALL + dossier.says[i]
                        : WORD;
            case Dossier.REMOVED -> dossier.collection[i] == Dossier.NONE ? POINT_REMOVED : COLLECTION_REMOVED;
            case Dossier.SENTINEL -> SENTINEL;
            case Dossier.ERASED -> ERASED;
            default -> throw new IllegalStateException("a dossier holds a fact of no kind");
        };
    }

    private void writeRest(Dossier dossier, int i, boolean tagless) {
        switch (dossier.kind[i]) {
            case Dossier.COLLECTED -> writeCollected(dossier, i, tagless);
            case Dossier.ASSIGNED -> {
                if (dossier.collection[i] != lastCollection) {
                    out.int1(dossier.says[i]);
                    writeCollection(dossier, i);
                }
                out.varint(dossier.what[i]);
            }
            case Dossier.REVOKED -> {
                if (dossier.collection[i] != lastCollection) {
                    writeCollection(dossier, i);
                }
                out.varint(dossier.what[i]);
            }
            case Dossier.WORD -> writeWord(dossier, i, tagless);
            case Dossier.REMOVED -> {
                if (dossier.collection[i] == Dossier.NONE) {
                    writePoint(dossier, i);
                } else {
                    writeCollection(dossier, i);
                }
            }
            case Dossier.SENTINEL -> writePoint(dossier, i);
            default -> {
                // An erasure says nothing more.
            }
        }
    }

    /** The two lowest bits: whether the contact point and the collection are mentioned for the first time. */
    private void writeCollected(Dossier dossier, int i, boolean tagless) {
        int point = pointNumbers[dossier.point[i]];
        int collection = collectionNumbers[dossier.collection[i]];
        out.int1((point == Dossier.NONE ? 1 : 0) | (collection == Dossier.NONE ? 2 : 0));
        if (point == Dossier.NONE) {
            pointNumbers[dossier.point[i]] = points++;
            writeId(dossier.points, dossier.point[i]);
        } else {
            out.varint(point);
        }
        if (collection == Dossier.NONE) {
            collectionNumbers[dossier.collection[i]] = collections++;
            writeId(dossier.collections, dossier.collection[i]);
        } else {
            out.varint(collection);
        }
        lastCollection = dossier.collection[i];
        out.varint(dossier.what[i]);
        if (!tagless) {
            writeTags(dossier, i);
        }
    }

    private void writeWord(Dossier dossier, int i, boolean tagless) {
        boolean scoped = dossier.point[i] != Dossier.NONE;
        boolean expires = dossier.expires[i] != Dossier.NEVER;
        if (scoped || expires) {
            int[] own = dossier.tags[i];
            boolean tagged = !tagless && own != null && own.length > 0;
            out.int1(dossier.says[i] | (scoped ? SCOPED : 0) | (expires ? EXPIRES : 0) | (tagged ? TAGGED : 0));
            if (scoped) {
                writePoint(dossier, i);
            }
            if (expires) {
                out.signed(dossier.expires[i] - dossier.occurred[i]);
            }
            if (tagged) {
                writeTags(dossier, i);
            }
        }
        out.varint(dossier.what[i]);
    }

    /** A number one too large, or 0 and the id. */
    private void writePoint(Dossier dossier, int i) {
        int local = dossier.point[i];
        out.varint(pointNumbers[local] + 1L);
        if (pointNumbers[local] == Dossier.NONE) {
            pointNumbers[local] = points++;
            writeId(dossier.points, local);
        }
    }

    private void writeCollection(Dossier dossier, int i) {
        int local = dossier.collection[i];
        out.varint(collectionNumbers[local] + 1L);
        if (collectionNumbers[local] == Dossier.NONE) {
            collectionNumbers[local] = collections++;
            writeId(dossier.collections, local);
        }
        lastCollection = local;
    }

    private void writeTags(Dossier dossier, int i) {
        int[] own = dossier.tags[i];
        out.varint(own == null ? 0 : own.length);
        if (own != null) {
            for (int local : own) {
                out.varint(tagNumbers[local] + 1L);
                if (tagNumbers[local] == Dossier.NONE) {
                    tagNumbers[local] = tags++;
                    writeId(dossier.tagIds, local);
                }
            }
        }
    }

    private void writeId(IdList ids, int local) {
        out.int8(ids.most(local));
        out.int8(ids.least(local));
    }

    // ---- reading

    /** Whom the bytes at hand are about; they are still to be read. */
    static DossierId id(ByteInput in) {
        int start = in.at;
        var id = new DossierId(kind(in.int1()), in.int8(), in.int8());
        in.at = start;
        return id;
    }

    static void read(ByteInput in, Dossier into) {
        int first = in.int1();
        into.begin(kind(first), in.int8(), in.int8());
        into.tagless = (first & TAGLESS) != 0;
        if ((first & SUPPRESSED) != 0) {
            for (int left = in.number(); left > 0; left--) {
                into.appendSuppression(in.number(), in.number());
            }
        }
        long place = 0;
        long known = FIRST_KNOWN;
        int lastCollection = Dossier.NONE;
        while (in.hasMore()) {
            int head = in.int1();
            place += (head & NEXT_PLACE) != 0 ? 1 : in.varint();
            known += (head & SAME_KNOWN) != 0 ? 0 : in.signed();
            long occurred = known + ((head & OCCURRED_KNOWN) != 0 ? 0 : in.signed());
            int code = head & CODE;
            if (code == RETRACTION) {
                into.appendRetraction(place - in.varint(), place, known);
            } else {
                lastCollection = readFact(in, into, code, lastCollection, place, occurred, known);
            }
        }
    }

    /** The collection that was mentioned last. */
    private static int readFact(
            ByteInput in, Dossier into, int code, int lastCollection, long place, long occurred, long known) {
        int i = into.insert(kindOf(code), place, occurred, known);
        switch (code) {
            case COLLECTED -> readCollected(in, into, i);
            case WORD -> readWord(in, into, i);
            case ASSIGNED -> {
                into.says[i] = (byte) in.int1();
                into.collection[i] = readReference(in, into.collections);
                into.what[i] = in.number();
            }
            case REVOKED -> {
                into.collection[i] = readReference(in, into.collections);
                into.what[i] = in.number();
            }
            case POINT_REMOVED, SENTINEL -> into.point[i] = readReference(in, into.points);
            case COLLECTION_REMOVED -> into.collection[i] = readReference(in, into.collections);
            case ERASED -> {
                // Nothing more.
            }
            default -> {
                if (code >= WORD_ON_ALL) {
                    into.says[i] = (byte) (code - WORD_ON_ALL);
                } else {
                    into.collection[i] = lastCollection;
                    into.says[i] = code == REVOKED_LAST ? 0 : (byte) (code - ASSIGNED_LAST);
                }
                into.what[i] = in.number();
            }
        }
        return into.collection[i] == Dossier.NONE ? lastCollection : into.collection[i];
    }

    private static byte kindOf(int code) {
        return switch (code) {
            case COLLECTED -> Dossier.COLLECTED;
            case REVOKED_LAST, REVOKED -> Dossier.REVOKED;
            case ASSIGNED -> Dossier.ASSIGNED;
            case WORD -> Dossier.WORD;
            case POINT_REMOVED, COLLECTION_REMOVED -> Dossier.REMOVED;
            case SENTINEL -> Dossier.SENTINEL;
            case ERASED -> Dossier.ERASED;
            default -> {
                if (code > RETRACTION) {
                    throw new IllegalStateException("a dossier holds a code that nothing writes");
                }
                yield code < REVOKED_LAST ? Dossier.ASSIGNED : Dossier.WORD;
            }
        };
    }

    private static void readCollected(ByteInput in, Dossier into, int i) {
        int first = in.int1();
        into.point[i] = (first & 1) != 0 ? into.points.append(in.int8(), in.int8()) : in.number();
        into.collection[i] = (first & 2) != 0 ? into.collections.append(in.int8(), in.int8()) : in.number();
        into.what[i] = in.number();
        if (!into.tagless) {
            readTags(in, into, i);
        }
    }

    private static void readWord(ByteInput in, Dossier into, int i) {
        int first = in.int1();
        into.says[i] = (byte) (first & STATUS);
        if ((first & SCOPED) != 0) {
            into.point[i] = readReference(in, into.points);
        }
        if ((first & EXPIRES) != 0) {
            into.expires[i] = into.occurred[i] + in.signed();
        }
        if ((first & TAGGED) != 0) {
            readTags(in, into, i);
        }
        into.what[i] = in.number();
    }

    private static int readReference(ByteInput in, IdList ids) {
        int number = in.number();
        return number == 0 ? ids.append(in.int8(), in.int8()) : number - 1;
    }

    private static void readTags(ByteInput in, Dossier into, int i) {
        int[] own = new int[in.number()];
        for (int k = 0; k < own.length; k++) {
            own[k] = readReference(in, into.tagIds);
        }
        into.tags[i] = own;
    }
}
