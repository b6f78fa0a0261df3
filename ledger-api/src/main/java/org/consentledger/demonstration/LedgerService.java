package org.consentledger.demonstration;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ledger's service, as anybody reaches it over HTTP. */
final class LedgerService implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int PAGE = 1_000;

    private final String address;
    private final Keys keys;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** What it is asked with, a key for each role. */
    record Keys(String importer, String steward, String investigator) {
        /** Tells nothing of them. */
        @Override
        public String toString() {
            return "Keys[hidden]";
        }
    }

    /** @param address without a slash at its end */
    LedgerService(String address, Keys keys) {
        this.address = address;
        this.keys = keys;
    }

    String address() {
        return address;
    }

    /** How many facts the ledger holds. */
    long size() throws IOException, InterruptedException {
        return get("/v1/ledger").path("size").asLong();
    }

    /** Who reported the fact at a place. */
    String source(long place) throws IOException, InterruptedException {
        return get("/v1/facts/" + place).path("source").asString();
    }

    /** What became of some lines. */
    record Recorded(long recorded, long before, List<Refused> refused) {}

    record Refused(
            long line, @Nullable String type, @Nullable String field) {}

    /** Hands in lines of facts; answered once each is durable or refused. */
    CompletableFuture<Recorded> record(Lines lines) {
        HttpRequest request = request("/v1/facts/bulk", lines.retractions() ? keys.steward() : keys.importer())
                .header("Content-Type", "application/x-ndjson")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofByteArray(lines.bytes()))
                .build();
        return client.sendAsync(request, BodyHandlers.ofLines()).thenApply(LedgerService::recorded);
    }

    private static Recorded recorded(HttpResponse<Stream<String>> response) {
        List<JsonNode> answers;
        try (Stream<String> lines = response.body()) {
            answers = lines.map(JSON::readTree).toList();
        }
        if (response.statusCode() != 200 || answers.isEmpty()) {
            throw new DemonstrationFailed("the service took no facts: status " + response.statusCode());
        }
        JsonNode summary = answers.getLast().path("summary");
        if (summary.isMissingNode()) {
            throw new DemonstrationFailed(
                    "the service stopped taking facts: " + answers.getLast().path("stopped"));
        }
        List<Refused> refused = answers.stream()
                .filter(answer -> answer.has("problem"))
                .map(answer -> new Refused(
                        answer.path("line").asLong(),
                        text(answer.path("problem").path("type")),
                        text(answer.path("problem").path("field"))))
                .toList();
        return new Recorded(
                summary.path("recorded").asLong(), summary.path("before").asLong(), refused);
    }

    /** The answer about the only contact point that holds a value, for a whole day in UTC. */
    JsonNode onDay(Said.Value value, String purpose, String day) throws IOException, InterruptedException {
        JsonNode answers =
                post("/v1/questions", new Question(value, purpose, day, "UTC")).path("answers");
        if (answers.size() != 1) {
            throw new DemonstrationFailed("the ledger knows " + answers.size() + " contact points of a number");
        }
        return answers.get(0);
    }

    private record Question(Said.Value value, String purpose, String on, String zone) {}

    /** All facts of a contact point's history, in order of place. */
    List<JsonNode> history(String contactPoint) throws IOException, InterruptedException {
        var facts = new ArrayList<JsonNode>();
        long after = 0;
        while (true) {
            JsonNode page = get("/v1/contact-points/" + contactPoint + "/history?limit=" + PAGE + "&after=" + after);
            StreamSupport.stream(page.path("facts").spliterator(), false).forEach(facts::add);
            if (!page.hasNonNull("next")) {
                return facts;
            }
            after = page.path("next").asLong();
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return json(request(path, keys.investigator()));
    }

    private JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return json(request(path, keys.investigator())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(CloudEventLines.json(body))));
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + key);
    }

    private JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new DemonstrationFailed("the service did not answer: status " + response.statusCode());
        }
        return JSON.readTree(response.body());
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    @Override
    public void close() {
        client.close();
    }
}
