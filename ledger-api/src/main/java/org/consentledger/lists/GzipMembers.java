package org.consentledger.lists;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** What is packed by RFC 1952 in one member or several, each checked, handed on as far as it has come. */
final class GzipMembers extends InputStream {
    private static final int MAGIC = 0x8B1F;
    private static final int DEFLATED = 8;
    private static final int HEADER_CHECKED = 0x02;
    private static final int EXTRA = 0x04;
    private static final int NAME = 0x08;
    private static final int COMMENT = 0x10;
    private static final int RESERVED = 0xE0;
    /** Modification time, flags of the packer, operating system. */
    private static final int UNREAD_BYTES = 6;

    /** Its sum and its length. */
    private static final int TRAILER_BYTES = 8;

    private static final int LONGEST_TEXT = 1 << 16;
    private static final int BUFFER = 1 << 13;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final byte[] packed = new byte[BUFFER];
    private final byte[] unpacked = new byte[BUFFER];
    /** What has come and is neither unpacked nor handed to the inflater. */
    private int position;

    private int end;
    private int unpackedPosition;
    private int unpackedEnd;
    /** A member has come to its end, and it is not known whether another one begins. */
    private boolean between;

    private boolean ended;

    /** @throws IOException where it does not begin with a member */
    GzipMembers(InputStream in) throws IOException {
        this.in = in;
        begin(next());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        while (!unpack() && !ended) {
            if (between) {
                beginNext();
            } else if (inflater.finished()) {
                endMember();
            } else {
                feed();
            }
        }
        if (length > 0 && unpackedPosition == unpackedEnd) {
            return -1;
        }
        int read = Math.min(length, unpackedEnd - unpackedPosition);
        System.arraycopy(unpacked, unpackedPosition, bytes, from, read);
        unpackedPosition += read;
        return read;
    }

    /** More than 0 where something can be read that was packed in what has come. */
    @Override
    public int available() throws IOException {
        while (!unpack() && !between) {
            if (inflater.finished() && inflater.getRemaining() >= TRAILER_BYTES) {
                endMember();
            } else if (!inflater.finished() && position < end) {
                feed();
            } else {
                break;
            }
        }
        if (unpackedPosition < unpackedEnd) {
            return unpackedEnd - unpackedPosition;
        }
        return between && position < end ? 1 : in.available();
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    /** Unpacks what the inflater has, unless something is unpacked; whether something is. */
    private boolean unpack() throws IOException {
        if (unpackedPosition < unpackedEnd || between) {
            return unpackedPosition < unpackedEnd;
        }
        try {
            unpackedEnd = inflater.inflate(unpacked);
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
        if (inflater.needsDictionary()) {
            throw new ZipException("a member of gzip has no dictionary");
        }
        unpackedPosition = 0;
        sum.update(unpacked, 0, unpackedEnd);
        return unpackedEnd > 0;
    }

    private void feed() throws IOException {
        if (position == end && !fill()) {
            throw new EOFException();
        }
        inflater.setInput(packed, position, end - position);
        position = end;
    }

    private void endMember() throws IOException {
        position = end - inflater.getRemaining();
        long written = inflater.getBytesWritten();
        if (due(4) != sum.getValue() || due(4) != (written & 0xFFFF_FFFFL)) {
            throw new ZipException("a member of gzip is not what it was");
        }
        between = true;
    }

    private void beginNext() throws IOException {
        int first = next();
        ended = first < 0;
        if (!ended) {
            inflater.reset();
            sum.reset();
            begin(first);
            between = false;
        }
    }

    private void begin(int first) throws IOException {
        if (first < 0) {
            throw new EOFException();
        }
        if ((first | due(1) << 8) != MAGIC || due(1) != DEFLATED) {
            throw new ZipException("no member of gzip begins here");
        }
        int flags = (int) due(1);
        if ((flags & RESERVED) != 0) {
            throw new ZipException("a member of gzip has flags that nobody knows");
        }
        pass(UNREAD_BYTES);
        if ((flags & EXTRA) != 0) {
            pass((int) due(2));
        }
        passText(flags & NAME);
        passText(flags & COMMENT);
        if ((flags & HEADER_CHECKED) != 0) {
            pass(2);
        }
    }

    private void pass(int bytes) throws IOException {
        for (int left = bytes; left > 0; left--) {
            due(1);
        }
    }

    private void passText(int flag) throws IOException {
        int length = 0;
        while (flag != 0 && due(1) != 0) {
            if (++length > LONGEST_TEXT) {
                throw new ZipException("a member of gzip has too long a name");
            }
        }
    }

    /** A number of so many bytes, the least significant first, which must come. */
    private long due(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            int next = next();
            if (next < 0) {
                throw new EOFException();
            }
            number |= (long) next << (8 * i);
        }
        return number;
    }

    private int next() throws IOException {
        return position < end || fill() ? packed[position++] & 0xFF : -1;
    }

    private boolean fill() throws IOException {
        int read = in.read(packed, 0, BUFFER);
        position = 0;
        end = Math.max(read, 0);
        return read > 0;
    }
}
