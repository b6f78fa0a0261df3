package org.consentledger.check;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The settled part of an image as a stream of bytes, which is a part of {@link SnapshotFormat}. */
final class SettledFormat {
    private static final int CHUNK_BYTES = 1 << 20;

    private SettledFormat() {}

    static void write(DataOutputStream out, Settled.Parts parts) throws IOException {
        out.writeInt(parts.size());
        out.writeLong(parts.dossierBytes());
        writeMemory(out, parts.dossiers(), parts.dossierBytes());
        writePacked(out, parts.blocks());
        out.writeInt(parts.idBits());
        writePacked(out, parts.byId());
        writeTable(out, parts.points());
        writeTable(out, parts.collections());
        writeTable(out, parts.keys());
        out.writeInt(parts.nthBits());
        out.writeInt(parts.foundByBits());
        out.writeLong(parts.keyEntries());
    }

    private static void writeTable(DataOutputStream out, BucketTable table) throws IOException {
        out.writeInt(table.bits());
        out.writeInt(table.hashWidth());
        out.writeInt(table.valueWidth());
        writePacked(out, table.starts());
        out.writeLong(table.entryBytes());
        writeMemory(out, table.entries(), table.entryBytes());
    }

    private static void writePacked(DataOutputStream out, Packed packed) throws IOException {
        out.writeInt(packed.width());
        out.writeLong(packed.size());
        writeMemory(out, packed.memory(), packed.size() * packed.width());
    }

    private static void writeMemory(DataOutputStream out, MemorySegment memory, long bytes) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (long at = 0; at < bytes; at += CHUNK_BYTES) {
            int length = (int) Math.min(CHUNK_BYTES, bytes - at);
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, chunk, 0, length);
            out.write(chunk, 0, length);
        }
    }

    static Settled read(DataInputStream in) throws IOException {
        int size = in.readInt();
        long dossierBytes = in.readLong();
        return new Settled(new Settled.Parts(
                size,
                dossierBytes,
                readMemory(in, dossierBytes),
                readPacked(in),
                in.readInt(),
                readPacked(in),
                readTable(in),
                readTable(in),
                readTable(in),
                in.readInt(),
                in.readInt(),
                in.readLong()));
    }

    private static BucketTable readTable(DataInputStream in) throws IOException {
        int bits = in.readInt();
        int hashWidth = in.readInt();
        int valueWidth = in.readInt();
        Packed starts = readPacked(in);
        return new BucketTable(bits, hashWidth, valueWidth, starts, readMemory(in, in.readLong()));
    }

    private static Packed readPacked(DataInputStream in) throws IOException {
        int width = in.readInt();
        long size = in.readLong();
        return new Packed(readMemory(in, size * width), width, size);
    }

    private static MemorySegment readMemory(DataInputStream in, long bytes) throws IOException {
        MemorySegment memory = Packed.memory(bytes);
        byte[] chunk = new byte[CHUNK_BYTES];
        for (long at = 0; at < bytes; at += CHUNK_BYTES) {
            int length = (int) Math.min(CHUNK_BYTES, bytes - at);
            in.readFully(chunk, 0, length);
            MemorySegment.copy(chunk, 0, memory, ValueLayout.JAVA_BYTE, at, length);
        }
        return memory;
    }
}
