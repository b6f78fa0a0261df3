package org.consentledger.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service, as anybody reaches it over HTTP. */
final class Service implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();
    private static final String JSON_TYPE = "application/json";

    private static final String LINES = "application/x-ndjson";
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    /** A census of years over everybody takes minutes. */
    private static final Duration TO_ANSWER = Duration.ofMinutes(30);

    private static final String PROBLEM = "application/problem+json";

    private final String address;
    private final @Nullable String key;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .build();

    /** @param key null where none was given, which the service will say */
    Service(URI address, @Nullable String key) {
        String scheme = address.getScheme();
        boolean http = "http".equals(scheme) || "https".equals(scheme);
        if (!http || address.getHost() == null || address.getUserInfo() != null) {
            throw new Failed(Exit.BAD_INPUT, "--url must be an address such as http://127.0.0.1:8080.");
        }
        this.key = key;
        String text = address.toString();
        this.address = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Takes an answer as it comes. */
    interface Sink<T> {
        T from(InputStream body) throws IOException;
    }

    /** Gets {@code path}. */
    Reply get(String path) {
        return read(request(path).GET(), JSON_TYPE, Service::whole);
    }

    /** Posts JSON. */
    Reply post(String path, JsonNode body) {
        return read(json(path, body), JSON_TYPE, Service::whole);
    }

    /** Posts JSON and hands the answer on as it comes. */
    void post(String path, JsonNode body, OutputStream out) {
        read(json(path, body), "*/*", in -> in.transferTo(out));
    }

    /** Posts JSON and takes the lines of the answer as they come. */
    <T> T lines(String path, JsonNode body, Sink<T> sink) {
        return read(json(path, body), LINES, sink);
    }

    /** A line of an answer. */
    static JsonNode line(String line) throws IOException {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            throw new IOException("an answer breaks off in a line", e);
        }
    }

    /** Posts lines and hands the answer on as it comes. */
    <T> T lines(String path, byte[] body, Sink<T> sink) {
        return read(request(path).header("Content-Type", LINES).POST(BodyPublishers.ofByteArray(body)), LINES, sink);
    }

    private HttpRequest.Builder json(String path, JsonNode body) {
        return request(path)
                .header("Content-Type", JSON_TYPE)
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    private static Reply whole(InputStream body) throws IOException {
        return new Reply(body.readAllBytes());
    }

    private <T> T read(HttpRequest.Builder request, String accept, Sink<T> sink) {
        HttpResponse<InputStream> response =
                sent(request.header("Accept", accept).timeout(TO_ANSWER).build());
        try (InputStream body = response.body()) {
            if (response.statusCode() / 100 != 2) {
                throw refused(response, body);
            }
            return sink.from(body);
        } catch (Disk e) {
            throw Disk.failed(e);
        } catch (IOException _) {
            throw new Failed(Exit.CUT_OFF, "The answer was cut off; nothing of it may be used.");
        }
    }

    private static Failed refused(HttpResponse<InputStream> response, InputStream body) throws IOException {
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.startsWith(PROBLEM)) {
            return new Failed(Exit.SERVICE_FAILED, "What answered is no consent ledger.");
        }
        return Failed.of(whole(body).tree());
    }

    private HttpResponse<InputStream> sent(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpConnectTimeoutException _) {
            throw new Failed(Exit.UNAVAILABLE, "No service answers at " + address + ".");
        } catch (HttpTimeoutException _) {
            throw new Failed(Exit.UNAVAILABLE, "The service took too long to answer.");
        } catch (IOException _) {
            throw new Failed(Exit.UNAVAILABLE, "The connection to the service was lost before it answered.");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Failed(Exit.CUT_OFF, "Interrupted.");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
