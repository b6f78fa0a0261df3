package org.consentledger.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.consentledger.app.LedgerApplication;
import org.consentledger.store.TestDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service on a free port and a fresh database. It runs until the JVM ends. */
final class TestService {
    /** For all tests that keep to persons and purposes of their own, whatever the policy. */
    static final TestService RUNNING = new TestService();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final TestDatabase database = TestDatabase.fresh();
    private final int port;

    /** With settings of its own, as they stand on a command line. */
    TestService(String... settings) {
        List<String> arguments = new ArrayList<>(settings(database, newSecrets()));
        arguments.addAll(List.of(settings));
        ConfigurableApplicationContext context =
                SpringApplication.run(LedgerApplication.class, arguments.toArray(String[]::new));
        port = context instanceof WebServerApplicationContext web && web.getWebServer() != null
                ? web.getWebServer().getPort()
                : 0;
    }

    /** What a service on {@code database} is told. */
    static List<String> settings(TestDatabase database, Path secrets) {
        return List.of(
                "--server.port=0",
                "--ledger.database.url=" + database.url(),
                "--ledger.database.username=" + database.service().user(),
                "--ledger.database.password=" + database.service().password(),
                "--ledger.database.owner-username=" + database.owner().user(),
                "--ledger.database.owner-password=" + database.owner().password(),
                "--ledger.secrets=" + secrets);
    }

    static Path newSecrets() {
        try {
            return Files.createTempDirectory("ledger-test-secrets-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestDatabase database() {
        return database;
    }

    int port() {
        return port;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(2));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> bulk(String lines) {
        return send(request("/v1/facts/bulk")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines)));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }
}
