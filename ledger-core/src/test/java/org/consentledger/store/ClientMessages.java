package org.consentledger.store;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a PostgreSQL client sends, cut up into what the server answers together; knows a commit in whichever form it is sent.
 *
 * <p>Source: PostgreSQL documentation, "Message Formats".
 */
final class ClientMessages {
    /** The first message of a connection that is not a request for encryption. */
    private static final int STARTUP_MAJOR = 3;

    private final DataInputStream in;
    /** The names of prepared statements that commit; the unnamed one among them where it was the last to be parsed so. */
    private final Set<String> commits = new HashSet<>();

    private boolean started;

    ClientMessages(DataInputStream in) {
        this.in = in;
    }

    /**
     * What is answered together.
     *
     * @param begins whether a transaction begins in it
     * @param commitAt where in {@code bytes} the message begins that commits; -1 where none does
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    record RoundTrip(byte[] bytes, boolean begins, int commitAt) {
        boolean commits() {
            return commitAt >= 0;
        }

        boolean wholeTransaction() {
            return begins && commits();
        }
    }

    /** What was sent until the client waits for an answer; null at the end of the line. */
    @Nullable
    RoundTrip next() throws IOException {
        try {
            return started ? roundTrip() : startup();
        } catch (EOFException _) {
            return null;
        }
    }

    private RoundTrip startup() throws IOException {
        byte[] body = body();
        started = ByteBuffer.wrap(body).getShort() == STARTUP_MAJOR;
        return new RoundTrip(
                ByteBuffer.allocate(4 + body.length)
                        .putInt(4 + body.length)
                        .put(body)
                        .array(),
                false,
                -1);
    }

    private RoundTrip roundTrip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        boolean begun = false;
        int commitAt = -1;
        while (true) {
            char type = (char) in.readByte();
            byte[] body = body();
            boolean begin = type == 'Q' && is("begin", text(body, 0));
            begun |= begin;
            if (commits(type, body) && commitAt < 0) {
                commitAt = bytes.size();
            }
            bytes.write(type);
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(4 + body.length).array());
            bytes.writeBytes(body);
            // Parse, Bind, Describe, Execute and Close wait for a Sync; behind a begin the client goes on at once.
            if (!begin && "PBDEC".indexOf(type) < 0) {
                return new RoundTrip(bytes.toByteArray(), begun, commitAt);
            }
        }
    }

    private byte[] body() throws IOException {
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        return body;
    }

    private boolean commits(char type, byte[] body) {
        String first = text(body, 0);
        switch (type) {
            case 'Q' -> {
                return is("commit", first);
            }
            case 'P' -> {
                if (is("commit", text(body, first.length() + 1))) {
                    commits.add(first);
                } else {
                    commits.remove(first);
                }
            }
            case 'B' -> {
                return commits.contains(text(body, first.length() + 1));
            }
            default -> {
                // Only a bound statement is executed.
            }
        }
        return false;
    }

    private static boolean is(String command, String sql) {
        return command.equalsIgnoreCase(sql.strip());
    }

    private static String text(byte[] body, int from) {
        int end = from;
        while (end < body.length && body[end] != 0) {
            end++;
        }
        return new String(body, from, end - from, StandardCharsets.ISO_8859_1);
    }
}
