package org.consentledger.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.consentledger.bulk.ListQuestion.Asker;
import org.consentledger.check.HistoryKeys;
import org.consentledger.check.HistoryLedger;
import org.consentledger.check.StandingIndex;
import org.consentledger.check.ValueKeys;
import org.consentledger.identity.Installation;
import org.consentledger.identity.Profiles;
import org.consentledger.identity.Sha256;
import org.consentledger.identity.Values;
import org.consentledger.law.Answer;
import org.consentledger.law.Channel;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Histories;
import org.consentledger.law.Histories.History;
import org.consentledger.law.Permit;
import org.consentledger.law.PersonId;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;
import org.consentledger.lists.ListEnd;
import org.consentledger.lists.ListFormat;
import org.consentledger.lists.ListReader;
import org.consentledger.lists.Packing;
import org.consentledger.store.FactJson;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** On any history and at any coordinates every row of a list is answered as the law answers each contact point that holds it. */
class ListAgreementTest {
    private static final int SEEDS = 1_500;
    private static final int SEEDS_PER_TEST = 250;
    private static final int LISTS = 4;
    private static final List<String> PROFILES = List.of("plain-1", "google-3");
    private static final JsonMapper JSON = FactJson.mapper();
    private static final ListBounds BOUNDS = new ListBounds(1, 1_000_000, Duration.ofMinutes(1));

    @TempDir
    private static Path folder;

    private static Installation installation;
    private static Values values;

    @BeforeAll
    static void drawSecrets() {
        installation = Installation.open(folder.resolve("secrets"), null);
        values = new Values(installation.profiles(List.of(Profiles.DOCUMENTED)), installation);
    }

    /** The first seed of each test; it covers those up to the next. */
    static LongStream seeds() {
        return LongStream.range(0, SEEDS / SEEDS_PER_TEST).map(test -> test * SEEDS_PER_TEST);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void every_row_is_answered_as_the_law_answers(long first) throws IOException {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            new Case(Histories.admitted(seed), new Random(seed)).compare();
        }
    }

    /** The hash of whatever value has the key in the history. */
    private static Sha256 hash(SuppressionKey key) {
        return Sha256.ofText(key.hex());
    }

    private static String hex(Sha256 hash) {
        return HexFormat.of().formatHex(hash.bytes());
    }

    /** The history's values, each of its keys found by the hash of that key, under one profile's rule or another's. */
    private static final class FoundKeys implements ValueKeys {
        private final Map<FactId, Map<SuppressionKey, Long>> rules = new HashMap<>();

        FoundKeys(History history, Random random) {
            for (Recorded recorded : history.facts()) {
                if (recorded.fact() instanceof Fact.ContactPointCollected collected) {
                    Map<SuppressionKey, Long> found = new HashMap<>();
                    collected
                            .value()
                            .suppressionKeys()
                            .forEach(key -> found.put(key, profiles(PROFILES.get(random.nextInt(2)))));
                    rules.put(recorded.id(), found);
                }
            }
        }

        static long profiles(String profile) {
            return values.hashKeys(Channel.EMAIL, profile).profiles();
        }

        boolean finds(Recorded collected, SuppressionKey key, String profile) {
            Long found = Objects.requireNonNull(rules.get(collected.id())).get(key);
            return found != null && (found & profiles(profile)) != 0;
        }

        @Override
        public Map<Recorded, Keys> of(List<Recorded> facts) {
            Map<Recorded, Keys> keys = new HashMap<>();
            for (Recorded recorded : facts) {
                Map<SuppressionKey, Long> own = rules.get(recorded.id());
                if (own != null) {
                    Map<SuppressionKey, Long> found = new HashMap<>();
                    own.forEach((key, set) ->
                            found.put(installation.suppressionKey(installation.matchKey(hash(key))), set));
                    keys.put(recorded, new Keys(recorded.place() % 2 == 0, own.keySet(), found));
                }
            }
            return keys;
        }

        @Override
        public String profiles() {
            return String.join(" ", values.profiles().names());
        }

        @Override
        public void forget(PersonId person) {
            // The index leaves out the erased by itself.
        }
    }

    /** One history, in an index. */
    private static final class Case {
        private final History history;
        private final Random random;
        private final FoundKeys keys;
        private final List<SuppressionKey> held;
        private final List<Recorded> readable;
        private final Set<PersonId> erased = new HashSet<>();

        Case(History history, Random random) {
            this.history = history;
            this.random = random;
            this.keys = new FoundKeys(history, random);
            this.held = history.facts().stream()
                    .filter(recorded -> recorded.fact() instanceof Fact.ContactPointCollected)
                    .flatMap(recorded ->
                            ((Fact.ContactPointCollected) recorded.fact()).value().suppressionKeys().stream())
                    .distinct()
                    .sorted((one, other) -> one.hex().compareTo(other.hex()))
                    .toList();
            this.readable = HistoryKeys.readable(history.facts());
            history.facts().stream()
                    .filter(recorded -> recorded.fact() instanceof Fact.PersonErased)
                    .forEach(recorded -> erased.add(((Fact.PersonErased) recorded.fact()).person()));
        }

        void compare() throws IOException {
            var ledger = new HistoryLedger();
            ledger.append(history.facts());
            try (var index = new StandingIndex(keys, ledger)) {
                for (List<Recorded> group : history.groups()) {
                    index.follow(group);
                }
                for (Question question : history.questions(LISTS)) {
                    compare(index, question);
                }
            }
        }

