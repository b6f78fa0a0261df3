package org.consentledger.lists;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A list's text in UTF-8, without a byte order mark, and with what tells at its end whether it was cut. */
final class Text extends FilterInputStream {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private boolean begun;
    private byte last = '\n';
    private long lines;
    private long quotes;

    Text(InputStream in) {
        super(in);
    }

    /** Whether the last line has its end. */
    boolean endsWithLine() {
        return last == '\n' || last == '\r';
    }

    /** How many lines have come to their end. */
    long lines() {
        return lines;
    }

    /** Whether a quote was opened and not closed, as far as quotes stand where RFC 4180 has them. */
    boolean inQuotes() {
        return (quotes & 1) != 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = begun ? in.read(bytes, from, length) : begin(bytes, from, length);
        for (int i = from; i < from + read; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
            quotes += bytes[i] == '"' ? 1 : 0;
        }
        if (read > 0) {
            last = bytes[from + read - 1];
        }
        return read;
    }

    private int begin(byte[] bytes, int from, int length) throws IOException {
        begun = true;
        if (length < MARK.length) {
            throw new IllegalStateException("a list is read by few bytes at first");
        }
        int read = 0;
        while (read < MARK.length) {
            int more = in.read(bytes, from + read, length - read);
            if (more < 0) {
                return read == 0 ? -1 : read;
            }
            read += more;
        }
        if (!Arrays.equals(bytes, from, from + MARK.length, MARK, 0, MARK.length)) {
            return read;
        }
        System.arraycopy(bytes, from + MARK.length, bytes, from, read - MARK.length);
        return read == MARK.length ? in.read(bytes, from, length) : read - MARK.length;
    }

    /** Nothing: so that whoever fills a buffer is content with what has come, and does not wait for it to be full. */
    @Override
    public int available() {
        return 0;
    }
}
