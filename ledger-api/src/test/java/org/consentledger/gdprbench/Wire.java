package org.consentledger.gdprbench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import org.consentledger.access.Role;
import org.consentledger.api.TestKeys;

/** A kept connection to a service, one request after the other: as little of a client as there can be. */
final class Wire implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Socket socket;
    private final InputStream in;
    private final TestKeys keys;

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setTcpNoDelay(true);
        keys = TestKeys.at(port);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    }

    /** Posts JSON; the whole body of the answer. */
    String post(String path, String json) throws IOException {
        return post(path, "application/json", json);
    }

    /** The whole body of an answer; any status but 200 and 201 is an error. */
    String post(String path, String contentType, String body) throws IOException {
        return post(path, contentType, body, keys.authorization(path));
    }

    /** As {@link #post(String, String, String)}, of retractions, which are a steward's. */
    String retract(String lines) throws IOException {
        return post("/v1/facts/bulk", "application/x-ndjson", lines, "Bearer " + keys.of(Role.STEWARD));
    }

    private String post(String path, String contentType, String body, String authorization) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        return send(
                "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + authorization
                        + "\r\nContent-Type: " + contentType + "\r\nContent-Length: " + bytes.length + "\r\n\r\n",
                bytes);
    }

    /** As {@link #post}. */
    String get(String path) throws IOException {
        return send(
                "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + keys.authorization(path)
                        + "\r\n\r\n",
                new byte[0]);
    }

    private String send(String head, byte[] body) throws IOException {
        var request = new ByteArrayOutputStream(head.length() + body.length);
        request.write(head.getBytes(ISO_8859_1));
        request.write(body);
        socket.getOutputStream().write(request.toByteArray());
        String status = line();
        int length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        String answer = new String(length >= 0 ? in.readNBytes(length) : chunks(), UTF_8);
        if (!status.contains(" 200") && !status.contains(" 201")) {
            throw new IOException(status + " " + answer);
        }
        return answer;
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int length = chunk(); length > 0; length = chunk()) {
            body.write(in.readNBytes(length));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the service hung up");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
