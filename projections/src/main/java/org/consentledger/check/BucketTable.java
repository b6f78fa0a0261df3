package org.consentledger.check;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * From hashes of 64 bits to numbers, outside the heap. A bucket is what its hashes begin with, and of an entry the bits that follow
 * are kept, all of them or some. Filled by one thread, then only read.
 */
final class BucketTable {
    /* Entries of a bucket lie side by side: a question reads one start and a few cache lines in a row. They are counted, then laid
     * out, then put: no room is left empty. */

    private static final int PER_BUCKET = 24;

    private final int bits;
    private final int hashWidth;
    private final int valueWidth;
    private final Packed starts;
    private final MemorySegment entries;

    BucketTable(int bits, int hashWidth, int valueWidth, Packed starts, MemorySegment entries) {
        this.bits = bits;
        this.hashWidth = hashWidth;
        this.valueWidth = valueWidth;
        this.starts = starts;
        this.entries = entries;
    }

    /** Few or all of a hash's bits. */
    enum Kept {
        /** Enough to pass over most other entries of the bucket. */
        EIGHT_BITS,
        WHOLE
    }

    /** Room for {@code size} entries, none of them there yet. */
    static BucketTable of(long size, Kept kept, long maxValue) {
        int bits = size <= PER_BUCKET ? 0 : Long.SIZE - Long.numberOfLeadingZeros((size - 1) / PER_BUCKET);
        int hashWidth = kept == Kept.EIGHT_BITS ? 1 : (Long.SIZE - bits + Byte.SIZE - 1) / Byte.SIZE;
        int valueWidth = Packed.width(maxValue);
        // One start more than there are buckets: where the last one ends.
        Packed starts = Packed.of((1L << bits) + 1, size);
        return new BucketTable(bits, hashWidth, valueWidth, starts, Packed.memory(size * (hashWidth + valueWidth)));
    }

    private long bucket(long hash) {
        return bits == 0 ? 0 : hash >>> (Long.SIZE - bits);
    }

    private long rest(long hash) {
        return (hash << bits) >>> (Long.SIZE - Math.min(Long.SIZE - bits, hashWidth * Byte.SIZE));
    }

    /** First of all, once for each entry. */
    void count(long hash) {
        long bucket = bucket(hash);
        starts.set(bucket, starts.get(bucket) + 1);
    }

    /** When every entry is counted. */
    void layOut() {
        long end = 0;
        for (long bucket = 0; bucket < starts.size(); bucket++) {
            end += starts.get(bucket);
            starts.set(bucket, end);
        }
    }

    /** At last, once for each entry that was counted. */
    void put(long hash, long value) {
        long bucket = bucket(hash);
        long index = starts.get(bucket) - 1;
        starts.set(bucket, index);
        long at = index * (hashWidth + valueWidth);
        Packed.put(entries, at, hashWidth, rest(hash));
        Packed.put(entries, at + hashWidth, valueWidth, value);
    }

    /** The first entry of the hash's bucket. */
    long first(long hash) {
        return starts.get(bucket(hash));
    }

    /** Behind the last entry of the hash's bucket. */
    long end(long hash) {
        return starts.get(bucket(hash) + 1);
    }

    /** Reads a little of all that a bucket takes which begins with the entry, and is as large as most are; nothing that means anything. */
    long near(long entry) {
        long at = entry * (hashWidth + valueWidth);
        long end = Math.min(at + (long) PER_BUCKET * (hashWidth + valueWidth), entries.byteSize());
        long read = 0;
        for (; at < end; at += Packed.LINE_BYTES) {
            read += entries.get(ValueLayout.JAVA_BYTE, at);
        }
        return read;
    }

    /** Whether an entry of the hash's bucket may be of the hash; where whole hashes are kept, whether it is. */
    boolean fits(long entry, long hash) {
        return (entries.get(Packed.LONG, entry * (hashWidth + valueWidth)) & Packed.mask(hashWidth)) == rest(hash);
    }

    long value(long entry) {
        return entries.get(Packed.LONG, entry * (hashWidth + valueWidth) + hashWidth) & Packed.mask(valueWidth);
    }

    /** What is done with each entry of a table that keeps whole hashes. */
    interface Visitor {
        void visit(long hash, long value);
    }

    void forEach(Visitor visitor) {
        for (long bucket = 0; bucket < starts.size() - 1; bucket++) {
            for (long entry = starts.get(bucket); entry < starts.get(bucket + 1); entry++) {
                long rest = entries.get(Packed.LONG, entry * (hashWidth + valueWidth)) & Packed.mask(hashWidth);
                visitor.visit(bits == 0 ? rest : (bucket << (Long.SIZE - bits)) | rest, value(entry));
            }
        }
    }

    int bits() {
        return bits;
    }

    int hashWidth() {
        return hashWidth;
    }

    int valueWidth() {
        return valueWidth;
    }

    Packed starts() {
        return starts;
    }

    MemorySegment entries() {
        return entries;
    }

    /** What the entries take, without the room behind them. */
    long entryBytes() {
        return entries.byteSize() - Long.BYTES;
    }

    long bytes() {
        return starts.bytes() + entries.byteSize();
    }
}
