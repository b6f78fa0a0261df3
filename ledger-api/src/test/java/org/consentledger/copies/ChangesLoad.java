package org.consentledger.copies;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.consentledger.api.TestService;

/**
 * How fast a copy is filled that begins with nothing, and how long after a withdrawal was answered as recorded its copies are told.
 * Everybody is told to the service as anybody would; service and client share a JVM.
 *
 * <p>Argument: how many contact points may be matched, at least 2,000.
 */
public final class ChangesLoad {
    private static final int ROUNDS = 5;
    private static final int PERSONS_AT_A_TIME = 5_000;
    private static final int WITHDRAWALS = 2_000;
    private static final String PURPOSE = "load.ads";

    private final int points;
    private final TestService service = new TestService();
    private final Members members = new Members(service, PURPOSE);

    private ChangesLoad(int points) {
        this.points = points;
    }

    public static void main(String[] arguments) throws Exception {
        new ChangesLoad(Integer.parseInt(arguments[0])).run();
        System.exit(0);
    }

    private void run() throws Exception {
        long began = System.nanoTime();
        for (int from = 0; from < points; from += PERSONS_AT_A_TIME) {
            var names = new ArrayList<String>();
            for (int number = from; number < Math.min(points, from + PERSONS_AT_A_TIME); number++) {
                names.add("load-" + number);
            }
            members.agree(names.toArray(String[]::new));
        }
        System.out.printf("%,d persons told in %.0f s%n", points, seconds(began));
        String last = "";
        for (int round = 1; round <= ROUNDS; round++) {
            long begun = System.nanoTime();
            last = fill();
            double seconds = seconds(begun);
            System.out.printf("round %d: filled with %,.0f changes a second%n", round, points / seconds);
        }
        for (int round = 1; round <= ROUNDS; round++) {
            long begun = System.nanoTime();
            goOn(last);
            System.out.printf("round %d: gone on behind the last place after %.0f ms%n", round, seconds(begun) * 1e3);
        }
        withdraw(1);
        withdraw(8);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    /** Reads everything up to the first that says that it is all; where to go on. */
    private String fill() throws IOException {
        String id = "";
        int permitted = 0;
        try (BufferedReader lines = lines("")) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.contains(ChangeEvent.PERMITTED)) {
                    permitted++;
                } else if (line.contains(ChangeEvent.UP_TO)) {
                    break;
                }
            }
        }
        if (permitted != points) {
            throw new IllegalStateException("the copy is not filled as it should be: " + permitted);
        }
        return id;
    }

    private void goOn(String after) throws IOException {
        try (BufferedReader lines = lines("&after=" + after)) {
            String line = lines.readLine();
            while (line != null && !line.contains(ChangeEvent.UP_TO)) {
                line = lines.readLine();
            }
        }
    }

    private BufferedReader lines(String more) throws IOException {
        HttpRequest.Builder request = service.request("/v1/changes?purpose=" + PURPOSE + more);
        HttpResponse<InputStream> response = ReadStream.response(request);
        while (response.statusCode() == 503) {
            // A node that has fallen behind says so.
            response.body().close();
            response = ReadStream.response(request);
        }
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8), 1 << 16);
    }

    /** One withdrawal after the other, each with the time from its answer until the last of the copies is told. */
    private void withdraw(int copies) throws Exception {
        var streams = new ArrayList<ReadStream>();
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        for (int copy = 0; copy < copies; copy++) {
            ReadStream stream = ReadStream.open(service, "purpose=" + PURPOSE);
            stream.upTo(0);
            streams.add(stream);
            Thread.ofPlatform().daemon().start(() -> listen(stream, told));
        }
        long[] nanos = new long[WITHDRAWALS];
        for (int i = 0; i < WITHDRAWALS; i++) {
            members.say("load-" + i, "withdrawn");
            long answered = System.nanoTime();
            long latest = answered;
            for (int copy = 0; copy < copies; copy++) {
                latest = Math.max(latest, told.take());
            }
            nanos[i] = latest - answered;
        }
        for (ReadStream stream : streams) {
            stream.close();
        }
        for (int i = 0; i < WITHDRAWALS; i++) {
            members.say("load-" + i, "given");
        }
        List<Long> sorted = Arrays.stream(nanos).sorted().boxed().toList();
        System.out.printf(
                "%d copies: the last is told %.2f ms after the answer (median), %.2f ms (p99), %.2f ms (longest)%n",
                copies,
                sorted.get(WITHDRAWALS / 2) / 1e6,
                sorted.get(WITHDRAWALS * 99 / 100) / 1e6,
                sorted.getLast() / 1e6);
    }

    private static void listen(ReadStream stream, BlockingQueue<Long> told) {
        try {
            while (true) {
                if (stream.next().path("type").asString().equals(ChangeEvent.REFUSED)) {
                    told.add(System.nanoTime());
                }
            }
        } catch (IOException _) {
            // It was closed.
        }
    }
}
