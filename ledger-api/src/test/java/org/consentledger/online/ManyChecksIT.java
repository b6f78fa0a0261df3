package org.consentledger.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
    private static final String CHECK = "{\"purpose\":\"many.ads\",\"channel\":\"email\",\"items\":[{\"sha256\":\""
            + "0".repeat(64) + "\"},{\"plain\":\"many@example.com\"}]}";

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

    /** Without a client that would stand between: each has a socket and a thread of its own. */
    private String answer() throws IOException {
        try (var request = BareRequest.claiming(service.port(), "/v1/checks", "application/json", CHECK.length())) {
            request.send(CHECK);
            return request.answerUntil("]}\\z|\"retry\":true");
        }
    }
}
