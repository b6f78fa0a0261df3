package org.consentledger.store;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stands between a client and the server, and cuts the line where it is told to. */
public final class CuttingProxy implements AutoCloseable {
    /** Where the line is cut, once. */
    enum Cut {
        NOWHERE,
        /** The server sees nothing of the round trip that commits. */
        BEFORE_ROUND_TRIP,
        /** The server sees what is to be committed, and not the commit behind it. */
        BEFORE_COMMIT,
        /** The commit is on its way when the line breaks. */
        WITH_COMMIT,
        /** The server commits; its answer is lost. */
        AFTER_COMMIT
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    private final int serverPort;
    private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NOWHERE);
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Runnable> late = new AtomicReference<>();
    private final CompletableFuture<Void> arrival = new CompletableFuture<>();
    private final CompletableFuture<Void> answered = new CompletableFuture<>();
    private volatile boolean reachable = true;

    /** Lets everybody through to {@code serverPort} on 127.0.0.1. */
    public CuttingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        Thread.ofVirtual().start(this::accept);
    }

    /** Where to connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Cuts the next line on which a commit is sent. */
    void cutNext(Cut where) {
        cut.set(where);
    }

    /** Holds the next transaction back that is a single round trip, breaks the line, and does {@code meanwhile} before. */
    void holdNext(Runnable meanwhile) {
        late.set(meanwhile);
    }

    /** Lets the late transaction through; returns once the server has answered it. */
    void arrive() {
        arrival.complete(null);
        answered.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** How many lines were cut at a commit. */
    int cuts() {
        return cuts.get();
    }

    /** How many were not let through. */
    int turnedAway() {
        return turnedAway.get();
    }

    /** Breaks every line and lets nobody through until told otherwise. */
    public void reachable(boolean now) {
        reachable = now;
        if (!now) {
            lines.forEach(Line::close);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (reachable) {
                    var line = new Line(client, new Socket(InetAddress.ofLiteral("127.0.0.1"), serverPort));
                    lines.add(line);
                    Thread.ofVirtual().start(line::toServer);
                    Thread.ofVirtual().start(line::toClient);
                } else {
                    turnedAway.incrementAndGet();
                    client.close();
                }
            } catch (IOException _) {
                // The next one may get through.
            }
        }
    }

    private final class Line {
        private final Socket client;
        private final Socket server;
        private volatile boolean mute;

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void toServer() {
            try {
                var messages =
                        new ClientMessages(new DataInputStream(new BufferedInputStream(client.getInputStream())));
                OutputStream out = server.getOutputStream();
                for (var next = messages.next(); next != null; next = messages.next()) {
                    Runnable meanwhile = next.wholeTransaction() ? late.getAndSet(null) : null;
                    if (meanwhile != null) {
                        holdBack(next, meanwhile);
                        return;
                    }
                    Cut here = next.commits() ? cut.getAndSet(Cut.NOWHERE) : Cut.NOWHERE;
                    if (here == Cut.NOWHERE) {
                        out.write(next.bytes());
                    } else {
                        cuts.incrementAndGet();
                        cutAt(here, next);
                        return;
                    }
                }
            } catch (IOException _) {
                // The line is broken; both ends learn of it below.
            } finally {
                if (!mute) {
                    close();
                }
            }
        }

        private void cutAt(Cut here, ClientMessages.RoundTrip commit) throws IOException {
            OutputStream out = server.getOutputStream();
            switch (here) {
                case NOWHERE, BEFORE_ROUND_TRIP -> {
                    // Nothing of it gets through.
                }
                case BEFORE_COMMIT -> out.write(commit.bytes(), 0, commit.commitAt());
                case WITH_COMMIT -> out.write(commit.bytes());
                case AFTER_COMMIT -> {
                    mute = true;
                    out.write(commit.bytes());
                }
            }
        }

        /** The line is broken for the client at once. */
        private void holdBack(ClientMessages.RoundTrip transaction, Runnable meanwhile) throws IOException {
            mute = true;
            meanwhile.run();
            client.setSoLinger(true, 0);
            client.close();
            arrival.join();
            server.getOutputStream().write(transaction.bytes());
        }

        void toClient() {
            try {
                byte[] buffer = new byte[1 << 16];
                InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream();
                for (int length = in.read(buffer); length >= 0 && !mute; length = in.read(buffer)) {
                    out.write(buffer, 0, length);
                }
            } catch (IOException _) {
                // The line is broken; both ends learn of it below.
            } finally {
                close();
                if (mute) {
                    answered.complete(null);
                }
            }
        }

        void close() {
            lines.remove(this);
            try (client;
                    server) {
                client.setSoLinger(true, 0);
            } catch (IOException _) {
                // It was closed already.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        lines.forEach(Line::close);
    }
}
