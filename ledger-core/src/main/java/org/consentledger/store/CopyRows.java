package org.consentledger.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows in PostgreSQL's binary COPY format, gathered in memory and handed over in chunks.
 *
 * <p>Source: PostgreSQL documentation, COPY, "Binary Format".
 */
public final class CopyRows {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    /** Seconds from 1970 to 2000, PostgreSQL's epoch. */
    private static final long POSTGRES_EPOCH_SECONDS = 946_684_800L;

    private ByteBuffer rows;

    /** An empty file, its header written. */
    public CopyRows(int capacity) {
        rows = ByteBuffer.allocate(capacity).put(SIGNATURE).putInt(0).putInt(0);
    }

    /** Begins a row of {@code columns} columns; as many values have to follow. */
    public CopyRows row(int columns) {
        room(2).putShort((short) columns);
        return this;
    }

    public CopyRows int8(long value) {
        room(12).putInt(8).putLong(value);
        return this;
    }

    public CopyRows int4(int value) {
        room(8).putInt(4).putInt(value);
        return this;
    }

    public CopyRows bool(boolean value) {
        room(5).putInt(1).put((byte) (value ? 1 : 0));
        return this;
    }

    public CopyRows uuid(@Nullable UUID value) {
        if (value == null) {
            return absent();
        }
        room(20).putInt(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        return this;
    }

    public CopyRows text(@Nullable String value) {
        return value == null ? absent() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public CopyRows bytes(byte[] value) {
        room(4 + value.length).putInt(value.length).put(value);
        return this;
    }

    /** A timestamp with time zone; null for absent. */
    public CopyRows timestamptz(java.time.@Nullable Instant value) {
        if (value == null) {
            return absent();
        }
        return int8(Math.addExact(
                Math.multiplyExact(value.getEpochSecond() - POSTGRES_EPOCH_SECONDS, 1_000_000L),
                value.getNano() / 1_000));
    }

    /** An array of UUIDs. */
    public CopyRows uuids(java.util.Collection<UUID> values) {
        arrayHeader(UUID_OID, values.size(), 20L);
        values.forEach(this::uuid);
        return this;
    }

    public CopyRows absent() {
        room(4).putInt(-1);
        return this;
    }

    private static final int UUID_OID = 2950;

    private void arrayHeader(int elementOid, int size, long elementLength) {
        if (size == 0) {
            room(16).putInt(12).putInt(0).putInt(0).putInt(elementOid);
            return;
        }
        room(24).putInt(Math.toIntExact(20 + size * elementLength));
        rows.putInt(1).putInt(0).putInt(elementOid).putInt(size).putInt(1);
    }

    /** Ends the file. */
    public CopyRows end() {
        room(2).putShort((short) -1);
        return this;
    }

    /** Room for {@code length} bytes that the caller writes itself. */
    ByteBuffer room(int length) {
        if (rows.remaining() < length) {
            int capacity = Math.max(rows.capacity() * 2, rows.position() + length);
            rows = ByteBuffer.allocate(capacity).put(rows.flip());
        }
        return rows;
    }

    /** How many bytes wait to be taken. */
    public int size() {
        return rows.position();
    }

    /** The bytes written since the last call, in the buffer's own array from 0 to {@link #size}; then {@link #clear}. */
    public byte[] array() {
        return rows.array();
    }

    public void clear() {
        rows.clear();
    }
}
