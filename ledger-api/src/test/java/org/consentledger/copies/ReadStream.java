package org.consentledger.copies;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.consentledger.api.Events;
import org.consentledger.api.RunningService;
import tools.jackson.databind.JsonNode;

/** A stream of changes as its reader gets it. */
final class ReadStream implements AutoCloseable {
    private static final String TYPES = "org.consentledger.changes.";

    private final InputStream body;
    private final BufferedReader lines;
    private String lastId = "";

    private ReadStream(InputStream body) {
        this.body = body;
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** Opens it; whatever is not a stream is an error. */
    static ReadStream open(RunningService service, String query) throws IOException {
        return of(response(service.request("/v1/changes?" + query)));
    }

    /** The stream that was answered; whatever else was is an error. */
    static ReadStream of(HttpResponse<InputStream> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException(new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        return new ReadStream(response.body());
    }

    @SuppressWarnings("resource") // It lives as long as the stream does.
    static HttpResponse<InputStream> response(HttpRequest.Builder request) throws IOException {
        try {
            return HttpClient.newHttpClient().send(request.GET().build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * The next event.
     *
     * @throws EOFException where the stream has ended in good order
     */
    JsonNode next() throws IOException {
        JsonNode event = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                lastId = line.substring(4);
            } else if (line.startsWith("data: ")) {
                event = Events.JSON.readTree(line.substring(6));
            } else if (line.isEmpty() && event != null) {
                return event;
            }
        }
        throw new EOFException("the stream ended");
    }

    /** Waits until it says twice in a row that it is there, and nothing else. */
    void awaitSilence() throws IOException {
        int comments = 0;
        while (comments < 2) {
            String line = lines.readLine();
            if (line == null) {
                throw new EOFException("the stream ended");
            }
            comments = line.equals(":") ? comments + 1 : line.isEmpty() ? comments : 0;
        }
    }

    /** The id of the last event that had one. */
    String lastId() {
        return lastId;
    }

    /** Of each event up to the first that says all is told up to {@code place} or further, its type and contact point. */
    List<String> upTo(long place) throws IOException {
        var told = new ArrayList<String>();
        while (true) {
            JsonNode event = next();
            String type = event.path("type").asString().substring(TYPES.length());
            if (!type.equals("up-to")) {
                told.add((type + " " + event.at("/data/contactPoint").asString("")).strip());
            } else if (event.at("/data/place").asLong() >= place) {
                return told;
            }
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
