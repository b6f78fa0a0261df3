package org.consentledger.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.consentledger.census.CensusView;
import org.consentledger.check.HistoryKeys;
import org.consentledger.check.StandingIndex;
import org.consentledger.check.StoredFacts;
import org.consentledger.feed.View;
import org.consentledger.history.HistoryView;
import org.consentledger.law.Answer;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Histories.History;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;
import org.consentledger.provenance.ProvenanceView;
import org.consentledger.store.FactCodec;
import org.consentledger.store.HistoryWriter;
import org.consentledger.store.LedgerReader;
import org.consentledger.write.TestLedger;
import org.jspecify.annotations.Nullable;

/** One database in which one history after another is written and viewed. */
public final class ViewedHistories {
    private final TestLedger test = new TestLedger();
    private final LedgerReader reader = new LedgerReader(test.database().pool(), new FactCodec());
    private final List<Recorded> written = new ArrayList<>();
    private Setting setting = setting(List.of(), false);
    private @Nullable HistoryWriter writer;
    private @Nullable History history;

    /** What stands on the keys of one history. */
    private record Setting(
            HistoryKeys keys, StandingIndex index, List<View> views, Standing standing, Map<FactId, Recorded> facts) {}

    /** What SQL says. */
    record Verdict(
            String verdict,
            String reason,
            @Nullable String rule,
            @Nullable Long collected,
            String policy) {
        static Verdict of(Answer answer) {
            var headline = answer.headline();
            return new Verdict(
                    answer.permitted() ? "permitted" : "refused",
                    answer.reason().name(),
                    answer.rule(),
                    headline == null ? null : headline.collected(),
                    answer.policyVersion());
        }
    }

    /** Makes the views. */
    public void open() throws SQLException {
        writer = new HistoryWriter(test.database());
        try (Connection connection = connect()) {
            for (View view : setting.views()) {
                view.create(connection, view.name());
                execute(connection, "create table " + view.name() + ".gate ()");
                view.index(connection, view.name());
                view.complete(connection);
            }
        }
    }

    /** Stops the database. */
    public void close() throws SQLException {
        if (writer != null) {
            writer.close();
        }
        test.close();
    }

    private Connection connect() throws SQLException {
        return test.database().pool().getConnection();
    }

    private Setting setting(List<Recorded> facts, boolean heldInMemory) {
        var keys = new HistoryKeys(facts, heldInMemory);
        var index = new StandingIndex(keys, new StoredFacts(test.database().pool(), reader));
        Map<FactId, Recorded> byId = new HashMap<>();
        facts.forEach(recorded -> byId.put(recorded.id(), recorded));
        return new Setting(
                keys,
                index,
                List.of(new StandingView(reader, index), new HistoryView(), new CensusView(), new ProvenanceView()),
                new Standing(
                        test.database().pool(), reader, index, test.ledger().values()),
                byId);
    }

    /** Begins anew. {@code heldInMemory}: this node learns of erasures from the feed alone. */
    public void begin(History next, boolean heldInMemory) throws SQLException {
        Objects.requireNonNull(writer).begin(next.persons());
        history = next;
        written.clear();
        setting = setting(next.facts(), heldInMemory);
        try (Connection connection = connect()) {
            for (View view : setting.views()) {
                for (String table : tables(connection, view.name())) {
                    execute(connection, "delete from " + view.name() + "." + table);
                }
            }
        }
    }

    /** Appends groups, and brings the views up to them in batches of any size. */
    public void append(List<List<Recorded>> groups, Random random) throws SQLException {
        var facts = new ArrayList<Recorded>();
        for (List<Recorded> group : groups) {
            Objects.requireNonNull(writer).append(group);
            setting.keys().appended(group);
            facts.addAll(reader.at(group.stream().map(Recorded::place).toList()));
        }
        for (List<Recorded> batch : batches(facts, random)) {
            setting.index().follow(batch);
            try (Connection connection = connect()) {
                connection.setAutoCommit(false);
                for (View view : setting.views()) {
                    view.apply(connection, view.name(), batch);
                    execute(
                            connection,
                            "insert into feed.position values ('%s', 1, %d) on conflict (schema) do update set place = excluded.place"
                                    .formatted(view.name(), batch.getLast().place()));
                }
                connection.commit();
                connection.setAutoCommit(true);
            }
        }
        written.addAll(groups.stream().flatMap(List::stream).toList());
    }

    private static List<List<Recorded>> batches(List<Recorded> facts, Random random) {
        var batches = new ArrayList<List<Recorded>>();
        for (int from = 0; from < facts.size(); ) {
            int to = Math.min(facts.size(), from + 1 + random.nextInt(10));
            batches.add(facts.subList(from, to));
            from = to;
        }
        return batches;
    }

