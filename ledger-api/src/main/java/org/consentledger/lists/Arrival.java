package org.consentledger.lists;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A list's bytes as they arrive. Tells the sink before it waits for more, and remembers how they ended. */
final class Arrival extends InputStream {
    private final InputStream in;
    private final Rows rows;
    private boolean begun;
    private boolean ended;
    private @Nullable IOException lost;

    Arrival(InputStream in, Rows rows) {
        this.in = in;
        this.rows = rows;
    }

    /** Whether anything has come. */
    boolean begun() {
        return begun;
    }

    /** Whether every byte has come. */
    boolean ended() {
        return ended;
    }

    /** Why no more can come; null while it may. */
    @Nullable
    IOException lost() {
        return lost;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            if (in.available() == 0) {
                pause();
            }
            int read = in.read(bytes, from, length);
            begun |= read > 0;
            ended = read < 0;
            return read;
        } catch (IOException e) {
            lost = e;
            throw e;
        }
    }

    private void pause() throws IOException {
        boolean waiting = rows.pause();
        while (waiting && in.available() == 0) {
            waiting = rows.pause();
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }
}
