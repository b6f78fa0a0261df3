package org.consentledger.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.consentledger.access.ApiKeys;
import org.consentledger.app.LedgerApplication;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demonstration on the real service, whose ledger got the first half of it before the connection was cut. */
class DemonstrationIT {
    private static final Population POPULATION = new Population(7, 150);
    private static final long FACTS = POPULATION.facts().count();
    private static final long FIRST_HALF = FACTS / 2;

    private static final String THREE_DAYS = """
            Might this number be matched to an advertiser's list? Three questions to the ledger, in UTC.

                                 +1 415 555 0142                         +1 415 555 0178
                                 given for two-factor authentication     given in a profile, with consent
                                 --------------------------------------  --------------------------------------
              16 September 2019  refused    used 3 times, last at 21:05  permitted  used 3 times, last at 21:05
              17 September 2019  refused    used 2 times, last at 07:58  permitted  used 3 times, last at 15:20
              18 September 2019  refused    not used                     permitted  used once, last at 09:40

            16 September: the two-factor number was refused, yet used 3 times, all against what was known.
            17 September: the two-factor number was refused, yet used 2 times, all against what was known.
            18 September: the two-factor number was refused, and not used.
            Refused because it was given for security alone, and nothing allowed advertising with it.
            From 17 September 2019, 09:30 because the rule "security-never-advertises" forbids it.
            The profile number was permitted on each day, and used 7 times in these days, all lawfully.

            The service answers at http://127.0.0.1:0 (its interface: http://127.0.0.1:0/openapi.json).
            Ask it yourself, about any day since 2010, with the investigator's key of the first start as KEY:
              curl -s http://127.0.0.1:0/v1/questions -H "Authorization: Bearer $KEY" \\
              -H 'Content-Type: application/json' -d \\
              '{"value":{"channel":"phone","plain":"+14155550142"},
                "purpose":"advertising.audience-match.tailored","on":"2019-09-17"}'
            Everything that happened to that number:
              curl -s http://127.0.0.1:0/v1/contact-points/ID/history \\
              -H "Authorization: Bearer $KEY"
            What was invented here, and from which sources: docs/demonstration.md
            """;

    private static final Pattern README_QUESTION = Pattern.compile(
            "(?s)curl -s http://127\\.0\\.0\\.1:8080(/\\S+) -H \"Authorization: Bearer \\$KEY\" \\\\\n {2}-H 'Content-Type: (\\S+)' -d '(\\{[^']*)}'");

    @TempDir
    private static Path folder = Path.of("");

    private static @Nullable ConfigurableApplicationContext application;
    private static LedgerService.Keys keys = new LedgerService.Keys("", "", "");
    private static LedgerService service = new LedgerService("http://127.0.0.1:0", keys);
    private static String printed = "";
    private static long sizeAfterFirstHalf;

    @BeforeAll
    static void load_what_was_cut_off() throws IOException, InterruptedException, SQLException {
        application = SpringApplication.run(
                LedgerApplication.class,
                "--server.port=0",
                "--spring.grpc.server.port=0",
                "--ledger.data=" + folder,
                "--ledger.secrets=" + folder.resolve("secrets"));
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        keys = new OwnKeys(application.getBean(ApiKeys.class), Clock.systemUTC()).drawn();
        service = new LedgerService("http://127.0.0.1:" + port, keys);
        loadFirstHalf();
        sizeAfterFirstHalf = service.size();
        printed = run();
    }

    @AfterAll
    static void stop() {
        service.close();
        Objects.requireNonNull(application).close();
    }

    @Test
    void what_was_cut_off_is_completed() throws IOException, InterruptedException {
        assertThat(sizeAfterFirstHalf).isEqualTo(FIRST_HALF);
        assertThat(printed).contains("The demonstration was cut off.");
        assertThat(service.size()).isEqualTo(FACTS);
    }

    @Test
    void the_three_days_are_printed() {
        assertThat(printed.substring(printed.indexOf("Might")).stripTrailing() + "\n")
                .isEqualTo(THREE_DAYS);
        assertThat(printed.lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void the_readmes_own_question_is_answered_as_the_readme_says() throws IOException, InterruptedException {
        assertThat(stretches(asked("")))
                .containsExactly(
                        "never",
                        "2019-09-17T00:00:00Z refused PURPOSE_NOT_ASSIGNED under 2010-1",
                        "2019-09-17T09:30:00Z refused RULE security-never-advertises under 2019-1");
        assertThat(stretches(asked(", \"known\": \"2019-09-16T00:00:00Z\"")))
                .containsExactly("never", "2019-09-17T00:00:00Z refused PURPOSE_NOT_ASSIGNED under 2010-1");
        assertThat(stretches(asked(", \"policy\": \"2019-1\"")))
                .containsExactly("never", "2019-09-17T00:00:00Z refused RULE security-never-advertises under 2019-1");
    }

    /** The answer to the question in the README, with {@code more} in it. */
    private static JsonNode asked(String more) throws IOException, InterruptedException {
        Matcher question = README_QUESTION.matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(question.find()).isTrue();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer = client.send(
                            HttpRequest.newBuilder(URI.create(service.address() + question.group(1)))
                                    .header("Content-Type", question.group(2))
                                    .header("Authorization", "Bearer " + keys.investigator())
                                    .POST(BodyPublishers.ofString(question.group(3) + more + "}"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            return JsonMapper.shared().readTree(answer).at("/answers/0");
        }
    }

    private static List<String> stretches(JsonNode day) {
        return Stream.concat(
                        Stream.of(day.path("extent").asString()),
                        StreamSupport.stream(day.path("stretches").spliterator(), false)
                                .map(stretch -> Stream.of("since", "verdict", "reason", "rule")
                                                .map(field ->
                                                        stretch.path(field).asString(""))
                                                .collect(Collectors.joining(" "))
                                                .strip()
                                        + " under "
                                        + stretch.at("/policy/version").asString()))
                .toList();
    }

    @Test
    void a_later_start_loads_nothing_and_prints_them_again() throws IOException, InterruptedException {
        assertThat(run().strip()).isEqualTo(THREE_DAYS.strip());
    }

    @Test
    void loading_again_changes_nothing() throws IOException, InterruptedException {
        Load.Loaded again = new Load(service, new PrintStream(new ByteArrayOutputStream())).run(POPULATION);
        assertThat(again).isEqualTo(new Load.Loaded(0, FACTS));
        assertThat(service.size()).isEqualTo(FACTS);
    }

    private static String run() throws IOException, InterruptedException {
        var printed = new ByteArrayOutputStream();
        new Demonstration(service, new PrintStream(printed, true, StandardCharsets.UTF_8)).run(POPULATION, null);
        return printed.toString(StandardCharsets.UTF_8)
                .replaceAll("http://127\\.0\\.0\\.1:\\d+", "http://127.0.0.1:0")
                .replaceAll("contact-points/[0-9a-f-]+/", "contact-points/ID/");
    }

    private static void loadFirstHalf() {
        Iterator<ReportedFact> facts = POPULATION.facts().iterator();
        List<ReportedFact> half = Stream.generate(facts::next).limit(FIRST_HALF).toList();
        new LinesInOrder(half.iterator(), new CloudEventLines(POPULATION.source()))
                .forEachRemaining(lines ->
                        assertThat(service.record(lines).join().refused()).isEmpty());
    }
}
