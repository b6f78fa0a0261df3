package org.consentledger.gate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.consentledger.check.StandingIndex;
import org.consentledger.feed.Follower;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact;
import org.consentledger.law.Moments;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Reason;
import org.consentledger.law.Recorded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells of sentinels, as an event, in the log, as a count and, where one is set, to a webhook: of every use as soon as this node
 * has read it, at the gate or not, and of every list that holds one. Each is told at least once, by every node.
 */
public final class Alarms implements Follower, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 5;

    private final StandingIndex index;
    private final @Nullable URI webhook;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Counter raised;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** @param index followed before these alarms are */
    public Alarms(
            StandingIndex index,
            @Nullable URI webhook,
            JsonMapper json,
            ApplicationEventPublisher events,
            MeterRegistry meters) {
        this.index = index;
        this.webhook = webhook;
        this.json = json;
        this.events = events;
        this.raised = Counter.builder("ledger.alarms")
                .description("Sentinels that were used, or found in a list")
                .register(meters);
    }

    @Override
    public void follow(List<Recorded> facts) {
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.ContactPointUsed use
                    && use.contactPoint() != null
                    && isSentinel(use.contactPoint(), use.purpose(), recorded)) {
                raise(new Alarm(
                        recorded.place(),
                        use.contactPoint(),
                        use.purpose(),
                        use.programme(),
                        use.advertiser(),
                        use.list(),
                        use.run()));
            }
        }
    }

    /**
     * There are many uses and few sentinels, so that most uses are no more than looked for in a small set. A planting may have been
     * retracted; where the verdict does not come so far as to say, an alarm too many is better than one too few.
     */
    private boolean isSentinel(ContactPointId contactPoint, Purpose purpose, Recorded use) {
        return index.wasPlanted(contactPoint)
                && index.inquiry(purpose, PolicyChoice.IN_FORCE)
                                .ask(contactPoint, Moments.toMicros(use.recordedAt()), Long.MAX_VALUE, Coordinates.ALL)
                                .reason()
                                .line()
                        <= Reason.SENTINEL.line();
    }

    /** A list of {@code run} holds a sentinel, which the gate kept back. */
    void keptBack(Run run, ContactPointId contactPoint) {
        RunTerms terms = run.terms();
        raise(new Alarm(
                null,
                contactPoint,
                terms.purpose(),
                terms.programme(),
                terms.advertiser(),
                terms.list(),
                run.id().toString()));
    }

    private void raise(Alarm alarm) {
        raised.increment();
        LOG.atWarn()
                .addKeyValue("used", alarm.used())
                .addKeyValue("contactPoint", alarm.contactPoint())
                .addKeyValue("programme", alarm.programme())
                .log("a sentinel was used");
        events.publishEvent(alarm);
        if (webhook != null) {
            send(
                    HttpRequest.newBuilder(webhook)
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(alarm)))
                            .build(),
                    1);
        }
    }

    private void send(HttpRequest request, int attempt) {
        CompletableFuture<HttpResponse<Void>> sent = http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        // It tells its failures itself.
        var _ = sent.whenComplete((response, failure) -> {
            if (failure == null && response.statusCode() < 300) {
                return;
            }
            if (attempt == ATTEMPTS) {
                LOG.error("an alarm could not be told to the webhook");
                return;
            }
            Executor later = CompletableFuture.delayedExecutor(1L << attempt, TimeUnit.SECONDS);
            later.execute(() -> send(request, attempt + 1));
        });
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
