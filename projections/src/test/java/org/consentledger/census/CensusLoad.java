package org.consentledger.census;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.consentledger.check.SignUps;
import org.consentledger.check.StandingIndex;
import org.consentledger.feed.View;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Recorded;
import org.consentledger.standing.Horizon;
import org.consentledger.standing.StandingView;
import org.consentledger.store.FactCodec;
import org.consentledger.store.LedgerDatabase;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.LoadServer;

/**
 * How long a census of every day of six years takes, beside the best SQL that we could write for one day over PostgreSQL tables of the
 * same facts; both have to count the same. Facts are made up, and brought to the index and the tables as the feed brings them.
 *
 * <p>Argument: how many persons, a million by default.
 */
public final class CensusLoad {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final LocalDate FIRST = LocalDate.parse("2013-09-18");
    private static final LocalDate BEHIND_LAST = LocalDate.parse("2019-09-18");
    private static final List<LocalDate> ONE_DAYS =
            List.of(LocalDate.parse("2016-03-01"), LocalDate.parse("2019-09-17"));
    private static final int ROUNDS = 3;

    private final LedgerDatabase database;
    private final StandingIndex index;
    private final List<View> views;

    private CensusLoad(LedgerDatabase database, StandingIndex index) {
        this.database = database;
        this.index = index;
        var reader = new LedgerReader(database.pool(), new FactCodec());
        this.views = List.of(new StandingView(reader, index), new CensusView());
    }

    public static void main(String[] arguments) throws Exception {
        int persons = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "load")), "census-");
        try (var server = new LoadServer(folder.resolve("postgres"));
                LedgerDatabase database = server.database();
                StandingIndex index = SignUps.index(null)) {
            var load = new CensusLoad(database, index);
            load.fill(persons);
            load.measure();
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    // ---- the facts

    private void fill(int persons) throws SQLException {
        long began = System.nanoTime();
        try (Connection connection = database.pool().getConnection();
                ExecutorService copying = Executors.newSingleThreadExecutor()) {
            for (View view : views) {
                view.create(connection, view.name());
                execute(connection, "create table " + view.name() + ".gate ()");
            }
            connection.setAutoCommit(false);
            CompletableFuture<?>[] copied = {CompletableFuture.completedFuture(null)};
            long facts = MadePlatform.tell(persons, batch -> {
                copied[0].join();
                copied[0] = CompletableFuture.runAsync(() -> copy(connection, batch), copying);
                index.follow(batch);
            });
            copied[0].join();
            for (View view : views) {
                execute(connection, "insert into feed.position values ('%s', 1, %d)".formatted(view.name(), facts));
            }
            connection.commit();
            connection.setAutoCommit(true);
            index(connection);
            System.out.printf("%,d facts of %,d persons brought in %.1f s%n", facts, persons, seconds(began));
        }
    }

    private void copy(Connection connection, List<Recorded> batch) {
        try {
            for (View view : views) {
                view.fill(connection, view.name(), batch);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whatever a query for one day may profit from. */
    private static void index(Connection connection) throws SQLException {
        execute(connection, "alter table standing.collection add primary key (place)");
        execute(connection, "create index on standing.assignment (collection, occurred_at)");
        execute(connection, "create index on standing.consent (person, occurred_at)");
        execute(connection, "create index on standing.retraction (target)");
        execute(connection, "vacuum analyze");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    // ---- the censuses

    private void measure() throws IOException, SQLException {
        int processors = Runtime.getRuntime().availableProcessors();
        try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
            var census = new Census(index, new CensusTables(database.pool()), threads, processors);
            for (int round = 1; round <= ROUNDS; round++) {
                long began = System.nanoTime();
                Taken taken = take(census, Days.of(FIRST, BEHIND_LAST, UTC));
                System.out.printf(
                        "round %d: every day of six years, %,d days, %d purposes: %.1f s%n",
                        round, taken.days().count(), taken.purposes().size(), seconds(began));
            }
            for (LocalDate day : ONE_DAYS) {
                compare(census, day);
            }
        }
    }

    private Taken take(Census census, Days days) {
        return census.take(new Census.Terms(days, null, new Horizon(null, index.place()), PolicyChoice.IN_FORCE));
    }

    private void compare(Census census, LocalDate day) throws IOException, SQLException {
        long began = System.nanoTime();
        Map<String, Long> counted = counts(take(census, Days.of(day, UTC)));
        double here = seconds(began);
        began = System.nanoTime();
        Map<String, Long> inSql = inSql(day.atStartOfDay(UTC).toInstant());
        double there = seconds(began);
        if (!counted.equals(inSql)) {
            throw new IllegalStateException("the counts differ:\n" + counted + "\n" + inSql);
        }
        System.out.printf(
                "%s alone: %.1f s, SQL %.1f s: %.1f times as fast, %d counts equal%n",
                day, here, there, there / here, counted.size());
    }

    private static Map<String, Long> counts(Taken taken) {
        Map<String, Long> counts = new TreeMap<>();
        for (int purpose = 0; purpose < taken.purposes().size(); purpose++) {
            for (Population population : Population.values()) {
                for (Category category : Category.values()) {
                    long count = taken.get(0, purpose, population, category);
                    if (count != 0) {
                        counts.put(taken.purposes().get(purpose) + " " + population.word() + " " + category, count);
                    }
                }
            }
        }
        return counts;
    }

    private Map<String, Long> inSql(Instant at) throws IOException, SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (InputStream script = CensusLoad.class.getResourceAsStream("one-day.sql");
                Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            if (script == null) {
                throw new IllegalStateException("the query is missing");
            }
            statement.execute("set work_mem = '512MB'");
            statement.execute("set max_parallel_workers_per_gather = 2");
            String sql = new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("%1$s", "timestamptz '" + at + "'");
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    counts.put(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3), rows.getLong(4));
                }
            }
        }
        return counts;
    }
}
