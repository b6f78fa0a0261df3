package org.consentledger.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.consentledger.seal.Malformed;
import org.consentledger.seal.SignedNote;
import org.consentledger.seal.SigningKey;
import org.consentledger.seal.VerifierKey;
import org.consentledger.seal.Witness;
import org.consentledger.seal.WitnessRequest;

/**
 * A witness of some logs over HTTP.
 *
 * <p>Source: C2SP tlog-witness.
 */
public final class WitnessServer implements AutoCloseable {
    private static final String SUBMISSION = "/add-checkpoint";
    private static final String MONITORED = "/checkpoint";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int MOST_BYTES = SignedNote.MOST_BYTES;
    private static final int STOPPING_SECONDS = 1;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, WitnessedLog> byOrigin;
    private final Map<String, WitnessedLog> byHash;

    /**
     * Begins to answer.
     *
     * @throws IOException where the address cannot be listened at
     */
    WitnessServer(InetSocketAddress address, Iterable<WitnessedLog> logs) throws IOException {
        byOrigin = by(logs, WitnessedLog::origin);
        byHash = by(logs, WitnessedLog::originHash);
        server = HttpServer.create(address, 0);
        server.setExecutor(executor);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * A witness of the logs that these verifier keys are of, whose files lie in {@code folder}.
     *
     * @throws IOException where the address cannot be listened at
     */
    public static WitnessServer of(
            SigningKey key, List<VerifierKey> logs, Path folder, InetSocketAddress address, Clock clock)
            throws IOException {
        Map<String, List<VerifierKey>> named =
                logs.stream().collect(Collectors.groupingBy(VerifierKey::name, TreeMap::new, Collectors.toList()));
        return new WitnessServer(
                address,
                named.values().stream()
                        .map(log -> new WitnessedLog(key, log, folder, clock))
                        .toList());
    }

    private static Map<String, WitnessedLog> by(Iterable<WitnessedLog> logs, Function<WitnessedLog, String> key) {
        return StreamSupport.stream(logs.spliterator(), false)
                .collect(Collectors.toUnmodifiableMap(key, Function.identity()));
    }

    /** The port that it listens at. */
    public int port() {
        return server.getAddress().getPort();
    }

    private record Reply(int status, String type, String body) {
        static Reply of(int status) {
            return new Reply(status, TEXT, "");
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            byte[] body = reply.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(SUBMISSION)) {
            return exchange.getRequestMethod().equals("POST") ? submitted(exchange) : Reply.of(405);
        }
        WitnessedLog log = path.endsWith(MONITORED)
                ? byHash.get(path.substring(1, Math.max(1, path.length() - MONITORED.length())))
                : null;
        return Optional.ofNullable(log)
                .flatMap(WitnessedLog::last)
                .map(note -> new Reply(200, TEXT, note.toString()))
                .orElseGet(() -> Reply.of(404));
    }

    private Reply submitted(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            return Reply.of(413);
        }
        WitnessRequest request;
        String origin;
        try {
            request = WitnessRequest.parse(body);
            origin = origin(request);
        } catch (Malformed _) {
            return Reply.of(400);
        }
        WitnessedLog log = byOrigin.get(origin);
        if (log == null) {
            return Reply.of(404);
        }
        return switch (log.add(request)) {
            case Witness.Cosigned signed ->
                new Reply(200, TEXT, signed.signature().line() + "\n");
            case Witness.Conflict conflict ->
                new Reply(409, "text/x.tlog.size", Long.toUnsignedString(conflict.size()) + "\n");
            case Witness.Refused refused ->
                Reply.of(
                        switch (refused) {
                            case MALFORMED -> 400;
                            case NOT_SIGNED -> 403;
                            case INCONSISTENT -> 422;
                        });
        };
    }

    /** The first line, which says whose keys count; the rest is read when they have signed it. */
    private static String origin(WitnessRequest request) {
        return request.checkpoint().text().lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        server.stop(STOPPING_SECONDS);
        executor.shutdownNow();
    }
}
