package org.consentledger.evidence;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.consentledger.api.Events;
import org.consentledger.api.TestService;
import tools.jackson.databind.JsonNode;

/**
 * How long a verdict's bundle takes over HTTP and how large it is, how long the map keeps a checkpoint after a bulk load, and how
 * long the verifier takes, its JVM's start included, from its source and compiled.
 *
 * <p>Argument: how many contact points, each of three facts.
 */
public final class EvidenceLoad {
    private static final int PERSONS_AT_A_TIME = 5_000;
    private static final int BUNDLES = 400;
    private static final int WARMING = 100;
    private static final int RUNS = 7;

    private final int points;
    private final TestService service = new TestService();
    private final Random random = new Random(1);

    private EvidenceLoad(int points) {
        this.points = points;
    }

    public static void main(String[] arguments) throws Exception {
        new EvidenceLoad(Integer.parseInt(arguments[0])).run();
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        fill();
        String last = bundles();
        Path file = Files.createTempFile("verdict-", ".json");
        Files.writeString(file, last);
        verify("from source", List.of(StandAlone.SOURCE.toString(), file.toString()));
        verify("compiled", List.of("-cp", StandAlone.classes().toString(), "Verify", file.toString()));
        verify(
                "compiled, with -XX:TieredStopAtLevel=1 -Xshare:auto",
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        StandAlone.classes().toString(),
                        "Verify",
                        file.toString()));
        Files.delete(file);
    }

    private void fill() {
        send(line("purpose.defined", "{\"purpose\":\"load.ads\",\"sentence\":\"Ads\"}"));
        for (int version = 1; version <= 5; version++) {
            send(
                    line(
                            "policy.adopted",
                            "{\"policy\":{\"version\":\"load-" + version
                                    + "\",\"combine\":\"any\",\"rules\":[{\"id\":\"security\","
                                    + "\"sentence\":\"An address or number given for security is never used for advertising.\","
                                    + "\"surfaces\":[\"two-factor-enrolment\",\"account-recovery\"],\"usedFor\":\"load\",\"effect\":\"refuse\"}]}}"));
        }
        long began = System.nanoTime();
        for (int from = 0; from < points; from += PERSONS_AT_A_TIME) {
            var lines = new StringBuilder();
            for (int number = from; number < Math.min(points, from + PERSONS_AT_A_TIME); number++) {
                person(lines, number);
            }
            send(lines.toString());
        }
        double told = seconds(began);
        long size = service.ledgerSize();
        long signing = System.nanoTime();
        while (!bundleOf(UUID.randomUUID().toString(), ",\"atLeast\":" + size).contains("\"answer\"")) {
            Thread.onSpinWait();
        }
        System.out.printf(
                Locale.ROOT,
                "%,d facts told in %.1f s; a checkpoint of them all, with its map, %.1f s behind the last%n",
                size,
                told,
                seconds(signing));
    }

    private static void person(StringBuilder lines, int number) {
        UUID collection = UUID.randomUUID();
        String person = "\"person\":\"load-" + number + "\"";
        lines.append(line(
                "contact-point.collected",
                "{" + person + ",\"value\":{\"channel\":\"email\",\"plain\":\"load-" + number
                        + "@example.com\"},\"collection\":\"" + collection
                        + "\",\"surface\":\"profile\",\"suppliedBy\":{\"kind\":\"person\"},\"jurisdiction\":\"EU\"}"));
        lines.append(line(
                "purpose.assigned",
                "{\"collection\":\"" + collection + "\",\"purpose\":\"load\",\"basis\":\"consent\"}"));
        lines.append(line(
                "consent.changed", "{" + person + ",\"purpose\":\"load\",\"status\":\"given\",\"how\":\"web-form\"}"));
    }

    private static String line(String type, String data) {
        return Events.text(Events.event(UUID.randomUUID().toString(), type, data)) + "\n";
    }

    private void send(String lines) {
        HttpResponse<String> answer = service.bulk(lines);
        if (answer.statusCode() != 200 || !answer.body().contains("\"refused\":0")) {
            throw new IllegalStateException("facts were not taken: " + answer.body());
        }
    }

    private String bundleOf(String contactPoint, String more) {
        String body = "{\"contactPoint\":\"" + contactPoint + "\",\"purpose\":\"load.ads\"" + more + "}";
        return service.post("/v1/evidence/verdict", body).body();
    }

    private String bundles() {
        double[] milliseconds = new double[BUNDLES];
        double[] bytes = new double[BUNDLES];
        String last = "";
        for (int i = -WARMING; i < BUNDLES; i++) {
            String contactPoint = somebody();
            long began = System.nanoTime();
            last = bundleOf(contactPoint, "");
            double taken = seconds(began) * 1e3;
            if (i >= 0) {
                milliseconds[i] = taken;
                bytes[i] = last.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        Arrays.sort(milliseconds);
        Arrays.sort(bytes);
        System.out.printf(
                Locale.ROOT,
                "a bundle over HTTP in %.1f ms (median; p95 %.1f ms), of %,.0f bytes (median; at most %,.0f)%n",
                milliseconds[BUNDLES / 2],
                milliseconds[BUNDLES * 95 / 100],
                bytes[BUNDLES / 2],
                bytes[BUNDLES - 1]);
        return last;
    }

    /** A contact point that somebody was told to have. */
    private String somebody() {
        while (true) {
            long place = 7 + random.nextLong(3L * points);
            JsonNode fact =
                    Events.JSON.readTree(service.get("/v1/facts/" + place).body());
            JsonNode contactPoint = fact.path("data").path("contactPoint");
            if (contactPoint.isString()) {
                return contactPoint.stringValue();
            }
        }
    }

    private static void verify(String how, List<String> arguments) throws IOException, InterruptedException {
        double[] seconds = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long began = System.nanoTime();
            StandAlone.Run ended = StandAlone.java(arguments);
            if (ended.exit() != 0) {
                throw new IllegalStateException("the verifier refused: " + ended.printed());
            }
            seconds[run] = seconds(began);
        }
        Arrays.sort(seconds);
        System.out.printf(Locale.ROOT, "verified %s in %.2f s (median of %d)%n", how, seconds[RUNS / 2], RUNS);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
