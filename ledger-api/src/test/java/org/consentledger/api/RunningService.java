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

/** A service that runs somewhere on this machine, asked over HTTP. */
public class RunningService {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final int port;

    RunningService(int port) {
        this.port = port;
    }

    /** The port on 127.0.0.1. */
    public final int port() {
        return port;
    }

    /** A request that is not sent yet. */
    public final HttpRequest.Builder request(String path) {
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
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
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

    /** Sends facts in bulk. */
    public final HttpResponse<String> bulk(String lines) {
        return send(request("/v1/facts/bulk")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines)));
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
