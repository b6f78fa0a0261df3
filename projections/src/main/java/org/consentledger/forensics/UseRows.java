package org.consentledger.forensics;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Uses in order of place, outside the heap, a row of numbers each. One thread writes; readers look at rows below a size they were told. */
final class UseRows {
    /* A row lies together, so that reading one here and one there costs one look at memory each. Chunks never move: a reader keeps
     * the array of them that it was given. What was judged is written again and again; UseLog says when that may be read. */

    private static final int CHUNK_BITS = 16;
    private static final int CHUNK_ROWS = 1 << CHUNK_BITS;

    private static final long PLACE = 0;
    private static final long OCCURRED = 8;
    private static final long KNOWN = 16;
    private static final long VERDICT = 24;
    private static final long OF = 32;
    private static final long TERMS = 36;
    private static final long BEFORE = 40;
    private static final long NAMED = 44;
    private static final long ROW_BYTES = 48;

    private MemorySegment[] chunks = new MemorySegment[0];
    private int size;

    /** Those there are at this moment. */
    View view() {
        return new View(chunks, size);
    }

    int size() {
        return size;
    }

    /**
     * Adds a use behind all others.
     *
     * @param of the number of its contact point, or of a person alone as {@link UsePoints#alone}
     * @param before the use of the same contact point before it; -1 for none
     * @param named whether it names its person
     */
    int add(long place, long occurred, long known, int of, int terms, int before, boolean named) {
        int row = size;
        if (row >>> CHUNK_BITS == chunks.length) {
            MemorySegment[] more = Arrays.copyOf(chunks, chunks.length + 1);
            more[chunks.length] = Arena.ofAuto().allocate(CHUNK_ROWS * ROW_BYTES, Long.BYTES);
            chunks = more;
        }
        MemorySegment chunk = chunks[row >>> CHUNK_BITS];
        long at = at(row);
        chunk.set(ValueLayout.JAVA_LONG, at + PLACE, place);
        chunk.set(ValueLayout.JAVA_LONG, at + OCCURRED, occurred);
        chunk.set(ValueLayout.JAVA_LONG, at + KNOWN, known);
        chunk.set(ValueLayout.JAVA_LONG, at + VERDICT, 0);
        chunk.set(ValueLayout.JAVA_INT, at + OF, of);
        chunk.set(ValueLayout.JAVA_INT, at + TERMS, terms);
        chunk.set(ValueLayout.JAVA_INT, at + BEFORE, before);
        chunk.set(ValueLayout.JAVA_INT, at + NAMED, named ? 1 : 0);
        return size++;
    }

    private static long at(int row) {
        return (row & (CHUNK_ROWS - 1)) * ROW_BYTES;
    }

    /** Rows as somebody reads them. */
    static final class View {
        private final MemorySegment[] chunks;
        private final int size;

        private View(MemorySegment[] chunks, int size) {
            this.chunks = chunks;
            this.size = size;
        }

        int size() {
            return size;
        }

        long bytes() {
            return ROW_BYTES * CHUNK_ROWS * chunks.length;
        }

        long place(int row) {
            return number(row, PLACE);
        }

        long occurred(int row) {
            return number(row, OCCURRED);
        }

        long known(int row) {
            return number(row, KNOWN);
        }

        /** See {@link Verdict}. */
        long verdict(int row) {
            return number(row, VERDICT);
        }

        /** All verdicts as they are. */
        long[] verdicts() {
            var verdicts = new long[size];
            for (int row = 0; row < size; row++) {
                verdicts[row] = verdict(row);
            }
            return verdicts;
        }

        void verdict(int row, long verdict) {
            chunks[row >>> CHUNK_BITS].set(ValueLayout.JAVA_LONG, at(row) + VERDICT, verdict);
        }

        int of(int row) {
            return small(row, OF);
        }

        int terms(int row) {
            return small(row, TERMS);
        }

        int before(int row) {
            return small(row, BEFORE);
        }

        boolean named(int row) {
            return small(row, NAMED) != 0;
        }

        private long number(int row, long field) {
            return chunks[row >>> CHUNK_BITS].get(ValueLayout.JAVA_LONG, at(row) + field);
        }

        private int small(int row, long field) {
            return chunks[row >>> CHUNK_BITS].get(ValueLayout.JAVA_INT, at(row) + field);
        }

        /** The row of the use at {@code place}; negative where there is none. */
        int find(long place) {
            int low = 0;
            int high = size - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                long found = place(middle);
                if (found == place) {
                    return middle;
                }
                if (found < place) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return -1;
        }

        /** How many rows have a place up to and with {@code place}. */
        int upTo(long place) {
            int low = 0;
            int high = size;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (place(middle) <= place) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
