package org.consentledger.check;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.function.IntPredicate;

/**
 * The bulk of the dossiers, outside the heap, ordered by the hashes of their ids, with what finds them. It never changes; a new one
 * is built beside it.
 */
final class Settled {
    /* Dossiers are numbered in their order. Four of them make a block, and only blocks have an address: a dossier is come to over
     * the lengths of those before it. */

    static final int BLOCK_BITS = 2;
    static final Settled EMPTY = Settling.nothing();

    private final Parts parts;

    /**
     * @param dossiers each with its length before it
     * @param blocks where each block begins
     * @param byId first dossier of each bucket of ids; a bucket is what the hash begins with
     * @param points from a contact point's hash to the dossiers that may hold it
     * @param collections likewise
     * @param keys from what suppression knows a value by to dossiers, their collected facts and, in the lowest bits, the number of
     *     the profiles by which it finds them
     */
    record Parts(
            int size,
            long dossierBytes,
            MemorySegment dossiers,
            Packed blocks,
            int idBits,
            Packed byId,
            BucketTable points,
            BucketTable collections,
            BucketTable keys,
            int nthBits,
            int foundByBits,
            long keyEntries) {}

    Settled(Parts parts) {
        this.parts = parts;
    }

    Parts parts() {
        return parts;
    }

    int size() {
        return parts.size;
    }

    /** All that it takes outside the heap, in bytes. */
    long bytes() {
        return parts.dossiers.byteSize()
                + parts.blocks.bytes()
                + parts.byId.bytes()
                + parts.points.bytes()
                + parts.collections.bytes()
                + parts.keys.bytes();
    }

    /** Puts the bytes of a dossier in {@code into}; whether there is one. */
    boolean read(DossierId id, ByteInput into) {
        long bucket = bucket(id.hash(), parts.idBits);
        int end = (int) parts.byId.get(bucket + 1);
        int number = (int) parts.byId.get(bucket);
        long at = number == end ? 0 : address(number);
        for (; number < end; number++) {
            int length = length(at);
            at += lengthWidth(length);
            if (is(id, at)) {
                copy(at, length, into);
                return true;
            }
            at += length;
        }
        return false;
    }

    static long bucket(long hash, int bits) {
        return bits == 0 ? 0 : hash >>> (Long.SIZE - bits);
    }

    private boolean is(DossierId id, long at) {
        return DossierForm.kind(parts.dossiers.get(ValueLayout.JAVA_BYTE, at)) == id.kind()
                && parts.dossiers.get(BIG_ENDIAN, at + 1) == id.most()
                && parts.dossiers.get(BIG_ENDIAN, at + 1 + Long.BYTES) == id.least();
    }

    private static final ValueLayout.OfLong BIG_ENDIAN =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /** Puts the bytes of the dossier of that number in {@code into}. */
    void read(int number, ByteInput into) {
        long at = address(number);
        int length = length(at);
        copy(at + lengthWidth(length), length, into);
    }

    private void copy(long at, int length, ByteInput into) {
        into.begin(length);
        MemorySegment.copy(parts.dossiers, ValueLayout.JAVA_BYTE, at, into.bytes, 0, length);
    }

    private long address(int number) {
        long at = parts.blocks.get(number >>> BLOCK_BITS);
        for (int left = number & ((1 << BLOCK_BITS) - 1); left > 0; left--) {
            int length = length(at);
            at += lengthWidth(length) + length;
        }
        return at;
    }

    private int length(long at) {
        byte first = parts.dossiers.get(ValueLayout.JAVA_BYTE, at);
        int length = first & 0x7F;
        for (int i = 1; first < 0; i++) {
            first = parts.dossiers.get(ValueLayout.JAVA_BYTE, at + i);
            length |= (first & 0x7F) << (7 * i);
        }
        return length;
    }

    /** How many bytes a length takes, at seven bits a byte. */
    static int lengthWidth(int length) {
        return length < 1 << 7 ? 1 : length < 1 << 14 ? 2 : length < 1 << 21 ? 3 : length < 1 << 28 ? 4 : 5;
    }

    /** Writes a dossier with its length; the address behind it. */
    static long append(MemorySegment dossiers, long at, byte[] bytes, int length) {
        long to = at;
        int left = length;
        for (; left >= 0x80; left >>>= 7) {
            dossiers.set(ValueLayout.JAVA_BYTE, to++, (byte) (left | 0x80));
        }
        dossiers.set(ValueLayout.JAVA_BYTE, to++, (byte) left);
        MemorySegment.copy(bytes, 0, dossiers, ValueLayout.JAVA_BYTE, to, length);
        return to + length;
    }

