package org.consentledger.lists;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a stream, one after the other. A line beyond the limit is passed over and never held, unless it is endless. */
public final class Lines {
    /** Longest line, in bytes without its end. */
    public static final int LIMIT = 256 * 1024;

    /** How many bytes of one line are passed over before nobody expects its end any more. */
    public static final int ENDLESS = 64 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[64 * 1024];
    private int position;
    private int end;
    private long number;

    /** The lines of {@code in}. */
    public Lines(InputStream in) {
        this.in = in;
    }

    /**
     * A line without its end.
     *
     * @param number from 1
     * @param bytes null where the line is too long
     */
    @SuppressWarnings("ArrayRecordComponent") // handed from one method to the next, never compared
    public record Line(long number, byte @Nullable [] bytes) {}

    /** A line that does not come to its end. */
    public static final class Endless extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The next line, blank ones included; null at the end of the stream.
     *
     * @throws Endless where it does not end within {@link #ENDLESS} bytes
     */
    public @Nullable Line next() throws IOException {
        int scanned = position;
        while (true) {
            for (; scanned < end; scanned++) {
                if (buffer[scanned] == '\n') {
                    return taken(scanned, scanned + 1);
                }
            }
            if (end - position > LIMIT + 1) {
                return passedOver();
            }
            int before = position;
            if (!fill()) {
                return position == end ? null : taken(end, end);
            }
            scanned -= before - position;
        }
    }

    /** Whether more can be read without waiting for the sender. */
    public boolean ready() throws IOException {
        return position < end || in.available() > 0;
    }

    private Line taken(int lineEnd, int next) {
        int stop = lineEnd > position && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        boolean tooLong = stop - position > LIMIT;
        var line = new Line(++number, tooLong ? null : Arrays.copyOfRange(buffer, position, stop));
        position = next;
        return line;
    }

    private Line passedOver() throws IOException {
        for (int passed = 0; passed < ENDLESS; passed += end) {
            for (int i = position; i < end; i++) {
                if (buffer[i] == '\n') {
                    position = i + 1;
                    return new Line(++number, null);
                }
            }
            position = 0;
            end = 0;
            if (!fill()) {
                return new Line(++number, null);
            }
        }
        throw new Endless();
    }

    private boolean fill() throws IOException {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, end - position);
            end -= position;
            position = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, LIMIT + 64 * 1024));
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read > 0) {
            end += read;
        }
        return read > 0;
    }
}
