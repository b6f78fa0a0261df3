package org.consentledger.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.consentledger.api.RunningService;

/** Stands between the command line and the service, and cuts the line inside an answer. */
final class CuttingRelay implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    private final int servicePort;
    private final String text;
    private final AtomicInteger left;

    /** Cuts the line before what is answered tells {@code text} for the {@code nth} time. */
    CuttingRelay(RunningService service, String text, int nth) throws IOException {
        this.servicePort = service.port();
        service.keys().serve(listener.getLocalPort());
        this.text = text;
        this.left = new AtomicInteger(nth);
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                var service = new Socket(InetAddress.ofLiteral("127.0.0.1"), servicePort);
                Thread.ofVirtual().start(() -> pass(client, service, false));
                Thread.ofVirtual().start(() -> pass(service, client, true));
            } catch (IOException _) {
                // Closed.
            }
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                int at = answers ? new String(buffer, 0, length, StandardCharsets.ISO_8859_1).indexOf(text) : -1;
                if (at >= 0 && left.decrementAndGet() == 0) {
                    out.write(buffer, 0, at);
                    return;
                }
                out.write(buffer, 0, length);
            }
        } catch (IOException _) {
            // One of them is gone, and so is the other.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
