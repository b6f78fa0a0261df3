package org.consentledger.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.consentledger.client.CheckedItem.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong, nobody may be matched. */
class LedgerClientTest {
    private static final UUID POINT = new UUID(1, 2);
    private static final Check CHECK = new Check(
            "ads", 7, List.of(CheckedItem.plain(Channel.EMAIL, "jo@example.com"), new CheckedItem.ContactPoint(POINT)));
    private static final String PERMITTED =
            "{\"permitted\":true,\"contactPoints\":[{\"contactPoint\":\"" + POINT + "\",\"person\":\"p-1\"}]}";
    private static final String GOOD =
            "{\"place\":7,\"at\":\"2026-11-22T00:00:00Z\",\"results\":[{\"permitted\":false}," + PERMITTED + "]}";
    private static final String KEY = "clk_of-a-test";
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static CheckAnswer asked(FailingServer server) {
        try (LedgerClient client = LedgerClient.at(server.address(), KEY, DEADLINE, 3)) {
            return client.check(CHECK);
        }
    }

    private static void assertNobody(CheckAnswer answer) {
        assertThat(answer.results()).hasSize(2).noneMatch(CheckResult::permitted);
        assertThat(answer.place()).isZero();
        assertThat(answer.failure()).isNotNull();
        assertThat(String.valueOf(answer.failure())).doesNotContain("jo@example.com");
    }

    @Test
    void an_answer_is_taken_as_it_is() throws IOException {
        try (var server = new FailingServer(FailingServer.ok(GOOD))) {
            CheckAnswer answer = asked(server);
            assertThat(answer.failure()).isNull();
            assertThat(answer.place()).isEqualTo(7);
            assertThat(answer.results())
                    .containsExactly(
                            CheckResult.REFUSED,
                            new CheckResult(List.of(new CheckResult.Matchable(POINT, "p-1")), null));
        }
    }

    @Test
    void connections_are_kept() throws IOException {
        String good = FailingServer.ok(GOOD);
        try (var server = new FailingServer(good, good, good);
                LedgerClient client = LedgerClient.at(server.address(), KEY, DEADLINE, 1)) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.check(CHECK).failure()).isNull();
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_node_that_cannot_answer_at_the_moment_is_asked_again() throws IOException {
        String unavailable = FailingServer.answer("503 Service Unavailable", "{}");
        try (var server = new FailingServer(unavailable, "", FailingServer.ok(GOOD))) {
            assertThat(asked(server).results().get(1).permitted()).isTrue();
            assertThat(server.asked()).isEqualTo(3);
        }
        try (var server = new FailingServer(unavailable, unavailable, unavailable, FailingServer.ok(GOOD))) {
            assertNobody(asked(server));
            assertThat(server.asked()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"400 Bad Request", "401 Unauthorized", "422 Unprocessable Content", "500 Internal Server Error"})
    void a_check_that_is_refused_is_not_sent_again(String status) throws IOException {
        try (var server = new FailingServer(FailingServer.answer(status, GOOD), FailingServer.ok(GOOD))) {
            assertNobody(asked(server));
            assertThat(server.asked()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]}",
                "nonsense}",
                "{\"place\":7,\"results\":[{\"permitted\":true}]}",
                "{\"place\":7,\"results\":[PERMITTED]}",
                "{\"place\":7,\"results\":[PERMITTED,PERMITTED,PERMITTED]}",
                "{\"place\":6,\"results\":[PERMITTED,PERMITTED]}",
                "{\"results\":[PERMITTED,PERMITTED]}",
                "{\"place\":\"7\",\"results\":[PERMITTED,PERMITTED]}",
                "{\"place\":7,\"results\":[PERMITTED,{\"permitted\":\"true\"}]}",
                "{\"place\":7,\"results\":[PERMITTED,{\"permitted\":true}]}",
                "{\"place\":7,\"results\":[PERMITTED,{\"permitted\":true,\"contactPoints\":[]}]}",
                "{\"place\":7,\"results\":[PERMITTED,{\"permitted\":false,\"contactPoints\":[POINT]}]}",
                "{\"place\":7,\"results\":[PERMITTED,{\"permitted\":true,\"contactPoints\":[{\"contactPoint\":\"x\",\"person\":\"p\"}]}]}",
                "{\"place\":7,\"results\":[PERMITTED,{\"permitted\":true,\"contactPoints\":[{\"person\":\"p\"}]}]}",
                "{\"place\":7,\"results\":[PERMITTED,{}]}",
                "{\"place\":7,\"results\":[PERMITTED,{\"permitted\":false,\"permitted\":true,\"contactPoints\":[POINT]}]}",
                "{\"place\":7,\"results\":[PERMITTED,PERMITTED]} {}",
                "{\"place\":7,\"results\":[PERMITTED,PERMITTED],}"
            })
    void what_is_no_answer_to_the_check_is_none(String body) throws IOException {
        String sent = body.replace("PERMITTED", PERMITTED)
                .replace("POINT", "{\"contactPoint\":\"" + POINT + "\",\"person\":\"p\"}");
        try (var server = new FailingServer(FailingServer.ok(sent), FailingServer.ok(GOOD))) {
            assertNobody(asked(server));
        }
    }

    @Test
    void an_item_in_error_is_a_no_for_it_alone() throws IOException {
        String error = "{\"error\":{\"field\":\"plain\",\"rule\":\"must be an e-mail address\"}}";
        try (var server =
                new FailingServer(FailingServer.ok("{\"place\":9,\"results\":[" + error + "," + PERMITTED + "]}"))) {
            CheckAnswer answer = asked(server);
            assertThat(answer.failure()).isNull();
            assertThat(answer.results().get(0).permitted()).isFalse();
            assertThat(answer.results().get(0).error()).isEqualTo("plain must be an e-mail address");
            assertThat(answer.results().get(1).permitted()).isTrue();
        }
    }

    @Test
    void a_ledger_that_keeps_silent_is_waited_for_until_the_deadline() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"place\":7}";
        for (String[] answers : List.of(new String[0], new String[] {head})) {
            try (var server = new FailingServer(answers);
                    LedgerClient client = LedgerClient.at(server.address(), KEY, Duration.ofMillis(300), 3)) {
                long begun = System.nanoTime();
                assertNobody(client.check(CHECK));
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            }
        }
    }

    @Test
    void a_ledger_that_is_not_there_permits_nothing() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            free = socket.getLocalPort();
        }
        try (LedgerClient client = LedgerClient.at(URI.create("http://127.0.0.1:" + free), KEY, DEADLINE, 2)) {
            assertNobody(client.check(CHECK));
            assertThatExceptionOfType(CheckFailed.class)
                    .isThrownBy(() -> client.checkOrThrow(CHECK))
                    .satisfies(failed -> assertThat(failed.retryable()).isTrue());
        }
    }

    @Test
    void a_client_that_is_closed_and_a_thread_that_is_interrupted_permit_nothing() throws IOException {
        try (var server = new FailingServer(FailingServer.ok(GOOD), FailingServer.ok(GOOD))) {
            LedgerClient client = LedgerClient.at(server.address(), KEY);
            Thread.currentThread().interrupt();
            assertNobody(client.check(CHECK));
            assertThat(Thread.interrupted()).isTrue();
            client.close();
            assertNobody(client.check(CHECK));
        }
    }

    @Test
    void nothing_prints_a_value() {
        assertThat(CHECK.toString()).doesNotContain("jo@example.com");
        assertThat(CheckedItem.hash(Channel.EMAIL, new byte[32], "plain-1").toString())
                .doesNotContain("00");
    }
}
