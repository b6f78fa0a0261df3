package org.consentledger.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.consentledger.api.ServiceProcess;
import org.consentledger.api.TestKeys;
import org.consentledger.identity.Sha256;
import org.springframework.util.FileSystemUtils;

/**
 * How many checks a service answers over HTTP with 64 connections, one and a hundred in a request, beside an empty endpoint of the
 * same server: in turns, in one run. The service runs in a JVM of its own, on an embedded PostgreSQL in a new folder.
 */
public final class CheckHttpLoad {
    private static final int CONNECTIONS = 64;
    private static final int ROUNDS = 3;
    private static final long ROUND_NANOS = 6_000_000_000L;
    private static final int REQUESTS = 2_000;
    private static final int CHUNK = 2_000;
    private static final int HELD_PERCENT = 30;

    private CheckHttpLoad() {}

    /** Takes the number of contact points. */
    public static void main(String[] arguments) throws Exception {
        int points = Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("check-http-load-");
        try (ServiceProcess service = ServiceProcess.start(
                LoadedService.class,
                List.of("-Xmx1g"),
                List.of(
                        "--server.port=0",
                        "--spring.grpc.server.port=0",
                        "--ledger.data=" + folder.resolve("data"),
                        "--ledger.secrets=" + folder.resolve("secrets")))) {
            fill(service, points);
            run(service.port(), points);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    // ---- the ledger

    private static void fill(ServiceProcess service, int points) {
        bulk(service, event(0, "purpose.defined", "{\"purpose\":\"load.ads\",\"sentence\":\"Ads\"}"));
        for (int from = 0; from < points; from += CHUNK) {
            bulk(
                    service,
                    String.join(
                            "\n",
                            IntStream.range(from, Math.min(points, from + CHUNK))
                                    .mapToObj(CheckHttpLoad::person)
                                    .toList()));
        }
    }

    private static void bulk(ServiceProcess service, String lines) {
        String answer = service.bulk(lines).body();
        if (!answer.contains("\"refused\":0")) {
            throw new IllegalStateException(
                    "facts were refused: " + answer.lines().findFirst());
        }
    }

    private static String person(int number) {
        String collection = id(number, 'c');
        return event(
                        2 * number + 1,
                        "contact-point.collected",
                        "{\"person\":\"load-" + number + "\",\"value\":{\"channel\":\"email\",\"plain\":\""
                                + address(number) + "\"},\"collection\":\"" + collection
                                + "\",\"surface\":\"sign-up\",\"suppliedBy\":{\"kind\":\"person\"},\"jurisdiction\":\"US\"}")
                + "\n"
                + event(
                        2 * number + 2,
                        "purpose.assigned",
                        "{\"collection\":\"" + collection
                                + "\",\"purpose\":\"load.ads\",\"basis\":\"legitimate-interests\"}");
    }

    private static String event(int number, String type, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id(number, 'e')
                + "\",\"source\":\"load\",\"type\":\"org.consentledger." + type + "\",\"data\":" + data + "}";
    }

    private static String id(int number, char kind) {
        return String.format(Locale.ROOT, "00000000-000%s-4000-8000-%012d", kind, number);
    }

    private static String address(int number) {
        return "load-" + number + "@example.com";
    }

    // ---- what is asked

    private static List<byte[]> requests(String path, int points, int items, int port) {
        var random = new SplittableRandom(items);
        var requests = new ArrayList<byte[]>();
        for (int i = 0; i < (items == 1 ? REQUESTS : REQUESTS / 10); i++) {
            String body = "{\"purpose\":\"load.ads\",\"channel\":\"email\",\"items\":["
                    + String.join(
                            ",",
                            IntStream.range(0, items)
                                    .mapToObj(_ -> item(random, points))
                                    .toList())
                    + "]}";
            requests.add(("POST " + path
                            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
                            + TestKeys.at(port).authorization("/v1/checks")
                            + "\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body)
                    .getBytes(US_ASCII));
        }
        return requests;
    }

    private static String item(SplittableRandom random, int points) {
        boolean held = random.nextInt(100) < HELD_PERCENT;
        int number = random.nextInt(points) + (held ? 0 : points);
        return "{\"sha256\":\""
                + HexFormat.of().formatHex(Sha256.ofText(address(number)).bytes()) + "\"}";
    }

    // ---- who asks

    /** @param nanos of each request */
    @SuppressWarnings("ArrayRecordComponent") // millions of them, never compared
    private record Round(double perSecond, long[] nanos) {
        double millisAt(double share) {
            return nanos[(int) (share * (nanos.length - 1))] / 1e6;
        }
    }

    private record Mix(String name, int checks, List<byte[]> requests, List<Round> rounds) {
        static Mix of(String name, int checks, List<byte[]> requests) {
            return new Mix(name, checks, requests, new ArrayList<>());
        }

        Round median() {
            return rounds.stream()
                    .sorted((one, other) -> Double.compare(one.perSecond, other.perSecond))
                    .toList()
                    .get(rounds.size() / 2);
        }
    }

    private static void run(int port, int points) throws Exception {
        Mix empty = Mix.of("the empty endpoint", 1, requests("/empty", points, 1, port));
        Mix single = Mix.of("one check a request", 1, requests("/v1/checks", points, 1, port));
        Mix hundred = Mix.of("100 checks a request", 100, requests("/v1/checks", points, 100, port));
        for (int round = 0; round <= ROUNDS; round++) {
            for (Mix mix : List.of(empty, single, hundred)) {
                Round measured = measure(port, mix.requests);
                // The first one warms up.
                if (round > 0) {
                    mix.rounds.add(measured);
                }
            }
        }
        for (Mix mix : List.of(empty, single, hundred)) {
            Round median = mix.median();
            System.out.printf(
                    "%-22s %,9.0f requests a second, %,9.0f checks; p50 %.2f ms, p99 %.2f ms%n",
                    mix.name,
                    median.perSecond,
                    median.perSecond * mix.checks,
                    median.millisAt(0.5),
                    median.millisAt(0.99));
        }
        System.out.printf(
                "one check a request is %.2f of the empty endpoint, its p99 %.2f times as long%n",
                single.median().perSecond / empty.median().perSecond,
                single.median().millisAt(0.99) / empty.median().millisAt(0.99));
    }

    private static Round measure(int port, List<byte[]> requests) throws Exception {
        try (ExecutorService askers = Executors.newFixedThreadPool(CONNECTIONS)) {
            long begun = System.nanoTime();
            List<Future<long[]>> asked = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int first = i;
                asked.add(askers.submit(() -> ask(port, requests, first, begun + ROUND_NANOS)));
            }
            var nanos = new ArrayList<long[]>();
            for (Future<long[]> one : asked) {
                nanos.add(one.get());
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            long[] all = nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Round(all.length / seconds, all);
        }
    }

    /** One connection, one request after the other; how long each took. */
    private static long[] ask(int port, List<byte[]> requests, int first, long until) {
        long[] nanos = new long[1 << 10];
        int count = 0;
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            int next = first;
            for (long begun = System.nanoTime(); begun < until; begun = System.nanoTime()) {
                out.write(requests.get(next++ % requests.size()));
                readAnswer(in, buffer);
                if (count == nanos.length) {
                    nanos = Arrays.copyOf(nanos, 2 * count);
                }
                nanos[count++] = System.nanoTime() - begun;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(nanos, count);
    }

    private static void readAnswer(InputStream in, byte[] buffer) throws IOException {
        int length = 0;
        int whole = Integer.MAX_VALUE;
        while (length < whole) {
            int read = in.read(buffer, length, buffer.length - length);
            if (read < 0) {
                throw new IOException("the service hung up");
            }
            length += read;
            if (whole == Integer.MAX_VALUE) {
                whole = wholeLength(buffer, length);
            }
        }
    }

    /** The answer's length once its head is there. */
    private static int wholeLength(byte[] buffer, int length) throws IOException {
        String head = new String(buffer, 0, Math.min(length, 512), UTF_8);
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return Integer.MAX_VALUE;
        }
        if (!head.startsWith("HTTP/1.1 200")) {
            throw new IOException(
                    "the service answered otherwise: " + head.lines().findFirst());
        }
        int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
        return end + 4 + Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
    }
}
