package org.consentledger.api;

import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** HTTP/1.1 over connections with small buffers, of which a few become large while much goes over them. */
public final class GrowingHttp extends Http11NioProtocol {
    /*
     * Tomcat reads and writes no more at a time than a connection's buffers hold. They cannot be made small again, and Tomcat uses
     * them for other connections, so that no more than a few are made large.
     */
    private static final int LARGE_BYTES = 1 << 16;

    private static final int MOST_LARGE = 64;
    /** Where nobody else keeps notes. */
    private static final int CONNECTION_NOTE = 31;

    private final Set<SocketBufferHandler> large = Collections.newSetFromMap(new WeakHashMap<>());

    /** For Tomcat. */
    public GrowingHttp() {}

    @Override
    protected Processor createProcessor() {
        return new Http11Processor(this, getAdapter()) {
            @Override
            public SocketState service(SocketWrapperBase<?> connection) throws IOException {
                getRequest().setNote(CONNECTION_NOTE, (Growing) () -> grow(connection.getSocketBufferHandler()));
                try {
                    return super.service(connection);
                } finally {
                    getRequest().setNote(CONNECTION_NOTE, null);
                }
            }
        };
    }

    private interface Growing {
        void grow();
    }

    /** Makes the buffers of a request's connection large, if few are. For the request's own thread. */
    static void grow(Request request) {
        if (request.getNote(CONNECTION_NOTE) instanceof Growing connection) {
            connection.grow();
        }
    }

    private void grow(SocketBufferHandler buffers) {
        synchronized (large) {
            if (large.size() < MOST_LARGE && large.add(buffers)) {
                buffers.expand(LARGE_BYTES);
            }
        }
    }
}
