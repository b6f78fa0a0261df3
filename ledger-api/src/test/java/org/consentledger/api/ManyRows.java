package org.consentledger.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list that is sent over a connection of its own; its answers are read while it is sent, and only the last one is looked at. */
final class ManyRows {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int TAIL_BYTES = 1 << 13;
    private static final Pattern SUMMARY = Pattern.compile("\\{\"(summary|receipt)\":.*}", Pattern.DOTALL);

    private ManyRows() {}

    /** What is sent; the same bytes each time. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Sends a list in CSV.
     *
     * @param headers further ones, each with its line end
     * @return the summary
     */
    static String send(int port, String path, String headers, long length, Body body) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    OutputStream out = socket.getOutputStream();
                    String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/csv\r\n"
                            + "Connection: close\r\nAuthorization: "
                            + TestKeys.at(port).authorization(path) + "\r\n" + headers + "Content-Length: " + length
                            + "\r\n\r\n";
                    out.write(head.getBytes(StandardCharsets.US_ASCII));
                    body.writeTo(out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            String summary = summary(socket.getInputStream());
            sending.join();
            return summary;
        }
    }

    private static String summary(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int kept = 0;
        for (int read = in.read(buffer, 0, BUFFER_BYTES); read >= 0; ) {
            int all = kept + read;
            kept = Math.min(all, TAIL_BYTES);
            System.arraycopy(buffer, all - kept, buffer, 0, kept);
            read = in.read(buffer, kept, BUFFER_BYTES - kept);
        }
        Matcher found = SUMMARY.matcher(new String(buffer, 0, kept, StandardCharsets.UTF_8));
        if (!found.find()) {
            throw new IllegalStateException("the answer does not end with a summary: "
                    + new String(buffer, 0, Math.min(kept, 1_000), StandardCharsets.UTF_8));
        }
        return found.group();
    }
}
