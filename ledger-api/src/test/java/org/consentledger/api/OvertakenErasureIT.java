package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An erasure has to know every contact point of its person, and more of them keep coming. */
class OvertakenErasureIT {
    private static final TestService SERVICE = TestService.RUNNING;
    /** So many that reading them takes longer than collecting one more. */
    private static final int HELD = 1_000;

    private static final int SENDERS = 8;
    /** Whether an erasure is overtaken is a matter of time, so one that gets through is no failure, and not the rule. */
    private static final int PERSONS = 5;

    private final AtomicInteger ids = new AtomicInteger();

    private String event(String type, String person, String more) {
        String id = String.format(Locale.ROOT, "0ce00000-0000-4000-8000-%012d", ids.incrementAndGet());
        return Events.text(Events.event(id, type, "{\"person\":\"" + person + "\"" + more.replace("{id}", id) + "}"));
    }

    private String collected(String person) {
        return event(
                "contact-point.collected",
                person,
                ",\"value\":{\"channel\":\"email\",\"plain\":\"{id}@example.com\"},\"collection\":\"{id}\","
                        + "\"surface\":\"profile\",\"suppliedBy\":{\"kind\":\"person\"},\"jurisdiction\":\"US\"");
    }

    @Test
    void it_gives_up_and_is_recorded_when_it_is_sent_again() throws InterruptedException {
        String erasure = event("person.erased", "overtaken-1", "");
        HttpResponse<String> answer = erasedWhileCollecting("overtaken-1", erasure);
        for (int i = 2; i <= PERSONS && answer.statusCode() == 201; i++) {
            erasure = event("person.erased", "overtaken-" + i, "");
            answer = erasedWhileCollecting("overtaken-" + i, erasure);
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .isEqualTo("{\"type\":\"https://consentledger.org/problems/stream-conflict\","
                        + "\"title\":\"Another fact about the same subject came in between\",\"status\":409,\"field\":\"id\","
                        + "\"rule\":\"another fact about the same subject was recorded in between; send it again\"}");
        assertThat(SERVICE.post("/v1/facts", erasure).statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> erasedWhileCollecting(String person, String erasure) throws InterruptedException {
        String held = Stream.generate(() -> collected(person)).limit(HELD).collect(Collectors.joining("\n"));
        assertThat(SERVICE.bulk(held).body()).contains("\"recorded\":" + HELD);
        var coming = new CountDownLatch(SENDERS);
        var ended = new AtomicBoolean();
        Runnable sending = () -> {
            SERVICE.post("/v1/facts", collected(person));
            coming.countDown();
            while (!ended.get()) {
                SERVICE.post("/v1/facts", collected(person));
            }
        };
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SENDERS; i++) {
                senders.execute(sending);
            }
            try {
                coming.await();
                return SERVICE.post("/v1/facts", erasure);
            } finally {
                ended.set(true);
            }
        }
    }
}
