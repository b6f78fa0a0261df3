package org.consentledger.api;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.consentledger.app.LedgerApplication;
import org.consentledger.check.GivenKeys;
import org.consentledger.check.HistoryLedger;
import org.consentledger.check.StandingIndex;
import org.consentledger.identity.Installation;
import org.consentledger.identity.Sha256;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Header;
import org.consentledger.law.PersonId;
import org.consentledger.law.Purpose;
import org.consentledger.law.Recorded;
import org.consentledger.law.Sealed;
import org.consentledger.law.Supplier;
import org.consentledger.law.SuppressionKey;
import org.consentledger.law.ValueTag;
import org.consentledger.store.TestDatabase;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * How fast a list of SHA-256 is answered over HTTP, beside PostgreSQL's COPY into a temporary table, hash join and COPY out, with the
 * keys computed beforehand. Of the rows 30 % may be matched, 10 % are held and refused, the others are strangers. What the index
 * holds is made up and brought to it directly; service and client share a JVM.
 *
 * <p>Arguments: how many rows the list has, how many contact points there are (a million by default).
 */
public final class ListLoad {
    private static final Purpose ADVERTISING = new Purpose("advertising");
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant PAST = FIRST.plus(Duration.ofDays(60));
    private static final int BATCH = 5_000;
    private static final int ROUNDS = 5;
    private static final OperatingSystemMXBean OWN_TIME =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final byte[] NEW_LINE = {'\n'};

    private final int rows;
    private final int points;
    private final TestDatabase database = TestDatabase.fresh();

    private ListLoad(int rows, int points) {
        this.rows = rows;
        this.points = points;
    }

