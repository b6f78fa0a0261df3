package org.consentledger.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

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
    private int count;

    /** An empty file, its header written. */
    public CopyRows(int capacity) {
        rows = ByteBuffer.allocate(capacity).put(SIGNATURE).putInt(0).putInt(0);
    }

    /** Begins a row of {@code columns} columns; as many values have to follow. */
    public CopyRows row(int columns) {
        count++;
        room(2).putShort((short) columns);
        return this;
    }

    /** A bigint. */
    public CopyRows int8(long value) {
        room(12).putInt(8).putLong(value);
        return this;
    }

    /** An integer. */
    public CopyRows int4(int value) {
        room(8).putInt(4).putInt(value);
        return this;
    }

    /** A boolean. */
    public CopyRows bool(boolean value) {
        room(5).putInt(1).put((byte) (value ? 1 : 0));
        return this;
    }

    /** A UUID; null for absent. */
    public CopyRows uuid(@Nullable UUID value) {
        if (value == null) {
            return absent();
        }
        room(20).putInt(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        return this;
    }

    /** A text; null for absent. */
    public CopyRows text(@Nullable String value) {
        return value == null ? absent() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A bytea. */
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

    /** A value that is not there. */
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

    /** A jsonb value, given as its text. */
    public CopyRows jsonb(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        // Source: PostgreSQL, jsonb_recv: a version byte of 1 comes in front of the text.
        room(5 + text.length).putInt(1 + text.length).put((byte) 1).put(text);
        return this;
    }

    /** Hands every row to {@code copy}, a COPY ... FROM STDIN (FORMAT binary) statement, and begins anew. */
    public void copyInto(Connection connection, String copy) throws SQLException {
        end();
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(copy, new ByteArrayInputStream(array(), 0, size()));
        } catch (IOException e) {
            throw new IllegalStateException("an array cannot fail to be read", e);
        }
        rows = ByteBuffer.allocate(rows.capacity()).put(SIGNATURE).putInt(0).putInt(0);
        count = 0;
    }

    /** How many rows were begun since the last hand-over. */
    public int count() {
        return count;
    }

    /** Ends the file. */
    CopyRows end() {
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
    int size() {
        return rows.position();
    }

    /** The bytes written since the last call, in the buffer's own array from 0 to {@link #size}; then {@link #clear}. */
    byte[] array() {
        return rows.array();
    }

    void clear() {
        rows.clear();
    }
}
