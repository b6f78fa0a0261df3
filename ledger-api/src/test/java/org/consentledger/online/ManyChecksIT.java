package org.consentledger.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.consentledger.api.BareRequest;
import org.consentledger.api.Events;
import org.consentledger.api.ServiceProcess;
import org.consentledger.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service with a small heap that everybody asks at the same moment, each over a connection of their own. */
class ManyChecksIT {
    private static final String HEAP = "256m";
    private static final int CHECKS = 10_000;
    private static final int MOST_CONNECTIONS = 5;
    private static final String BODY = "{\"purpose\":\"many.ads\",\"channel\":\"email\",\"items\":[{\"sha256\":\""
            + "0".repeat(64) + "\"},{\"plain\":\"many@example.com\"}]}";
    private static final String CHECK =
            "POST /v1/checks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + "Content-Length: "
                    + BODY.length() + "\r\n\r\n" + BODY;

    private final TestDatabase database = TestDatabase.fresh();
    private final ServiceProcess service;

    ManyChecksIT() throws IOException {
        service = ServiceProcess.withHeap(HEAP, database);
    }

    @AfterEach
    void stop() {
        service.close();
        database.close();
    }

    @Test
    void all_are_answered_and_others_beside_them() throws Exception {
        service.bulk(Events.text(Events.event(
                "0c4ec001-0000-4000-8000-000000000001",
                "purpose.defined",
                "{\"purpose\":\"many.ads\",\"sentence\":\"Ads\"}")));
        var answered = new AtomicInteger();
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> asked = new ArrayList<>();
            for (int i = 0; i < CHECKS; i++) {
                asked.add(askers.submit(() -> {
                    check();
                    return answered.incrementAndGet();
                }));
            }
            // A new connection, while the others are still being answered.
            while (answered.get() == 0) {
                Thread.onSpinWait();
            }
            check();
            int before = answered.get();
            for (Future<?> one : asked) {
                one.get();
            }
            assertThat(before).as("answered before somebody else was").isLessThan(CHECKS);
        }
        assertThat(answered.get()).isEqualTo(CHECKS);
        assertThat(service.get("/v1/ledger").statusCode()).isEqualTo(200);
    }

    /** A node that is too busy to hear from its database says so, and is asked again. */
    private void check() throws IOException {
        String answer = answer();
        while (answer.startsWith("HTTP/1.1 503") && answer.contains("\"retry\":true")) {
            answer = answer();
        }
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .endsWith("\"results\":[{\"permitted\":false},{\"permitted\":false}]}");
    }

    /**
     * Without a client that would stand between: each has a socket and a thread of its own. Where more connect than may wait, the
     * system resets some that the service never saw; those connect again, as clients do.
     */
    private String answer() throws IOException {
        String answer = "";
        for (int connection = 1; connection <= MOST_CONNECTIONS && answer.isEmpty(); connection++) {
            try (var request = BareRequest.sent(service.port(), CHECK)) {
                answer = request.answerUntil("]}\\z|\"retry\":true");
            } catch (SocketException _) {
                // Reset while it was sent.
            }
        }
        return answer;
    }
}
