package org.consentledger.gdprbench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.consentledger.api.TestKeys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A processor's own copy of who may be used for a purpose, told by the stream of changes for as long as it is open. */
final class KeptCopy implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration BEARABLE_AGE = Duration.ofSeconds(15);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final InputStream body;
    private final Map<String, Instant> until = new ConcurrentHashMap<>();
    private final CountDownLatch filled = new CountDownLatch(1);
    private volatile Instant upTo = Instant.MIN;
    private volatile long place;

    KeptCopy(int port, String purpose) throws IOException, InterruptedException {
        body = CLIENT.send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + port + "/v1/changes?purpose=" + purpose))
                                .header("Authorization", TestKeys.at(port).authorization("/v1/changes"))
                                .build(),
                        BodyHandlers.ofInputStream())
                .body();
        Thread.ofPlatform().daemon().start(this::follow);
        filled.await();
    }

    /** How many may be used at {@code now}; a copy that has not heard for too long permits nobody. */
    int permitted(Instant now) {
        int permitted = 0;
        if (upTo.isAfter(now.minus(BEARABLE_AGE))) {
            for (Instant end : until.values()) {
                if (now.isBefore(end)) {
                    permitted++;
                }
            }
        }
        return permitted;
    }

    /** Waits until it has heard of everything up to {@code least}. */
    void await(long least) {
        while (place < least) {
            Thread.onSpinWait();
        }
    }

    /** An event is told by the blank line behind it; what is cut off before that never was. */
    private void follow() {
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && !data.isEmpty()) {
                    told(JSON.readTree(data));
                    data = "";
                }
            }
        } catch (IOException _) {
            // It was closed.
        } finally {
            upTo = Instant.MIN;
            filled.countDown();
        }
    }

    private void told(JsonNode event) {
        JsonNode data = event.path("data");
        String contactPoint = data.path("contactPoint").asString("");
        switch (event.path("type").asString().replace("org.consentledger.changes.", "")) {
            case "voided" -> {
                upTo = Instant.MIN;
                until.clear();
            }
            case "permitted" -> {
                String end = data.path("validUntil").asString("");
                until.put(contactPoint, end.isEmpty() ? Instant.MAX : Instant.parse(end));
            }
            case "refused" -> until.remove(contactPoint);
            case "up-to" -> {
                upTo = Instant.parse(data.path("at").asString());
                place = data.path("place").asLong();
                filled.countDown();
            }
            default -> throw new IllegalStateException("a change that nobody knows");
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
