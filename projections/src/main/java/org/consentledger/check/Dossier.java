package org.consentledger.check;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one person that a verdict reads, taken apart: facts in order of place, a column for each part of them. Used
 * again for one person after the other.
 */
final class Dossier {
    /* Columns of primitives, so that a question allocates nothing. Contact points, collections and tags are numbers within the
     * dossier; purposes, shapes and suppressions are numbers of the whole index. */

    static final byte COLLECTED = 0;
    static final byte ASSIGNED = 1;
    static final byte REVOKED = 2;
    static final byte WORD = 3;
    static final byte REMOVED = 4;
    static final byte SENTINEL = 5;
    static final byte ERASED = 6;

    /** Stands where a fact names no contact point or no collection. */
    static final int NONE = IdList.NONE;

    static final long NEVER = Long.MAX_VALUE;

    int idKind;
    long idMost;
    long idLeast;
    /** Whether tags were left out, because no word could reach a contact point through them. */
    boolean tagless;

    final IdList points = new IdList();
    final IdList collections = new IdList();
    final IdList tagIds = new IdList();

    int facts;
    byte[] kind = new byte[8];
    long[] place = new long[8];
    long[] occurred = new long[8];
    long[] known = new long[8];
    /** The contact point collected, removed or planted, and a word's scope. */
    int[] point = new int[8];

    int[] collection = new int[8];
    /** The purpose; of a collection its shape. */
    int[] what = new int[8];
    /** Ordinal of an assignment's basis or a word's status. */
    byte[] says = new byte[8];

    long[] expires = new long[8];
    int[] @Nullable [] tags = new int[8][];

    int retractions;
    long[] retracted = new long[2];
    long[] retractionPlace = new long[2];
    long[] retractionKnown = new long[2];

    int suppressions;
    /** Which of the collected facts, counted from 0 in order of place, is suppressed. */
    int[] suppressedCollected = new int[2];

    int[] suppression = new int[2];

    void begin(DossierId id) {
        begin(id.kind(), id.most(), id.least());
    }

    void begin(int kindOfId, long most, long least) {
        idKind = kindOfId;
        idMost = most;
        idLeast = least;
        tagless = false;
        points.clear();
        collections.clear();
        tagIds.clear();
        facts = 0;
        retractions = 0;
        suppressions = 0;
    }

    DossierId id() {
        return new DossierId(idKind, idMost, idLeast);
    }

    boolean erased() {
        for (int i = 0; i < facts; i++) {
            if (kind[i] == ERASED) {
                return true;
            }
        }
        return false;
    }

    /** Whether the contact point was collected for this person. */
    boolean holds(UUID contactPoint) {
        return anyCollected(point, points.find(contactPoint));
    }

    /** Whether the collection is one of this person's. */
    boolean tellsOf(UUID collectionId) {
        return anyCollected(collection, collections.find(collectionId));
    }

    private boolean anyCollected(int[] column, int number) {
        for (int i = 0; i < facts; i++) {
            if (kind[i] == COLLECTED && column[i] == number) {
                return true;
            }
        }
        return false;
    }

    /** The row of the fact at {@code factPlace}; {@link #NONE} where there is none. */
    int find(long factPlace) {
        int found = Arrays.binarySearch(place, 0, facts, factPlace);
        return found >= 0 ? found : NONE;
    }

    /** The row of the {@code nth} collected fact, counted from 0. */
    int collected(int nth) {
        int left = nth;
        for (int i = 0; i < facts; i++) {
            if (kind[i] == COLLECTED && left-- == 0) {
                return i;
            }
        }
        throw new IllegalStateException("a dossier lacks a collection that the index names");
    }

    /** Whether one collected fact is later than another: of one instant the one whose collection's id sorts last, then by place. */
    boolean comesAfter(int row, int than) {
        if (occurred[row] != occurred[than]) {
            return occurred[row] > occurred[than];
        }
        int ids = collections.compare(collection[row], collection[than]);
        // Rows come in order of place.
        return ids == 0 ? row > than : ids > 0;
    }

    /** How many collected facts stand before a row. */
    int nth(int row) {
        int nth = 0;
        for (int i = 0; i < row; i++) {
            nth += kind[i] == COLLECTED ? 1 : 0;
        }
        return nth;
    }

