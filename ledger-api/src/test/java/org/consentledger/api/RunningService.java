package org.consentledger.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.consentledger.access.Role;

/** A service that runs somewhere on this machine, asked over HTTP. */
public class RunningService {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final int port;
    private final TestKeys keys;

    RunningService(int port, TestKeys keys) {
        this.port = port;
        this.keys = keys;
        keys.serve(port);
    }

    /** The keys that it is asked with. */
    public final TestKeys keys() {
        return keys;
    }

    /** The port on 127.0.0.1. */
    public final int port() {
        return port;
    }

    /** A request that is not sent yet, with a key of a role that may ask there. */
    public final HttpRequest.Builder request(String path) {
        return nobodys(path).setHeader("Authorization", keys.authorization(path));
    }

    /** A request that is not sent yet, with the key of {@code role}. */
    public final HttpRequest.Builder request(Role role, String path) {
        return nobodys(path).setHeader("Authorization", "Bearer " + keys.of(role));
    }

    /** A request that is not sent yet, without a key. */
    public final HttpRequest.Builder nobodys(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(2));
    }

    /** Sends a request and waits for the answer. */
    public final HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Posts JSON. */
    public final HttpResponse<String> post(String path, String body) {
        HttpRequest.Builder request = TestKeys.isRetraction(body) ? request(Role.STEWARD, path) : request(path);
        return send(request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    /** Posts JSON; what comes back are bytes. */
    public final byte[] bytes(String path, String body) {
        try {
            return CLIENT.send(
                            request(path)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends facts in bulk, all of them with the key of an importer, or of a steward where all are retractions. */
    public final HttpResponse<String> bulk(String lines) {
        return bulk(TestKeys.isRetraction(lines) ? Role.STEWARD : Role.IMPORTER, lines);
    }

    private HttpResponse<String> bulk(Role role, String lines) {
        return send(request(role, "/v1/facts/bulk")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines)));
    }

    /** Sends facts in bulk and in their order, each with the key of a role that may report it; all that is answered, line by line. */
    public final String everybodysBulk(List<String> facts) {
        var answers = new StringBuilder();
        for (int begin = 0, end; begin < facts.size(); begin = end) {
            boolean retraction = TestKeys.isRetraction(facts.get(begin));
            for (end = begin + 1; end < facts.size() && TestKeys.isRetraction(facts.get(end)) == retraction; end++) {}
            answers.append(bulk(String.join("\n", facts.subList(begin, end))).body());
        }
        return answers.toString();
    }

    /** Sends a list in CSV, of hashes of e-mail addresses. */
    public final HttpResponse<String> list(String path, String list) {
        return send(request(path + "&profile=plain-1&channel=email")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(list)));
    }

    /** Gets. */
    public final HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }
}
