package org.consentledger.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/** A request's body that knows what of it has come, in the system's buffer of the connection too. For the request's own thread. */
public final class ArrivingBody extends FilterInputStream {
    /** Whoever sends so much is likely to send more. */
    private static final int MUCH_BYTES = 1 << 16;

    private final org.apache.coyote.@Nullable Request connection;
    private int tillMuch = MUCH_BYTES;

    private ArrivingBody(HttpServletRequest request) throws IOException {
        super(request.getInputStream());
        this.connection = (org.apache.coyote.Request) request.getAttribute(ArrivalValve.CONNECTION);
    }

    /** The body of {@code request}. */
    public static ArrivingBody of(HttpServletRequest request) throws IOException {
        return new ArrivingBody(request);
    }

    /** More than 0 where reading does not wait. Tomcat by itself tells of no more than its own small buffer holds. */
    @Override
    public int available() throws IOException {
        int read = in.available();
        if (read > 0 || connection == null || connection.isFinished()) {
            return read;
        }
        connection.action(ActionCode.AVAILABLE, true);
        return connection.getAvailable() > 0 ? 1 : 0;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = in.read(bytes, from, length);
        if (tillMuch > 0 && connection != null) {
            tillMuch -= read;
            if (tillMuch <= 0) {
                GrowingHttp.grow(connection);
            }
        }
        return read;
    }
}