    /** Makes room for a fact in order of place; its row, or {@link #NONE} where the fact is there already. */
    int insert(byte kindOfFact, long factPlace, long occurredAt, long knownAt) {
        int row = facts;
        if (facts > 0 && place[facts - 1] >= factPlace) {
            int found = Arrays.binarySearch(place, 0, facts, factPlace);
            if (found >= 0) {
                return NONE;
            }
            row = -found - 1;
        }
        grow();
        shift(row);
        facts++;
        kind[row] = kindOfFact;
        place[row] = factPlace;
        occurred[row] = occurredAt;
        known[row] = knownAt;
        point[row] = NONE;
        collection[row] = NONE;
        what[row] = 0;
        says[row] = 0;
        expires[row] = NEVER;
        tags[row] = null;
        return row;
    }

    private void shift(int row) {
        int behind = facts - row;
        if (behind > 0) {
            System.arraycopy(kind, row, kind, row + 1, behind);
            System.arraycopy(place, row, place, row + 1, behind);
            System.arraycopy(occurred, row, occurred, row + 1, behind);
            System.arraycopy(known, row, known, row + 1, behind);
            System.arraycopy(point, row, point, row + 1, behind);
            System.arraycopy(collection, row, collection, row + 1, behind);
            System.arraycopy(what, row, what, row + 1, behind);
            System.arraycopy(says, row, says, row + 1, behind);
            System.arraycopy(expires, row, expires, row + 1, behind);
            System.arraycopy(tags, row, tags, row + 1, behind);
        }
    }

    private void grow() {
        if (facts < kind.length) {
            return;
        }
        int length = 2 * facts;
        kind = Arrays.copyOf(kind, length);
        place = Arrays.copyOf(place, length);
        occurred = Arrays.copyOf(occurred, length);
        known = Arrays.copyOf(known, length);
        point = Arrays.copyOf(point, length);
        collection = Arrays.copyOf(collection, length);
        what = Arrays.copyOf(what, length);
        says = Arrays.copyOf(says, length);
        expires = Arrays.copyOf(expires, length);
        tags = Arrays.copyOf(tags, length);
    }

    /** The fact at {@code target}, if it is here, is taken back. */
    void retract(long target, long factPlace, long knownAt) {
        if (find(target) == NONE) {
            return;
        }
        for (int i = 0; i < retractions; i++) {
            if (retractionPlace[i] == factPlace) {
                return;
            }
        }
        appendRetraction(target, factPlace, knownAt);
    }

    void appendRetraction(long target, long factPlace, long knownAt) {
        if (retractions == retracted.length) {
            retracted = Arrays.copyOf(retracted, 2 * retractions);
            retractionPlace = Arrays.copyOf(retractionPlace, 2 * retractions);
            retractionKnown = Arrays.copyOf(retractionKnown, 2 * retractions);
        }
        retracted[retractions] = target;
        retractionPlace[retractions] = factPlace;
        retractionKnown[retractions++] = knownAt;
    }

    /** The {@code nth} collected fact is of a value that the suppression of this number knows. */
    void suppress(int nth, int number) {
        for (int i = 0; i < suppressions; i++) {
            if (suppressedCollected[i] == nth && suppression[i] == number) {
                return;
            }
        }
        appendSuppression(nth, number);
    }

    void appendSuppression(int nth, int number) {
        if (suppressions == suppression.length) {
            suppressedCollected = Arrays.copyOf(suppressedCollected, 2 * suppressions);
            suppression = Arrays.copyOf(suppression, 2 * suppressions);
        }
        suppressedCollected[suppressions] = nth;
        suppression[suppressions++] = number;
    }

    /** Whether some word may reach a contact point through a shared tag: one that names another contact point. */
    boolean needsTags() {
        for (int word = 0; word < facts; word++) {
            if (kind[word] == WORD && point[word] != NONE) {
                for (int i = 0; i < facts; i++) {
                    if (kind[i] == COLLECTED && point[i] != point[word]) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Whether a collection of the contact point that {@code counts} has one of the tags; those are numbers here. */
    boolean hasOneOf(int ofPoint, int @Nullable [] someTags, boolean[] counts) {
        if (someTags == null) {
            return false;
        }
        for (int i = 0; i < facts; i++) {
            if (kind[i] == COLLECTED && counts[i] && point[i] == ofPoint) {
                int[] own = tags[i];
                for (int tag : someTags) {
                    if (own != null && Arrays.stream(own).anyMatch(one -> one == tag)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