    public static void main(String[] arguments) throws Exception {
        // The service's threads would keep a run alive that failed.
        Thread.currentThread().setUncaughtExceptionHandler((_, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        int rows = Integer.parseInt(arguments[0]);
        int points = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        new ListLoad(rows, points).run();
        System.exit(0);
    }

    // ---- the service, with an index that knows values by what stands in their facts

    /** In the place of the service's own index. Not marked as a configuration, so that no other service finds it. */
    static class GivenIndex {
        @Bean
        StandingIndex index() {
            return new StandingIndex(new GivenKeys(), new HistoryLedger());
        }
    }

    private void run() throws Exception {
        var application = new SpringApplication(LedgerApplication.class, GivenIndex.class);
        application.setAllowBeanDefinitionOverriding(true);
        var context =
                application.run(ServiceSettings.of(database, database.port()).toArray(String[]::new));
        int port = context instanceof WebServerApplicationContext web
                ? Objects.requireNonNull(web.getWebServer()).getPort()
                : 0;
        var service = new RunningService(port, TestKeys.drawn(context));
        service.post(
                "/v1/facts",
                Events.text(Events.event(
                        "11570000-0000-4000-8000-000000000001",
                        "purpose.defined",
                        "{\"purpose\":\"advertising\",\"sentence\":\"Advertising\"}")));
        long began = System.nanoTime();
        new Made(context.getBean(StandingIndex.class), context.getBean(Installation.class)).addAll(points);
        System.out.printf("%,d contact points in the index after %.0f s%n", points, seconds(began));
        byte[] list = list();
        String now = "?purpose=advertising&profile=plain-1&channel=email";
        for (int round = 0; round < ROUNDS; round++) {
            double peer = peer(round == 0);
            report("PostgreSQL: COPY in, hash join, COPY out", peer, peer);
            report("checks, now", time(port, "/v1/checks/bulk" + now, list), peer);
            report(
                    "checks, now, the permitted alone",
                    time(port, "/v1/checks/bulk" + now + "&answers=permitted", list),
                    peer);
            report("questions, now", time(port, "/v1/questions/bulk" + now, list), peer);
            report("questions, at a past date", time(port, "/v1/questions/bulk" + now + "&at=" + PAST, list), peer);
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private void report(String what, double seconds, double peer) {
        System.out.printf("%-45s %,12.0f rows a second, %.2f times the peer%n", what, rows / seconds, peer / seconds);
    }

    private double time(int port, String path, byte[] list) throws IOException {
        long began = System.nanoTime();
        long own = OWN_TIME.getProcessCpuTime();
        String summary = ManyRows.send(port, path, "", list.length, out -> out.write(list));
        double seconds = seconds(began);
        System.out.printf(
                "%,6d ns of a processor a row, the client's part among them: ",
                (OWN_TIME.getProcessCpuTime() - own) / rows);
        long permitted =
                Events.JSON.readTree(summary).path("summary").path("permitted").asLong();
        boolean past = path.contains("&at=");
        if (!summary.contains("\"complete\":true,\"rows\":" + rows + ",") || (!past && permitted != rows * 3L / 10)) {
            throw new IllegalStateException("the list was not answered as it should be: " + summary);
        }
        return seconds;
    }

    // ---- values

    private static Sha256 hash(int number) {
        return Sha256.ofText("user-" + number + "@example.com");
    }

    private static UUID id(int number, int use) {
        var random = new SplittableRandom(31L * number + use);
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** Every fourth contact point was refused. */
    private static boolean refused(int number) {
        return number % 4 == 3;
    }

    /** The numbers of a list: held ones and, beyond them, strangers. */
    private int[] numbers() {
        var random = new SplittableRandom(7);
        int[] numbers = new int[rows];
        for (int i = 0; i < rows; i++) {
            int kind = i % 10;
            int four = random.nextInt(points / 4) * 4;
            numbers[i] = kind < 3 ? four + kind : kind == 3 ? four + 3 : points + i;
        }
        return numbers;
    }

    private byte[] list() throws IOException {
        var list = new ByteArrayOutputStream(65 * rows + 5);
        list.write("hash\n".getBytes(StandardCharsets.US_ASCII));
        for (int number : numbers()) {
            list.write(HexFormat.of().formatHex(hash(number).bytes()).getBytes(StandardCharsets.US_ASCII));
            list.write(NEW_LINE);
        }
        return list.toByteArray();
    }

    private static final class Made {
        private final StandingIndex index;
        private final Installation installation;
        private final List<Recorded> batch = new ArrayList<>();
        private long place;

        Made(StandingIndex index, Installation installation) {
            this.index = index;
            this.installation = installation;
            this.place = index.place();
        }

        void addAll(int points) {
            long step = Duration.ofDays(120).toNanos() / 1_000 / points;
            for (int number = 0; number < points; number++) {
                Instant at = FIRST.plus(Duration.ofNanos(1_000 * step * number));
                var person = new PersonId(id(number, 1), false);
                var collection = new CollectionId(id(number, 3));
                SuppressionKey key = installation.suppressionKey(installation.matchKey(hash(number)));
                add(
                        new Fact.ContactPointCollected(
                                new ContactPointId(id(number, 2)),
                                person,
                                Channel.EMAIL,
                                new CollectedValue(
                                        "plain-1",
                                        Set.of(new ValueTag(id(number, 4))),
                                        new Sealed("c2VhbGVk"),
                                        Set.of(key)),
                                collection,
                                "sign-up",
                                Supplier.PERSON,
                                null,
                                "EU"),
                        at);
                add(new Fact.PurposeAssigned(collection, new Purpose("service"), Basis.CONTRACT), at);
                add(new Fact.PurposeAssigned(collection, ADVERTISING, Basis.CONSENT), at);
                ConsentStatus status = refused(number) ? ConsentStatus.WITHDRAWN : ConsentStatus.GIVEN;
                add(new Fact.ConsentChanged(person, null, Set.of(), ADVERTISING, status, null, "web-form", null), at);
            }
            index.follow(List.copyOf(batch));
        }

        private void add(Fact fact, Instant at) {
            place++;
            var header = new Header(new FactId("load", new UUID(7, place)), null, null, "0".repeat(64));
            batch.add(header.recorded(place, at, fact));
            if (batch.size() == BATCH) {
                index.follow(List.copyOf(batch));
                batch.clear();
            }
        }
    }

    // ---- the peer

    private double peer(boolean begin) throws SQLException, IOException {
        try (Connection connection = database.connectAsOwner();
                Statement statement = connection.createStatement()) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            if (begin) {
                statement.execute("create unlogged table permitted (key bytea, contact_point uuid, person uuid)");
                copyIn(copy, "copy permitted from stdin", permitted());
                statement.execute("analyze permitted");
            }
            statement.execute("set work_mem = '512MB'");
            byte[] list = keys();
            long began = System.nanoTime();
            statement.execute("create temporary table list (row integer, key bytea)");
            copyIn(copy, "copy list from stdin", list);
            statement.execute("analyze list");
            copy.copyOut(
                    "copy (select row, contact_point, person from list left join permitted using (key)) to stdout",
                    OutputStream.nullOutputStream());
            return seconds(began);
        }
    }

    private static void copyIn(CopyManager copy, String sql, byte[] bytes) throws SQLException, IOException {
        copy.copyIn(sql, new ByteArrayInputStream(bytes), 1 << 16);
    }

    private byte[] permitted() {
        var text = new StringBuilder(150 * points);
        for (int number = 0; number < points; number++) {
            if (!refused(number)) {
                text.append("\\\\x")
                        .append(HexFormat.of().formatHex(hash(number).bytes()))
                        .append('\t')
                        .append(id(number, 2))
                        .append('\t')
                        .append(id(number, 1))
                        .append('\n');
            }
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] keys() {
        var text = new StringBuilder(80 * rows);
        int row = 0;
        for (int number : numbers()) {
            text.append(++row)
                    .append("\t\\\\x")
                    .append(HexFormat.of().formatHex(hash(number).bytes()))
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
