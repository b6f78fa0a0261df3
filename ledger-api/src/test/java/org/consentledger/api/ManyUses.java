package org.consentledger.api;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;

/** A bulk stream of uses by contact point, with time-ordered ids, over one connection; its answers are read while it is sent. */
final class ManyUses {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int CHUNK_BYTES = 1 << 14;
    private static final int CONTACT_POINTS = 50_000;

    private final long lines;
    private final boolean packed;

    /** @param packed whether they are sent as gzip, which arrives faster than it is recorded */
    ManyUses(long lines, boolean packed) {
        this.lines = lines;
        this.packed = packed;
    }

    /**
     * Sends all of them and reads every answer.
     *
     * @return the last line of the answer, behind one with a place for each line, in their order
     */
    String sendTo(int port) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(socket));
            var answers = new BufferedReader(
                    new InputStreamReader(new ReceivedChunks(socket.getInputStream()), StandardCharsets.UTF_8));
            for (long line = 1; line <= lines; line++) {
                String answer = answers.readLine();
                if (answer == null || !answer.startsWith("{\"line\":" + line + ",\"place\":")) {
                    throw new IllegalStateException("line " + line + " was answered " + answer);
                }
            }
            String last = answers.readLine();
            sending.join();
            if (last == null || answers.readLine() != null) {
                throw new IllegalStateException("the answer does not end with one more line");
            }
            return last;
        }
    }

    private void send(Socket socket) {
        try {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
            String head = "POST /v1/facts/bulk HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\n"
                    + (packed ? "Content-Encoding: gzip\r\n" : "") + "Transfer-Encoding: chunked\r\n\r\n";
            out.write(TestKeys.at(socket.getPort()).authorized(head).getBytes(StandardCharsets.US_ASCII));
            OutputStream chunks = new SentChunks(out);
            try (OutputStream body = packed ? new GZIPOutputStream(chunks, CHUNK_BYTES) : chunks) {
                long run = System.currentTimeMillis() << 16;
                for (long i = 0; i < lines; i++) {
                    body.write(line(run + i).getBytes(StandardCharsets.US_ASCII));
                }
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(long i) {
        UUID id = new UUID((i & ~0xF000L) | 0x7000L, 0x8000_0000_0000_0000L | i);
        UUID contactPoint = new UUID(0x4000L, 0x8000_0000_0000_0000L | (i % CONTACT_POINTS));
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"load\","
                + "\"type\":\"org.consentledger.contact-point.used\",\"time\":\"2016-01-01T00:00:00Z\","
                + "\"data\":{\"contactPoint\":\"" + contactPoint
                + "\",\"purpose\":\"advertising.audience-match\",\"programme\":\"tailored-audiences\",\"advertiser\":\"acme\",\"list\":\"l1\"}}\n";
    }

    /** A body that is sent in chunks, each as it is written. */
    private static final class SentChunks extends OutputStream {
        private final OutputStream out;

        SentChunks(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > 0) {
                out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(bytes, offset, length);
                out.write('\r');
                out.write('\n');
            }
        }

        @Override
        public void close() throws IOException {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** The body of an answer that comes in chunks, behind its head. */
    private static final class ReceivedChunks extends InputStream {
        private final InputStream in;
        private int left;
        private boolean ended;

        ReceivedChunks(InputStream in) throws IOException {
            this.in = in;
            String head = line();
            if (!head.startsWith("HTTP/1.1 200")) {
                throw new IOException("the stream was refused: " + head);
            }
            while (!line().isEmpty()) {
                // A header.
            }
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                left = Integer.parseInt(line(), 16);
                ended = left == 0;
            }
            if (ended) {
                return -1;
            }
            int read = in.read(bytes, offset, Math.min(left, length));
            if (read < 0) {
                throw new IOException("the answer breaks off");
            }
            left -= read;
            if (left == 0) {
                line();
            }
            return read;
        }
    }
}