        private void compare(StandingIndex index, Question question) throws IOException {
            Asker asker = random.nextBoolean() ? Asker.MATCHER : Asker.INVESTIGATOR;
            String profile = PROFILES.get(random.nextInt(2));
            List<SuppressionKey> rows = rows();
            var out = new ByteArrayOutputStream();
            var writer = new NdjsonWriter();
            var run = new ListRun(
                    new VerdictAnswers(standpoint(index, question, asker, profile), writer, ForkJoinPool.commonPool()),
                    writer,
                    () -> out,
                    JSON,
                    BOUNDS,
                    System.nanoTime());
            byte[] list = ("hash\n"
                            + rows.stream().map(key -> hex(hash(key)) + "\n").collect(Collectors.joining()))
                    .getBytes(UTF_8);
            assertThat(new ListReader(ListFormat.CSV, Packing.NONE, "hash").read(new ByteArrayInputStream(list), run))
                    .isEqualTo(ListEnd.WHOLE);
            run.end(null);
            List<JsonNode> lines =
                    out.toString(UTF_8).lines().map(JSON::readTree).toList();
            assertThat(lines).hasSize(rows.size() + 1);
            int permitted = 0;
            for (int i = 0; i < rows.size(); i++) {
                Map<String, Answer> expected = expected(rows.get(i), question, profile);
                permitted += expected.values().stream().anyMatch(Answer::permitted) ? 1 : 0;
                // As OpenAPI describes it: no field more, and none less.
                Class<? extends BulkLine> form =
                        asker == Asker.MATCHER ? BulkLine.CheckedRow.class : BulkLine.AskedRow.class;
                assertThat(JSON.treeToValue(lines.get(i), form)).isNotNull();
                assertThat(lines.get(i))
                        .as("row %d of %s%n%s", i + 1, question, history)
                        .isEqualTo(JSON.readTree(
                                asker == Asker.MATCHER ? checked(i + 1, expected) : answered(i + 1, expected)));
            }
            assertThat(JSON.treeToValue(lines.getLast(), BulkLine.ListEnded.class))
                    .isNotNull();
            JsonNode summary = lines.getLast().path("summary");
            assertThat(summary.path("complete").asBoolean()).isTrue();
            assertThat(summary.path("rows").asInt()).isEqualTo(rows.size());
            assertThat(summary.path("permitted").asInt()).isEqualTo(permitted);
            assertThat(summary.path("duplicates").asInt()).isEqualTo(rows.size() - new HashSet<>(rows).size());
        }

        /** Every value that somebody holds, strangers', and some of them again. */
        private List<SuppressionKey> rows() {
            var rows = new ArrayList<>(held);
            for (int i = 0; i < 3; i++) {
                rows.add(new SuppressionKey("%016x".formatted(random.nextLong()).repeat(4)));
                rows.add(rows.get(random.nextInt(rows.size())));
            }
            Collections.shuffle(rows, random);
            return rows;
        }

        private Standpoint standpoint(StandingIndex index, Question question, Asker asker, String profile) {
            var listQuestion = new ListQuestion(
                    asker,
                    question.purpose(),
                    profile,
                    Channel.EMAIL,
                    "hash",
                    true,
                    null,
                    null,
                    null,
                    null,
                    question.policy());
            return new Standpoint(
                    listQuestion,
                    question.coordinates(),
                    index.inquiries(question.purpose(), question.policy()),
                    values);
        }

        /** What the law answers about each contact point that holds the value, by its id and its person. */
        private Map<String, Answer> expected(SuppressionKey key, Question question, String profile) {
            Coordinates coordinates = question.coordinates();
            Map<String, Answer> expected = new TreeMap<>();
            for (Recorded recorded : history.facts()) {
                if (recorded.fact() instanceof Fact.ContactPointCollected collected
                        && recorded.place() <= coordinates.ledgerSize()
                        && !erased.contains(collected.person())
                        && keys.finds(recorded, key, profile)) {
                    var one =
                            new Question(collected.contactPoint(), question.purpose(), coordinates, question.policy());
                    expected.put(
                            "{\"contactPoint\":\"" + collected.contactPoint() + "\",\"person\":\"" + collected.person()
                                    + "\"",
                            Permit.answer(readable, one));
                }
            }
            return expected;
        }

        private static String checked(int row, Map<String, Answer> expected) {
            Map<String, Answer> permitted = new LinkedHashMap<>(expected);
            permitted.values().removeIf(answer -> !answer.permitted());
            return permitted.isEmpty()
                    ? "{\"row\":" + row + ",\"permitted\":false}"
                    : "{\"row\":" + row + ",\"permitted\":true,\"contactPoints\":["
                            + permitted.keySet().stream().map(one -> one + "}").collect(Collectors.joining(","))
                            + "]}";
        }

        private static String answered(int row, Map<String, Answer> expected) {
            String answers = expected.entrySet().stream()
                    .map(one -> one.getKey() + ",\"verdict\":\""
                            + (one.getValue().permitted() ? "permitted" : "refused") + "\",\"reason\":\""
                            + one.getValue().reason() + "\""
                            + (one.getValue().rule() == null
                                    ? ""
                                    : ",\"rule\":\"" + one.getValue().rule() + "\"")
                            + "}")
                    .collect(Collectors.joining(","));
            return "{\"row\":" + row + ",\"answers\":["
                    + (answers.isEmpty() ? "{\"verdict\":\"refused\",\"reason\":\"NO_RECORD\"}" : answers) + "]}";
        }
    }
}
