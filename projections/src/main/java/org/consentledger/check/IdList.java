package org.consentledger.check;

import java.util.Arrays;
import java.util.UUID;

/** Ids numbered 0, 1, 2, ... in the order in which they were first mentioned. */
final class IdList {
    static final int NONE = -1;

    private long[] most = new long[2];
    private long[] least = new long[2];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    long most(int number) {
        return most[number];
    }

    long least(int number) {
        return least[number];
    }

    UUID id(int number) {
        return new UUID(most[number], least[number]);
    }

    /** The id's number; {@link #NONE} where it was never mentioned. */
    int find(long idMost, long idLeast) {
        for (int i = 0; i < size; i++) {
            if (least[i] == idLeast && most[i] == idMost) {
                return i;
            }
        }
        return NONE;
    }

    int find(UUID id) {
        return find(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** The id's number, given now if need be. */
    int number(UUID id) {
        int known = find(id);
        return known == NONE ? append(id.getMostSignificantBits(), id.getLeastSignificantBits()) : known;
    }

    int append(long idMost, long idLeast) {
        if (size == most.length) {
            most = Arrays.copyOf(most, 2 * size);
            least = Arrays.copyOf(least, 2 * size);
        }
        most[size] = idMost;
        least[size] = idLeast;
        return size++;
    }

    /** By the ids' written forms, which sort as unsigned numbers do. */
    int compare(int one, int other) {
        int byMost = Long.compareUnsigned(most[one], most[other]);
        return byMost != 0 ? byMost : Long.compareUnsigned(least[one], least[other]);
    }
}
