package org.consentledger.check;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Objects;
import org.consentledger.check.BucketTable.Kept;

/** Builds a new bulk of dossiers from an old one and what changed since. */
final class Settling {
    private static final Comparator<DossierId> ORDER = Settling::compare;
    private static final int PER_BUCKET = 24;
    private static final int GONE = -1;

    private final Settled old;
    private final Recent recent;
    private final DossierId[] changed;
    private final byte[][] changes;
    private final BitSet erased = new BitSet();
    private final int[] newNumbers;
    private final int[] numbersOfChanged;
    private final HashList ids = new HashList();
    private final HashList points = new HashList();
    private final HashList collections = new HashList();
    private final Dossier dossier = new Dossier();
    private int size;

    private Settling(Settled old, Recent recent) {
        this.old = old;
        this.recent = recent;
        this.changed = recent.dossiers().keySet().toArray(DossierId[]::new);
        Arrays.sort(changed, ORDER);
        this.changes = new byte[changed.length][];
        this.newNumbers = new int[old.size()];
        this.numbersOfChanged = new int[changed.length];
    }

    /** {@code old} with every dossier of {@code recent} in its newest form. */
    static Settled merge(Settled old, Recent recent) {
        return new Settling(old, recent).merge();
    }

    /** No dossier at all. */
    static Settled nothing() {
        return new Settled(new Settled.Parts(
                0, 0, Packed.memory(0), Packed.of(0, 1), 0, Packed.of(2, 1), empty(), empty(), empty(), 0, 0, 0));
    }

    private static BucketTable empty() {
        return BucketTable.of(0, Kept.WHOLE, 1);
    }

    private Settled merge() {
        long most = old.parts().dossierBytes() + compactChanges();
        var dossiers = Packed.memory(most);
        Packed blocks = Packed.of(((old.size() + changed.length) >> Settled.BLOCK_BITS) + 1L, most);
        long bytes = writeAll(new Writer(dossiers, blocks));
        int idBits = size <= PER_BUCKET ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros((size - 1) / PER_BUCKET);
        Packed byId = Packed.of((1L << idBits) + 1, size);
        for (int i = 0; i < ids.size; i++) {
            long bucket = Settled.bucket(ids.hashes[i], idBits);
            byId.set(bucket + 1, i + 1L);
        }
        for (long bucket = 1; bucket < byId.size(); bucket++) {
            byId.set(bucket, Math.max(byId.get(bucket), byId.get(bucket - 1)));
        }
        int nthBits = nthBits();
        int foundByBits = foundByBits();
        long holdings = countHoldings();
        return new Settled(new Settled.Parts(
                size,
                bytes,
                dossiers,
                blocks,
                idBits,
                byId,
                points.table(size),
                collections.table(size),
                keys(holdings, nthBits, foundByBits),
                nthBits,
                foundByBits,
                holdings));
    }

    /** Leaves out tags that no word needs; how many bytes the changed dossiers take at most. */
    private long compactChanges() {
        var writer = new DossierWriter();
        var in = new ByteInput();
        long bytes = 0;
        for (int i = 0; i < changed.length; i++) {
            byte[] raw = Objects.requireNonNull(recent.dossier(changed[i]));
            if (raw.length == 0) {
                changes[i] = raw;
                continue;
            }
            in.begin(raw);
            DossierReader.read(in, dossier);
            erased.set(i, dossier.erased());
            changes[i] = writer.write(dossier, true);
            bytes += changes[i].length + Settled.lengthWidth(changes[i].length);
        }
        return bytes;
    }

    /** Where the next dossier goes. */
    private static final class Writer {
        private final MemorySegment dossiers;
        private final Packed blocks;
        private long at;

        Writer(MemorySegment dossiers, Packed blocks) {
            this.dossiers = dossiers;
            this.blocks = blocks;
        }

        void append(int number, byte[] bytes, int length) {
            if ((number & ((1 << Settled.BLOCK_BITS) - 1)) == 0) {
                blocks.set(number >>> Settled.BLOCK_BITS, at);
            }
            at = Settled.append(dossiers, at, bytes, length);
        }
    }

    private static int compare(DossierId one, DossierId other) {
        int byHash = Long.compareUnsigned(one.hash(), other.hash());
        int byKind = byHash != 0 ? byHash : Integer.compare(one.kind(), other.kind());
        int byMost = byKind != 0 ? byKind : Long.compare(one.most(), other.most());
        return byMost != 0 ? byMost : Long.compare(one.least(), other.least());
    }