    /** What is done with each dossier, in their order; the bytes are good until the next one. */
    interface DossierVisitor {
        void visit(int number, ByteInput dossier);
    }

    void forEach(DossierVisitor visitor) {
        var dossier = new ByteInput();
        long at = 0;
        for (int number = 0; number < parts.size; number++) {
            int length = length(at);
            at += lengthWidth(length);
            copy(at, length, dossier);
            at += length;
            visitor.visit(number, dossier);
        }
    }

    /** Hands over the numbers of the dossiers that may hold a contact point. */
    void pointCandidates(long hash, IntPredicate untilFound) {
        candidates(parts.points, hash, untilFound);
    }

    void collectionCandidates(long hash, IntPredicate untilFound) {
        candidates(parts.collections, hash, untilFound);
    }

    private static void candidates(BucketTable table, long hash, IntPredicate untilFound) {
        long end = table.end(hash);
        for (long entry = table.first(hash); entry < end; entry++) {
            if (table.fits(entry, hash) && untilFound.test((int) table.value(entry))) {
                return;
            }
        }
    }

    /** What is done with a dossier's number, one of its collected facts and the number of what its key finds it by. */
    interface HoldingVisitor {
        void visit(int number, int nth, int foundBy);
    }

    void holdings(long key, HoldingVisitor visitor) {
        long end = parts.keys.end(key);
        for (long entry = parts.keys.first(key); entry < end; entry++) {
            if (parts.keys.fits(entry, key)) {
                visit(parts.keys.value(entry), visitor);
            }
        }
    }

    /**
     * Reads a little of all that {@link #holdings} and {@link #read(int, ByteInput)} will read for the first {@code count} keys, step by step
     * for all of them: a processor waits for many memories at once where none depends on another.
     *
     * @param fetched room for as many numbers
     * @return nothing that means anything, but what was read goes into it
     */
    long fetch(long[] keys, int count, long[] fetched) {
        if (parts.size == 0) {
            return 0;
        }
        long read = 0;
        for (int i = 0; i < count; i++) {
            fetched[i] = parts.keys.first(keys[i]);
        }
        for (int i = 0; i < count; i++) {
            read += parts.keys.near(fetched[i]);
        }
        for (int i = 0; i < count; i++) {
            // A key that nobody holds is passed with somebody's dossier, see Image.readSomebody.
            long number = Math.floorMod(keys[i], parts.size);
            long end = parts.keys.end(keys[i]);
            for (long entry = fetched[i]; entry < end; entry++) {
                if (parts.keys.fits(entry, keys[i])) {
                    number = parts.keys.value(entry) >>> parts.foundByBits >>> parts.nthBits;
                }
            }
            fetched[i] = number;
        }
        return read + fetchDossiers(fetched, count);
    }

    /** Goes to all of the numbered dossiers at once, each over the lengths of those before it in its block. */
    private long fetchDossiers(long[] numbers, int count) {
        for (int i = 0; i < count; i++) {
            long left = numbers[i] & ((1 << BLOCK_BITS) - 1);
            numbers[i] = (parts.blocks.get(numbers[i] >>> BLOCK_BITS) << BLOCK_BITS) | left;
        }
        for (int step = 1; step < 1 << BLOCK_BITS; step++) {
            for (int i = 0; i < count; i++) {
                long at = numbers[i] >>> BLOCK_BITS;
                long left = numbers[i] & ((1 << BLOCK_BITS) - 1);
                int length = length(at);
                long next = ((at + lengthWidth(length) + length) << BLOCK_BITS) | (left - 1);
                numbers[i] = left > 0 ? next : numbers[i];
            }
        }
        long read = 0;
        for (int i = 0; i < count; i++) {
            long at = numbers[i] >>> BLOCK_BITS;
            long further = Math.min(at + Packed.LINE_BYTES, parts.dossiers.byteSize() - 1);
            read += parts.dossiers.get(ValueLayout.JAVA_BYTE, at) + parts.dossiers.get(ValueLayout.JAVA_BYTE, further);
        }
        return read;
    }

    /** Takes a value of the table of keys apart. */
    void visit(long value, HoldingVisitor visitor) {
        long holding = value >>> parts.foundByBits;
        visitor.visit((int) (holding >>> parts.nthBits), (int) (holding & ((1L << parts.nthBits) - 1)), (int)
                (value & ((1L << parts.foundByBits) - 1)));
    }
}
