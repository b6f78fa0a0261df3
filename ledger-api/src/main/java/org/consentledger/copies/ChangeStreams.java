package org.consentledger.copies;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.consentledger.api.AtOnce;
import org.consentledger.api.ConfirmedMemory;
import org.consentledger.api.DefinedPurposes;
import org.consentledger.api.Failures;
import org.consentledger.api.ProblemFound;
import org.consentledger.changes.Changes;
import org.consentledger.changes.LatestFacts;
import org.consentledger.check.StandingIndex;
import org.consentledger.feed.Feed;
import org.consentledger.law.Moments;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.store.LedgerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells copies of changes, as many at a time as threads are meant for, until they go or the service ends. */
@Component
@EnableConfigurationProperties(CopyProperties.class)
final class ChangeStreams {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeStreams.class);
    /** Clocks of nodes and database; one that is further off than the appender bears stops it. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

    private final ConfirmedMemory memory;
    private final StandingIndex index;
    private final DefinedPurposes purposes;
    private final LatestFacts ledger;
    private final NextFacts nextFacts;
    private final Clock clock;
    private final Duration heartbeat;
    private final AtOnce streams;

    ChangeStreams(
            ConfirmedMemory memory,
            StandingIndex index,
            DefinedPurposes purposes,
            LatestFacts ledger,
            NextFacts nextFacts,
            Clock clock,
            CopyProperties properties) {
        this.memory = memory;
        this.index = index;
        this.purposes = purposes;
        this.ledger = ledger;
        this.nextFacts = nextFacts;
        this.clock = clock;
        this.heartbeat = properties.heartbeat();
        this.streams = new AtOnce(properties.streams());
    }

    /** Tells what changes behind {@code after}, as long as somebody reads it. */
    void tell(Purpose purpose, Cursor after, HttpServletResponse response) throws IOException {
        try (var _ = streams.take()) {
            Feed.Followed followed = memory.atLeast(after.field(), after.place());
            if (!purposes.contain(purpose, followed.size())) {
                throw ProblemFound.purposeUnknown();
            }
            var changes = new Changes(ledger, after.place(), CLOCKS_APART);
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            // A proxy that gathers answers before it hands them on would hold the heartbeats back.
            response.setHeader("X-Accel-Buffering", "no");
            response.flushBuffer();
            tell(changes, purpose, new ChangeWriter(response.getOutputStream(), purpose, UUID.randomUUID()));
        } catch (IOException e) {
            // The copy is gone, or reads nothing: it goes on where it was.
            LOG.debug("a stream of changes was cut off");
        }
    }

    private void tell(Changes changes, Purpose purpose, ChangeWriter writer) throws IOException {
        do {
            try {
                Feed.Followed followed = memory.now();
                changes.tell(
                        index.inquiries(purpose, PolicyChoice.IN_FORCE),
                        Moments.notBefore(followed.recordedAt(), clock.instant()),
                        writer);
            } catch (LedgerUnavailable e) {
                // Without a heartbeat: the copy must not permit from what it remembers of a ledger that is lost.
                LOG.warn("a stream of changes found the ledger unavailable; it tries again");
                writer.stillHere();
            } catch (RuntimeException e) {
                // The answer has begun, so that no problem can be told.
                Failures.log(LOG, "a stream of changes failed", e);
                return;
            }
            writer.flush();
        } while (nextFacts.await(changes.place(), untilNext(changes)));
    }

    private Duration untilNext(Changes changes) {
        Duration next = Duration.between(clock.instant(), changes.next());
        return next.compareTo(heartbeat) > 0 ? heartbeat : next.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : next;
    }

    @EventListener(ContextClosedEvent.class)
    void end() {
        nextFacts.end();
    }
}
