package org.consentledger.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import org.consentledger.lists.Packing;

/** A request's body, taken up to a limit and within a time. */
public final class Body {
    /** Largest body of a request about one thing, in bytes, and before it is unpacked as well. */
    static final int LIMIT = 1 << 20;

    private static final int BUFFER = 8_192;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Body() {}

    /**
     * The whole body.
     *
     * @throws ProblemFound where it is too large, which a claimed length tells before anything is read, or too slow
     */
    static byte[] read(HttpServletRequest request) throws IOException {
        return read(request, LIMIT);
    }

    /** As {@link #read(HttpServletRequest)}, of at most {@code limit} bytes. */
    public static byte[] read(HttpServletRequest request, int limit) throws IOException {
        if (request.getContentLengthLong() > limit) {
            throw new ProblemFound(Problem.beyond(ProblemType.BODY_TOO_LARGE, limit));
        }
        boolean claimed = request.getContentLengthLong() >= 0 && request.getHeader("Content-Encoding") == null;
        int expected = claimed ? (int) request.getContentLengthLong() : BUFFER;
        try (InputStream in = stream(request)) {
            return read(in, Math.min(expected, BUFFER), limit, PATIENCE);
        }
    }

    /** All of a stream, which must end within {@code patience}, however little at a time it brings. */
    static byte[] read(InputStream in, int limit, Duration patience) throws IOException {
        return read(in, BUFFER, limit, patience);
    }

    private static byte[] read(InputStream in, int expected, int limit, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        var whole = new ByteArrayOutputStream(expected);
        // One more, so that the end is seen with the last byte.
        byte[] buffer = new byte[expected + 1];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            whole.write(buffer, 0, read);
            if (whole.size() > limit) {
                throw new ProblemFound(Problem.beyond(ProblemType.BODY_TOO_LARGE, limit));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new ProblemFound(Problem.of(ProblemType.REQUEST_TIMEOUT));
            }
        }
        return whole.toByteArray();
    }

    /** The body as it arrives, unpacked where it is gzip. */
    static InputStream stream(HttpServletRequest request) throws IOException {
        String encoding = request.getHeader("Content-Encoding");
        return switch (encoding == null ? "identity" : encoding.trim().toLowerCase(Locale.ROOT)) {
            case "identity" -> ArrivingBody.of(request);
            case "gzip" -> Packing.GZIP.unpacked(ArrivingBody.of(request));
            default -> throw new ProblemFound(Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE));
        };
    }

    /** What is wrong with a body that could not be read to its end. */
    static Problem unread(IOException e) {
        // Tomcat wraps the time-out.
        boolean late = e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException;
        return Problem.of(late ? ProblemType.REQUEST_TIMEOUT : ProblemType.BAD_REQUEST);
    }
}
