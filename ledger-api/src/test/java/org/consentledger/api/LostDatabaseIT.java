package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.consentledger.store.CuttingProxy;
import org.consentledger.store.TestDatabase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A service that loses its database: it says so, and goes on once the database is back. */
class LostDatabaseIT {
    private static final String QUESTION = "{\"value\":{\"channel\":\"email\",\"plain\":\"lost@example.com\"},"
            + "\"purpose\":\"security.two-factor\",\"at\":\"2999-01-01T00:00:00Z\"}";

    private static final String CHECK =
            "{\"items\":[{\"channel\":\"email\",\"plain\":\"lost@example.com\"}],\"purpose\":\"security.two-factor\"}";

    @Test
    void everything_is_unavailable_until_the_database_is_back_and_as_before_then() throws IOException {
        TestDatabase database = TestDatabase.fresh();
        try (var proxy = new CuttingProxy(database.port());
                ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            var service = new TestService(database, proxy.port(), "--ledger.patience=PT1S");
            List<String> events = Events.everyType("105d0000", "lost").values().stream()
                    .map(Events::text)
                    .toList();
            String definition = events.getFirst();
            String collected = events.get(3);
            assertThat(service.bulk(definition).body()).contains("\"recorded\":1");
            String answered = service.post("/v1/questions", QUESTION).body();
            assertThat(answered).contains("NO_RECORD");

            try (var stream = BareRequest.chunked(service.port(), "/v1/facts/bulk", "application/x-ndjson")) {
                stream.chunk(definition + "\n");
                assertThat(stream.answerUntil("\\}\n")).contains("\"before\":true");

                assertThat(service.post("/v1/checks", CHECK).statusCode()).isEqualTo(200);
                proxy.reachable(false);
                awaitForgotten(service);
                // Each waits for a connection that does not come.
                List<CompletableFuture<HttpResponse<String>>> unavailable = List.of(
                        later(() -> service.post("/v1/facts", definition), askers),
                        later(() -> service.post("/v1/facts", collected), askers),
                        later(() -> service.post("/v1/questions", QUESTION), askers),
                        later(() -> service.post("/v1/histories", "{\"person\":\"lost\"}"), askers),
                        later(() -> service.get("/v1/ledger"), askers),
                        later(() -> service.get("/v1/facts/1"), askers));
                var bulk = later(() -> service.bulk(definition + "\n" + collected), askers);
                var readiness = later(() -> service.get("/actuator/health/readiness"), askers);
                var ended = later(() -> end(stream), askers);

                unavailable.forEach(one -> assertUnavailable(one.join()));
                assertThat(bulk.join().body())
                        .startsWith("{\"stopped\":{\"line\":1,\"problem\":{")
                        .contains("/ledger-unavailable");
                assertThat(readiness.join().statusCode()).isEqualTo(503);
                assertThat(ended.join())
                        .as("a stream that was answered, but for its summary")
                        .contains("{\"stopped\":{\"line\":2,\"problem\":{")
                        .contains("/ledger-unavailable");
            }
            assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);

            proxy.reachable(true);
            HttpResponse<String> again = service.post("/v1/questions", QUESTION);
            while (again.statusCode() == 503) {
                again = service.post("/v1/questions", QUESTION);
            }
            assertThat(again.body().replaceAll("\"ledgerSize\":\\d+", ""))
                    .isEqualTo(answered.replaceAll("\"ledgerSize\":\\d+", ""));
            assertThat(service.post("/v1/facts", definition).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoever_stops_it_meanwhile_does_not_wait_for_the_database() throws IOException {
        TestDatabase database = TestDatabase.fresh();
        try (var proxy = new CuttingProxy(database.port())) {
            var service = new TestService(database, proxy.port());
            ObjectNode definition =
                    Events.everyType("105d0001", "stopped").values().iterator().next();
            assertThat(service.post("/v1/facts", Events.text(definition)).statusCode())
                    .isEqualTo(201);
            assertThat(service.post("/v1/checks", CHECK).statusCode()).isEqualTo(200);
            proxy.reachable(false);
            // By then the node has waited for seconds, for a connection that does not come for some more.
            awaitForgotten(service);
            long begun = System.nanoTime();
            service.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
    }

    /** Once the database has been silent for the node's patience, it does not answer from memory any more. */
    private static void awaitForgotten(TestService service) {
        HttpResponse<String> check = service.post("/v1/checks", CHECK);
        while (check.statusCode() == 200) {
            check = service.post("/v1/checks", CHECK);
        }
        assertUnavailable(check);
    }

    private static <T> CompletableFuture<T> later(Supplier<T> asking, ExecutorService askers) {
        return CompletableFuture.supplyAsync(asking, askers);
    }

    private static String end(BareRequest stream) {
        try {
            stream.chunk("");
            return stream.answerUntil("\\}\\}\\}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertUnavailable(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(response.body())
                .isEqualTo("{\"type\":\"https://consentledger.org/problems/ledger-unavailable\","
                        + "\"title\":\"The ledger is not available at this moment\",\"status\":503,\"retry\":true}");
    }
}
