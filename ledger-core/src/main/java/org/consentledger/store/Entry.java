package org.consentledger.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Header;
import org.consentledger.law.Moments;
import org.consentledger.law.Recorded;

/**
 * The sealed entry: the bytes that a leaf of the tree is the hash of. Integers are big-endian, moments are microseconds since
 * 1970 in UTC.
 *
 * <pre>
 * 1 byte   layout, 1
 * 32 bytes salt, random: no leaf can be guessed from what it says
 * 8 bytes  moment of recording
 * 8 bytes  occurredAt
 * 8 bytes  knownAt
 * 1 byte   1 if knownAt was asserted, otherwise 0
 * 16 bytes id
 * 2 bytes  length of the source, then the source in UTF-8
 * 1 byte   length of the type's name, then the name in ASCII
 * 2 bytes  revision
 * the rest payload, canonical JSON in UTF-8
 * </pre>
 *
 * The layout is final: leaf hashes stand on it. A fact's place is its leaf index plus 1 and stands outside.
 */
public final class Entry {
    /** The longest entry, in bytes: what a C2SP tlog-tiles entry bundle can hold. */
    public static final int MAX_LENGTH = 65_535;

    public static final int SALT_LENGTH = 32;

    private static final byte LAYOUT = 1;
    private static final int FIXED_LENGTH = 1 + SALT_LENGTH + 8 + 8 + 8 + 1 + 16 + 2 + 1 + 2;

    private Entry() {}

    /** Length of the entry, in bytes. */
    static int length(byte[] source, byte[] name, byte[] payload) {
        return FIXED_LENGTH + source.length + name.length + payload.length;
    }

    /** Writes one entry to the end of {@code to}. */
    static void write(
            ByteBuffer to,
            byte[] salts,
            int saltAt,
            Instant recordedAt,
            Header header,
            byte[] source,
            byte[] name,
            int revision,
            byte[] payload) {
        Instant occurredAt = header.occurredAt();
        Instant knownAt = header.knownAt();
        long recorded = Moments.toMicros(recordedAt);
        to.put(LAYOUT).put(salts, saltAt, SALT_LENGTH).putLong(recorded);
        to.putLong(occurredAt == null ? recorded : Moments.toMicros(occurredAt));
        to.putLong(knownAt == null ? recorded : Moments.toMicros(knownAt));
        to.put((byte) (knownAt == null ? 0 : 1));
        to.putLong(header.id().id().getMostSignificantBits());
        to.putLong(header.id().id().getLeastSignificantBits());
        to.putShort((short) source.length).put(source);
        to.put((byte) name.length).put(name);
        to.putShort((short) revision).put(payload);
    }

    /**
     * The fact at {@code place}, read from its entry.
     *
     * @throws UnreadableFact for bytes that are no entry of a layout, type and revision that this version knows
     */
    public static Recorded read(long place, byte[] entry, FactCodec codec) {
        try {
            ByteBuffer from = ByteBuffer.wrap(entry);
            if (from.get() != LAYOUT) {
                throw new UnreadableFact(
                        "the ledger holds an entry of an unknown layout at place", Long.toString(place));
            }
            from.position(1 + SALT_LENGTH);
            Instant recordedAt = Moments.ofMicros(from.getLong());
            Instant occurredAt = Moments.ofMicros(from.getLong());
            Instant knownAt = Moments.ofMicros(from.getLong());
            boolean asserted = from.get() != 0;
            var id = new UUID(from.getLong(), from.getLong());
            String source = text(from, Short.toUnsignedInt(from.getShort()));
            String name = text(from, Byte.toUnsignedInt(from.get()));
            int revision = Short.toUnsignedInt(from.getShort());
            Fact fact = codec.read(name, revision, entry, from.position(), from.remaining());
            return new Recorded(place, recordedAt, new FactId(source, id), occurredAt, knownAt, asserted, fact);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new UnreadableFact(
                    "the ledger holds an entry cut short or damaged at place", Long.toString(place), e);
        }
    }

    /**
     * The name that the fact at {@code place} is stored under.
     *
     * @throws UnreadableFact for bytes that are no entry of a layout that this version knows
     */
    static String name(long place, byte[] entry) {
        try {
            ByteBuffer from = ByteBuffer.wrap(entry);
            if (from.get() != LAYOUT) {
                throw new UnreadableFact(
                        "the ledger holds an entry of an unknown layout at place", Long.toString(place));
            }
            from.position(1 + SALT_LENGTH + 3 * Long.BYTES + 1 + 2 * Long.BYTES);
            from.position(from.position() + Short.BYTES + Short.toUnsignedInt(from.getShort(from.position())));
            return text(from, Byte.toUnsignedInt(from.get()));
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new UnreadableFact(
                    "the ledger holds an entry cut short or damaged at place", Long.toString(place), e);
        }
    }

    private static String text(ByteBuffer from, int length) {
        byte[] text = new byte[length];
        from.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
