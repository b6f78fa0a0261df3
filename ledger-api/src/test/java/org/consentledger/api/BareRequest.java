package org.consentledger.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A request over a bare socket, of which as much is sent as one likes, and when one likes. */
public final class BareRequest implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final StringBuilder answer = new StringBuilder();

    /** Sends nothing yet. */
    BareRequest(int port) throws IOException {
        socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        out = socket.getOutputStream();
        in = socket.getInputStream();
    }

    /** Sends the head of a request whose body comes in chunks. */
    static BareRequest chunked(int port, String path, String contentType) throws IOException {
        var request = new BareRequest(port);
        request.send(TestKeys.at(port)
                .authorized("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + contentType
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n"));
        return request;
    }

    /** Sends {@code text}. */
    public static BareRequest sent(int port, String text) throws IOException {
        var request = new BareRequest(port);
        request.send(TestKeys.at(port).authorized(text));
        return request;
    }

    /** Sends the head of a request that claims to have a body of {@code length} bytes. */
    public static BareRequest claiming(int port, String path, String contentType, long length) throws IOException {
        var request = new BareRequest(port);
        request.send(TestKeys.at(port)
                .authorized("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + contentType
                        + "\r\nContent-Length: " + length + "\r\n\r\n"));
        return request;
    }

    /** Sends some of it. */
    public void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends some of what is no text. */
    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Sends a part of a body that comes in chunks; an empty one ends it. */
    void chunk(String text) throws IOException {
        chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #chunk(String)}, of what is no text. */
    void chunk(byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends the same chunk until the service answers or hangs up, {@code most} bytes at most; how many went. */
    long chunksUntilAnswered(String text, long most) {
        long sent = 0;
        try {
            while (sent < most && in.available() == 0) {
                chunk(text);
                sent += text.length();
            }
        } catch (IOException _) {
            // The service has closed the connection: what it answered is still there to read.
        }
        return sent;
    }

    /** Sends the same chunk and reads nothing, until the service hangs up, {@code most} bytes at most; how many went. */
    long chunksUntilClosed(String text, long most) {
        long sent = 0;
        try {
            while (sent < most) {
                chunk(text);
                sent += text.length();
            }
        } catch (IOException _) {
            // As expected.
        }
        return sent;
    }

    /** What has come of the answer, head included, once {@code pattern} is found in it or nothing more comes. */
    public String answerUntil(String pattern) throws IOException {
        Pattern end = Pattern.compile(pattern);
        byte[] buffer = new byte[8_192];
        try {
            while (!end.matcher(answer).find()) {
                int read = in.read(buffer);
                if (read < 0) {
                    break;
                }
                answer.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
            }
        } catch (SocketException _) {
            // Closed by the service, which does not read the rest.
        }
        return answer.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
