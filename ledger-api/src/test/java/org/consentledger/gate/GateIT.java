package org.consentledger.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.consentledger.api.Events;
import org.consentledger.api.TestService;
import org.consentledger.gate.People.Matched;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact;
import org.consentledger.law.JudgedUse;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Recorded;
import org.consentledger.law.UseClass;
import org.consentledger.store.FactCodec;
import org.consentledger.store.LedgerReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The gate over HTTP, on two nodes of one ledger. */
class GateIT {
    private static final BlockingQueue<JsonNode> ALARMS = new LinkedBlockingQueue<>();
    private static final HttpServer WEBHOOK = webhook();
    private static final TestService SERVICE = new TestService(
            "--ledger.gate.shadow=trial",
            "--ledger.gate.reason-floor=3",
            "--ledger.gate.alarm=http://127.0.0.1:" + WEBHOOK.getAddress().getPort() + "/alarm");
    private static final TestService OTHER = SERVICE.beside();
    private static final People PEOPLE = new People(SERVICE);
    private static final String PROGRAMME = "tailored-audiences";

    private static HttpServer webhook() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/alarm", exchange -> {
                ALARMS.add(Events.JSON.readTree(exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    static void define() {
        PEOPLE.define();
    }

    @AfterAll
    static void stop() {
        WEBHOOK.stop(0);
    }

    private static List<Recorded> ledger() {
        var reader = new LedgerReader(SERVICE.database().pool(), new FactCodec());
        var facts = new ArrayList<Recorded>();
        reader.read(0, reader.head().size(), row -> facts.add(reader.decode(row)));
        return facts;
    }

    private static List<Recorded> uses(UUID run) {
        return ledger().stream()
                .filter(fact -> fact.fact() instanceof Fact.ContactPointUsed use
                        && run.toString().equals(use.run()))
                .toList();
    }

    @Test
    void whoever_is_named_is_on_the_ledger_as_used_and_nobody_else() {
        PEOPLE.agree("ann", "bob");
        PEOPLE.withdraw("bob");
        UUID run = UUID.randomUUID();
        Matched matched = PEOPLE.match(run, PROGRAMME, People.list("ann", "bob", "stranger", "ann") + "x@y.example\n");
        assertThat(matched.permitted()).containsExactly(true, false, false, true, false);
        List<Recorded> uses = uses(run);
        assertThat(uses).hasSize(1);
        Fact.ContactPointUsed use = (Fact.ContactPointUsed) uses.getFirst().fact();
        assertThat(matched.rows().getFirst().toString()).contains(String.valueOf(use.contactPoint()));
        assertThat(use.report()).isEqualTo(Fact.UseReport.GATED);
        assertThat(use.advertiser()).isEqualTo("acme");
        assertThat(matched.rows().get(1).toString())
                .isEqualTo(matched.rows().get(2).toString().replace("\"row\":3", "\"row\":2"));
        JsonNode receipt = matched.receipt();
        assertThat(receipt.path("complete").booleanValue()).isTrue();
        assertThat(receipt.path("rows").intValue()).isEqualTo(5);
        assertThat(receipt.path("matched").intValue()).isEqualTo(2);
        assertThat(receipt.path("refused").intValue()).isEqualTo(2);
        assertThat(receipt.path("bad").intValue()).isEqualTo(1);
        assertThat(receipt.path("duplicates").intValue()).isEqualTo(1);
        assertThat(receipt.path("uses").intValue()).isEqualTo(1);
        assertThat(receipt.path("ledgerSize").longValue())
                .isGreaterThanOrEqualTo(uses.getFirst().place());
        assertThat(receipt.path("root").stringValue()).hasSize(64);
        assertThat(Events.JSON
                        .readTree(SERVICE.get("/v1/runs/" + run).body())
                        .path("receipts")
                        .get(0))
                .isEqualTo(receipt);
    }

    @Test
    void a_receipt_tells_reasons_above_the_floor_alone() {
        PEOPLE.agree("floor-1", "floor-2", "floor-3", "floor-4");
        for (int i = 1; i <= 3; i++) {
            PEOPLE.withdraw("floor-" + i);
        }
        PEOPLE.trap("floor-trap");
        JsonNode reasons = PEOPLE.match(
                        UUID.randomUUID(),
                        PROGRAMME,
                        People.list("floor-1", "floor-2", "floor-3", "floor-4", "floor-trap", "nobody-1", "nobody-2"))
                .receipt()
                .path("reasons");
        assertThat(reasons.path("counts").size()).isEqualTo(1);
        assertThat(reasons.path("counts").get(0).path("reason").stringValue()).isEqualTo("CONSENT_NEGATIVE");
        assertThat(reasons.path("counts").get(0).path("contactPoints").intValue())
                .isEqualTo(3);
        assertThat(reasons.path("others").intValue()).isEqualTo(3);
    }

    @Test
    void a_list_that_holds_one_value_many_times_tells_no_more_of_it_than_of_a_stranger() {
        PEOPLE.agree("again");
        PEOPLE.withdraw("again");
        PEOPLE.trap("again-trap");
        for (String name : List.of("again", "again-trap", "again-nobody")) {
            String list = People.list(Collections.nCopies(5_000, name).toArray(String[]::new));
            JsonNode reasons =
                    PEOPLE.match(UUID.randomUUID(), PROGRAMME, list).receipt().path("reasons");
            assertThat(reasons.path("counts").size()).as(name).isZero();
            assertThat(reasons.path("others").intValue()).as(name).isEqualTo(1);
        }
    }

    @Test
    void a_node_whose_clock_is_ahead_lets_through_whom_others_do() {
        PEOPLE.agree("early");
        try (TestService ahead = SERVICE.beside(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(2)))) {
            Matched matched = new People(ahead).match(UUID.randomUUID(), PROGRAMME, People.list("early"));
            assertThat(matched.permitted()).containsExactly(true);
        }
    }

    @Test
    void a_sentinel_that_was_never_collected_raises_an_alarm_as_well() throws InterruptedException {
        PEOPLE.plant("uncollected-trap");
        ALARMS.clear();
        PEOPLE.report("uncollected-trap");
        assertThat(ALARMS.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void a_list_sent_again_doubles_nothing_and_is_judged_anew() {
        PEOPLE.agree("again-1", "again-2");
        UUID run = UUID.randomUUID();
        String list = People.list("again-1", "again-2");
        assertThat(PEOPLE.match(run, PROGRAMME, list).permitted()).containsExactly(true, true);
        PEOPLE.withdraw("again-2");
        Matched again = PEOPLE.match(run, PROGRAMME, list);
        assertThat(again.permitted()).containsExactly(true, false);
        assertThat(again.receipt().path("uses").intValue()).isEqualTo(1);
        assertThat(again.receipt().path("recordedBefore").intValue()).isEqualTo(1);
        assertThat(uses(run)).hasSize(2);
        assertThat(Events.JSON
                        .readTree(SERVICE.get("/v1/runs/" + run).body())
                        .path("receipts")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void other_terms_under_the_id_of_a_run_are_refused() {
        PEOPLE.agree("terms");
        UUID run = UUID.randomUUID();
        PEOPLE.match(run, PROGRAMME, People.list("terms"));
        HttpResponse<String> other = SERVICE.send(PEOPLE.request(run, "another", People.list("terms")));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("/problems/run-differs", "\"field\":\"run\"");
        assertThat(uses(run)).hasSize(1);
        assertThat(SERVICE.send(PEOPLE.request(UUID.randomUUID(), "No%20Word", People.list("terms")))
                        .statusCode())
                .isEqualTo(422);
        assertThat(SERVICE.get("/v1/runs/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void in_shadow_everybody_is_named_and_recorded_and_the_law_judges_the_same() {
        PEOPLE.agree("shadow-1", "shadow-2");
        PEOPLE.withdraw("shadow-2");
        UUID run = UUID.randomUUID();
        Matched matched = PEOPLE.match(run, "trial", People.list("shadow-1", "shadow-2", "nobody"));
        assertThat(matched.permitted()).containsExactly(true, true, false);
        assertThat(matched.receipt().path("shadow").booleanValue()).isTrue();
        List<Recorded> facts = ledger();
        assertThat(uses(run).stream().map(use -> judged(facts, use)))
                .containsExactlyInAnyOrder(UseClass.LAWFUL, UseClass.PREVENTABLE_BREACH);
    }

    private static UseClass judged(List<Recorded> facts, Recorded use) {
        return JudgedUse.of(facts, use, null, Coordinates.ALL, PolicyChoice.IN_FORCE)
                .useClass();
    }

    @Test
    void a_sentinel_is_refused_like_a_stranger_and_raises_an_alarm_at_once() throws InterruptedException {
        PEOPLE.trap("trap");
        ALARMS.clear();
        UUID run = UUID.randomUUID();
        Matched matched = PEOPLE.match(run, PROGRAMME, People.list("trap", "nobody"));
        assertThat(matched.rows().getFirst().toString())
                .isEqualTo(matched.rows().get(1).toString().replace("\"row\":2", "\"row\":1"));
        JsonNode alarm = ALARMS.poll(10, TimeUnit.SECONDS);
        assertThat(alarm).isNotNull();
        assertThat(alarm.path("run").stringValue()).isEqualTo(run.toString());
        assertThat(alarm.has("used")).isFalse();
        assertThat(uses(run)).isEmpty();
        long begun = System.nanoTime();
        PEOPLE.report("trap");
        JsonNode reported = ALARMS.poll(10, TimeUnit.SECONDS);
        assertThat(reported).isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(reported.path("programme").stringValue()).isEqualTo("outside");
        assertThat(reported.path("used").longValue()).isPositive();
        assertThat(reported.path("contactPoint")).isEqualTo(alarm.path("contactPoint"));
        PEOPLE.reportPoint(alarm.path("contactPoint").stringValue());
        JsonNode reportedById = ALARMS.poll(10, TimeUnit.SECONDS);
        assertThat(reportedById).isNotNull();
        assertThat(reportedById.path("used").longValue())
                .isGreaterThan(reported.path("used").longValue());
    }

    @Test
    void a_list_that_was_cut_off_is_sent_again_and_loses_and_doubles_nothing() throws IOException {
        String[] names = names("cut", 200);
        PEOPLE.agree(names);
        UUID run = UUID.randomUUID();
        String list = People.list(names);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVICE.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + People.path(run, PROGRAMME)
                            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
                            + SERVICE.keys().authorization(People.path(run, PROGRAMME))
                            + "\r\nContent-Type: text/csv\r\nContent-Length: "
                            + list.length() + "\r\n\r\n"
                            + list.substring(0, list.length() / 2))
                    .getBytes(UTF_8));
            out.flush();
            assertThat(socket.getInputStream().readNBytes(2_000)).contains("\"permitted\":true".getBytes(UTF_8));
        }
        assertThat(uses(run)).isNotEmpty();
        Matched matched = PEOPLE.match(run, PROGRAMME, list);
        assertThat(matched.permitted()).hasSize(200).doesNotContain(false);
        assertThat(matched.receipt().path("recordedBefore").intValue()).isPositive();
        assertThat(uses(run)).hasSize(200);
    }

    @Test
    void a_list_that_comes_at_once_is_recorded_in_a_few_groups() {
        String[] names = names("many", 2_000);
        PEOPLE.agree(names);
        UUID run = UUID.randomUUID();
        assertThat(PEOPLE.match(run, PROGRAMME, People.list(names)).permitted())
                .hasSize(2_000)
                .doesNotContain(false);
        // A connection's own buffer holds 63 hashes.
        assertThat(uses(run).stream().map(Recorded::recordedAt).distinct()).hasSizeLessThan(2_000 / 63 / 2);
    }

    @Test
    void what_was_withdrawn_before_a_run_is_heeded_by_every_row_of_it_on_any_node() {
        String[] names = names("node", 40);
        PEOPLE.agree(names);
        var elsewhere = new People(OTHER);
        for (int i = 0; i < names.length; i += 4) {
            PEOPLE.withdraw(names[i]);
            Matched matched = elsewhere.match(UUID.randomUUID(), PROGRAMME, People.list(names));
            for (int row = 0; row < names.length; row++) {
                assertThat(matched.permitted(row)).isEqualTo(row > i || row % 4 != 0);
            }
        }
    }

    @Test
    void no_use_is_unlawful_however_many_withdraw_while_lists_run() throws Exception {
        String[] names = names("race", 300);
        PEOPLE.agree(names);
        Set<UUID> runs = new HashSet<>();
        Random random = new Random(7);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            var lists = new ArrayList<Future<Matched>>();
            for (TestService node : List.of(SERVICE, OTHER)) {
                for (int i = 0; i < 6; i++) {
                    UUID run = UUID.randomUUID();
                    runs.add(run);
                    var people = new People(node);
                    lists.add(threads.submit(() -> people.match(run, PROGRAMME, People.list(names))));
                }
            }
            for (int i = 0; i < 120; i++) {
                PEOPLE.withdraw(names[random.nextInt(names.length / 3) * 3 + i % 3]);
            }
            for (Future<Matched> list : lists) {
                list.get(2, TimeUnit.MINUTES);
            }
        }
        List<Recorded> facts = ledger();
        Map<UseClass, Integer> classes = new HashMap<>();
        for (Recorded fact : facts) {
            if (fact.fact() instanceof Fact.ContactPointUsed use
                    && use.run() != null
                    && runs.contains(UUID.fromString(use.run()))) {
                classes.merge(judged(facts, fact), 1, Integer::sum);
            }
        }
        assertThat(classes).containsOnlyKeys(UseClass.LAWFUL);
        assertThat(classes.get(UseClass.LAWFUL)).isGreaterThan(600);
    }

    private static String[] names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toArray(String[]::new);
    }
}
