package org.consentledger.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.consentledger.identity.Sha256;

/**
 * How fast a list of SHA-256 goes through the gate, every use durable, beside the same list checked and nothing recorded. Of the rows
 * 30 % are permitted, each another contact point, 10 % are held and refused, the others are strangers. Everybody is told to the
 * service as anybody would; service and client share a JVM.
 *
 * <p>Argument: how many rows the list has; of every ten, four are persons of the ledger.
 */
public final class GateLoad {
    private static final int ROUNDS = 4;
    private static final int PERSONS_AT_A_TIME = 10_000;
    private static final String QUERY = "?purpose=advertising&profile=plain-1&channel=email";

    private final int rows;
    private final TestService service = new TestService();

    private GateLoad(int rows) {
        this.rows = rows;
    }

    public static void main(String[] arguments) throws IOException {
        // The service's threads would keep a run alive that failed.
        Thread.currentThread().setUncaughtExceptionHandler((_, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        new GateLoad(Integer.parseInt(arguments[0])).run();
        System.exit(0);
    }

    private void run() throws IOException {
        service.post(
                "/v1/facts",
                Events.text(Events.event(
                        UUID.randomUUID().toString(),
                        "purpose.defined",
                        "{\"purpose\":\"advertising\",\"sentence\":\"Advertising\"}")));
        long began = System.nanoTime();
        for (int from = 0; from < rows; from += PERSONS_AT_A_TIME) {
            collect(from, Math.min(rows, from + PERSONS_AT_A_TIME));
        }
        System.out.printf("%,d persons told in %.0f s%n", rows / 10 * 4, seconds(began));
        awaitViews();
        byte[] list = list();
        for (int round = 1; round <= ROUNDS; round++) {
            double check = time("/v1/checks/bulk" + QUERY, list, "permitted");
            String run = "/v1/runs/" + UUID.randomUUID() + QUERY + "&programme=tailored-audiences&advertiser=acme";
            double gate = time(run, list, "matched");
            double again = time(run, list, "matched");
            System.out.printf(
                    "round %d: gate %,.0f rows a second, %,.0f uses recorded a second; sent again %,.0f rows a second;"
                            + " checked alone %,.0f (the gate takes %.1f times as long)%n",
                    round, rows / gate, rows * 0.3 / gate, rows / again, rows / check, gate / check);
        }
    }

    /** A node that has fallen behind says so. */
    private void awaitViews() {
        String question = "{\"value\":{\"channel\":\"email\",\"sha256\":\"" + hash(0)
                + "\",\"profile\":\"plain-1\"},\"purpose\":\"advertising\"}";
        while (service.post("/v1/questions", question).statusCode() == 503) {
            Thread.onSpinWait();
        }
    }

    /** Of every ten rows, those of the kinds 0 to 2 are permitted, 3 is refused, the others are strangers. */
    private void collect(int from, int to) {
        var lines = new StringBuilder();
        int facts = 0;
        for (int row = from; row < to; row++) {
            int kind = row % 10;
            if (kind > 3) {
                continue;
            }
            String person = "load-" + row;
            String collection = UUID.randomUUID().toString();
            line(
                    lines,
                    "contact-point.collected",
                    "{\"person\":\"" + person + "\",\"value\":{\"channel\":\"email\",\"sha256\":\"" + hash(row)
                            + "\",\"profile\":\"plain-1\"},\"collection\":\"" + collection
                            + "\",\"surface\":\"sign-up\",\"suppliedBy\":{\"kind\":\"person\"},\"jurisdiction\":\"EU\"}");
            line(
                    lines,
                    "purpose.assigned",
                    "{\"collection\":\"" + collection + "\",\"purpose\":\"advertising\",\"basis\":\"consent\"}");
            line(
                    lines,
                    "consent.changed",
                    "{\"person\":\"" + person + "\",\"purpose\":\"advertising\",\"status\":\""
                            + (kind == 3 ? "withdrawn" : "given") + "\",\"how\":\"web-form\"}");
            facts += 3;
        }
        HttpResponse<String> answer = service.bulk(lines.toString());
        if (!answer.body().contains("\"recorded\":" + facts + ",")) {
            throw new IllegalStateException("the persons were not recorded");
        }
    }

    private static void line(StringBuilder to, String type, String data) {
        to.append(Events.text(Events.event(UUID.randomUUID().toString(), type, data)))
                .append('\n');
    }

    private double time(String path, byte[] list, String counted) throws IOException {
        long began = System.nanoTime();
        String last = ManyRows.send(service.port(), path, "", list.length, out -> out.write(list));
        double seconds = seconds(began);
        if (!last.contains("\"complete\":true") || !last.contains("\"" + counted + "\":" + rows / 10 * 3 + ",")) {
            throw new IllegalStateException("the list was not answered as it should be: " + last);
        }
        return seconds;
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static String hash(int row) {
        return HexFormat.of()
                .formatHex(Sha256.ofText("user-" + row + "@example.com").bytes());
    }

    private byte[] list() throws IOException {
        var list = new ByteArrayOutputStream(65 * rows + 5);
        list.write("hash\n".getBytes(StandardCharsets.US_ASCII));
        for (int row = 0; row < rows; row++) {
            list.write((hash(row) + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        return list.toByteArray();
    }
}