    /** Both in one order; a changed dossier takes the old one's place. */
    private long writeAll(Writer writer) {
        var next = new int[1];
        old.forEach((number, in) -> {
            DossierId id = DossierReader.id(in);
            while (next[0] < changed.length && compare(changed[next[0]], id) < 0) {
                append(writer, next[0]++);
            }
            if (next[0] < changed.length && changed[next[0]].equals(id)) {
                int i = next[0]++;
                append(writer, i);
                newNumbers[number] = erased.get(i) ? GONE : numbersOfChanged[i];
            } else {
                newNumbers[number] = size;
                DossierReader.read(in, dossier);
                append(writer, in.bytes, in.end);
            }
        });
        while (next[0] < changed.length) {
            append(writer, next[0]++);
        }
        return writer.at;
    }

    private void append(Writer writer, int change) {
        byte[] bytes = changes[change];
        numbersOfChanged[change] = bytes.length == 0 ? GONE : size;
        if (bytes.length > 0) {
            var in = new ByteInput();
            in.begin(bytes);
            DossierReader.read(in, dossier);
            append(writer, bytes, bytes.length);
        }
    }

    /** Writes the dossier that was read last. */
    private void append(Writer writer, byte[] bytes, int length) {
        writer.append(size, bytes, length);
        ids.add(DossierId.hash(dossier.idMost, dossier.idLeast), size);
        for (int i = 0; i < dossier.facts; i++) {
            if (dossier.kind[i] == Dossier.COLLECTED && dossier.idKind <= DossierId.UNKNOWN_PERSON) {
                if (firstOf(dossier.point, i)) {
                    points.add(hash(dossier.points, dossier.point[i]), size);
                }
                if (firstOf(dossier.collection, i)) {
                    collections.add(hash(dossier.collections, dossier.collection[i]), size);
                }
            }
        }
        size++;
    }

    private boolean firstOf(int[] column, int row) {
        for (int i = 0; i < row; i++) {
            if (dossier.kind[i] == Dossier.COLLECTED && column[i] == column[row]) {
                return false;
            }
        }
        return true;
    }

    private static long hash(IdList list, int number) {
        return DossierId.hash(list.most(number), list.least(number));
    }

    private int nthBits() {
        var most = new int[1];
        recent.forEachHolding((_, holding, _) -> most[0] = Math.max(most[0], holding.nth()));
        return Math.max(old.parts().nthBits(), Integer.SIZE - Integer.numberOfLeadingZeros(most[0]));
    }

    private int foundByBits() {
        var most = new int[1];
        recent.forEachHolding((_, _, foundBy) -> most[0] = Math.max(most[0], foundBy));
        return Math.max(old.parts().foundByBits(), Integer.SIZE - Integer.numberOfLeadingZeros(most[0]));
    }

    private interface HoldingVisitor {
        void visit(long key, int number, int nth, int foundBy);
    }

    private long countHoldings() {
        var count = new long[1];
        forEachHolding((_, _, _, _) -> count[0]++);
        return count[0];
    }

    private BucketTable keys(long holdings, int nthBits, int foundByBits) {
        BucketTable keys = BucketTable.of(holdings, Kept.WHOLE, (long) size << (nthBits + foundByBits));
        forEachHolding((key, _, _, _) -> keys.count(key));
        keys.layOut();
        forEachHolding((key, number, nth, foundBy) ->
                keys.put(key, ((((long) number << nthBits) | nth) << foundByBits) | foundBy));
        return keys;
    }

    /** Of living persons alone: whoever is erased is found by no value any more. */
    private void forEachHolding(HoldingVisitor visitor) {
        old.parts()
                .keys()
                .forEach((key, value) -> old.visit(value, (number, nth, foundBy) -> {
                    if (newNumbers[number] != GONE) {
                        visitor.visit(key, newNumbers[number], nth, foundBy);
                    }
                }));
        recent.forEachHolding((key, holding, foundBy) -> {
            int i = Arrays.binarySearch(changed, holding.person(), ORDER);
            if (!erased.get(i)) {
                visitor.visit(key, numbersOfChanged[i], holding.nth(), foundBy);
            }
        });
    }

    /** Hashes with the numbers of their dossiers, before they are put in a table. */
    private static final class HashList {
        private long[] hashes = new long[1_024];
        private int[] numbers = new int[1_024];
        private int size;

        void add(long hash, int number) {
            if (size == hashes.length) {
                hashes = Arrays.copyOf(hashes, size + (size >> 1));
                numbers = Arrays.copyOf(numbers, size + (size >> 1));
            }
            hashes[size] = hash;
            numbers[size++] = number;
        }

        BucketTable table(int maxNumber) {
            BucketTable table = BucketTable.of(size, Kept.EIGHT_BITS, maxNumber);
            for (int i = 0; i < size; i++) {
                table.count(hashes[i]);
            }
            table.layOut();
            for (int i = 0; i < size; i++) {
                table.put(hashes[i], numbers[i]);
            }
            return table;
        }
    }
}