    /** The history as far as it is written. */
    History soFar() {
        History whole = Objects.requireNonNull(history);
        return new History(whole.seed(), written, whole.persons(), whole.contactPoints());
    }

    /** Where the views are. */
    public DataSource database() {
        return test.database().pool();
    }

    /** What answers from the views. */
    public Standing standing() {
        return setting.standing();
    }

    /** What reads the facts. */
    public LedgerReader reader() {
        return reader;
    }

    /** Every fact as the ledger gives it back, with what suppression knows the values by. */
    public List<Recorded> replayed() {
        var replayed = new ArrayList<Recorded>();
        reader.read(0, Long.MAX_VALUE, row -> {
            Recorded recorded = reader.decode(row);
            Recorded known = Objects.requireNonNull(setting.facts().get(recorded.id()));
            Set<SuppressionKey> keys = known.fact() instanceof Fact.ContactPointCollected collected
                    ? collected.value().suppressionKeys()
                    : Set.of();
            replayed.add(
                    recorded.fact() instanceof Fact.ContactPointCollected
                            ? HistoryKeys.with(recorded, keys)
                            : recorded);
        });
        return HistoryKeys.readable(replayed);
    }

    List<Verdict> inSql(List<Question> questions) throws SQLException {
        String sql =
                "select v.* from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::bigint[], ?::text[])"
                        + " with ordinality as q (point, purpose, at, known, size, policy, nth)"
                        + " cross join lateral standing.verdict(q.point, q.purpose, q.at, q.known, q.size, q.policy) v order by nth";
        try (Connection connection = connect();
                PreparedStatement select = connection.prepareStatement(sql)) {
            array(
                    select,
                    1,
                    "uuid",
                    questions,
                    question -> question.contactPoint().value());
            array(select, 2, "text", questions, question -> question.purpose().path());
            array(
                    select,
                    3,
                    "timestamptz",
                    questions,
                    question -> question.coordinates().at());
            array(
                    select,
                    4,
                    "timestamptz",
                    questions,
                    question -> question.coordinates().known());
            array(
                    select,
                    5,
                    "bigint",
                    questions,
                    question -> question.coordinates().ledgerSize());
            array(
                    select,
                    6,
                    "text",
                    questions,
                    question -> question.policy() instanceof PolicyChoice.Version named ? named.version() : null);
            var verdicts = new ArrayList<Verdict>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    verdicts.add(new Verdict(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getObject(4, Long.class),
                            rows.getString(5)));
                }
            }
            assertThat(verdicts).hasSameSizeAs(questions);
            return verdicts;
        }
    }

    private static void array(
            PreparedStatement select,
            int index,
            String type,
            List<Question> questions,
            Function<Question, @Nullable Object> part)
            throws SQLException {
        Object[] parts = questions.stream()
                .map(part)
                .map(one -> one == null ? null : one.toString())
                .toArray();
        select.setArray(index, select.getConnection().createArrayOf(type, parts));
    }

    void assertPeriods(History whole) throws SQLException {
        try (Connection connection = connect()) {
            ExpectedPeriods.of(whole).assertEqualTo(connection);
        }
    }

    /** Builds the views anew beside those that followed fact by fact, and compares every table. */
    public void assertRebuildIsTheSame(Random random) throws SQLException {
        Setting anew = setting(Objects.requireNonNull(history).facts(), false);
        anew.keys().appended(written);
        anew.index().load(reader);
        List<Recorded> facts = reader.at(written.stream().map(Recorded::place).toList());
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            for (View view : anew.views()) {
                String schema = view.name() + "_next";
                view.create(connection, schema);
                for (List<Recorded> batch : batches(facts, random)) {
                    view.fill(connection, schema, batch);
                }
                view.index(connection, schema);
                assertThat(contents(connection, schema, view.name()))
                        .as("%s built anew%n%s", view.name(), history)
                        .isEqualTo(contents(connection, view.name(), view.name()));
            }
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static List<String> contents(Connection connection, String schema, String tablesOf) throws SQLException {
        var contents = new ArrayList<String>();
        for (String table : tables(connection, tablesOf)) {
            if (table.equals("gate")) {
                continue;
            }
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select string_agg(t::text, E'\\n' order by t::text) from "
                            + schema + "." + table + " t")) {
                row.next();
                contents.add(table + "\n" + row.getString(1));
            }
        }
        assertThat(contents).isNotEmpty();
        return contents;
    }

    private static List<String> tables(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select string_agg(tablename, ',' order by tablename) from pg_tables where schemaname = '"
                                + schema + "'")) {
            row.next();
            return Arrays.asList(row.getString(1).split(",", -1));
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
