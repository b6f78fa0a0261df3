package org.consentledger.api;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * How fast a running service takes facts in bulk over one connection: uses by contact point, with time-ordered ids.
 *
 * <p>Arguments: {@code <port> <lines>}. Start the service with {@code -Xmx256m} to see that memory is bounded.
 */
public final class BulkLoad {
    private static final int BUFFER_BYTES = 1 << 20;

    private BulkLoad() {}

    /** Sends, reads the answers at the same time, and prints the rate and the summary. */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        long lines = Long.parseLong(arguments[1]);
        long begun = System.nanoTime();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(socket, lines));
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String summary = answers.lines()
                    .filter(line -> line.startsWith("{\"summary\"") || line.startsWith("{\"stopped\""))
                    .findFirst()
                    .orElse("cut off");
            sending.join();
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf("%,d lines in %.1f s: %,.0f a second%n%s%n", lines, seconds, lines / seconds, summary);
        }
    }

    private static void send(Socket socket, long lines) {
        try {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
            String head = """
                    POST /v1/facts/bulk HTTP/1.1
                    Host: 127.0.0.1
                    Connection: close
                    Content-Type: application/x-ndjson
                    Transfer-Encoding: chunked

                    """;
            out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            long run = System.currentTimeMillis() << 16;
            for (long i = 0; i < lines; i++) {
                byte[] line = line(run + i).getBytes(StandardCharsets.US_ASCII);
                out.write((Integer.toHexString(line.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(line);
                out.write('\r');
                out.write('\n');
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static String line(long i) {
        UUID id = new UUID((i & ~0xF000L) | 0x7000L, 0x8000_0000_0000_0000L | i);
        UUID contactPoint = new UUID(0x4000L, 0x8000_0000_0000_0000L | (i % 50_000));
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"load\","
                + "\"type\":\"org.consentledger.contact-point.used\",\"time\":\"2016-01-01T00:00:00Z\","
                + "\"data\":{\"contactPoint\":\"" + contactPoint
                + "\",\"purpose\":\"advertising.audience-match\",\"programme\":\"tailored-audiences\",\"advertiser\":\"acme\",\"list\":\"l1\"}}\n";
    }
}
