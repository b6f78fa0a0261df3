package org.consentledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.common.AxonException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.junit.jupiter.api.Test;

/** What Axon expects of an event storage engine; its own JDBC engine and ours are both held to it. */
abstract class EventStorageConformance {
    /** An engine on an empty store. */
    abstract EventStorageEngine engine();

    /** What the engine has to be told beside the fact, {@code source} and {@code id} among it. */
    abstract MetaData metaData(Proposal proposal);

    @Test
    void an_aggregates_events_come_back_in_order_from_any_position() {
        var one = UUID.randomUUID();
        var other = UUID.randomUUID();
        engine().appendEvents(event(one, 0), event(one, 1));
        engine().appendEvents(event(other, 0));
        engine().appendEvents(event(one, 2));
        assertThat(sequences(one, 0)).containsExactly(0L, 1L, 2L);
        assertThat(sequences(one, 1)).containsExactly(1L, 2L);
        assertThat(sequences(one, 3)).isEmpty();
        assertThat(sequences(other, 0)).containsExactly(0L);
        assertThat(sequences(UUID.randomUUID(), 0)).isEmpty();
    }

    @Test
    void the_last_position_of_an_aggregate_is_known() {
        var one = UUID.randomUUID();
        assertThat(engine().lastSequenceNumberFor(one.toString())).isEmpty();
        engine().appendEvents(event(one, 0), event(one, 1));
        assertThat(engine().lastSequenceNumberFor(one.toString())).contains(1L);
    }

    @Test
    void payload_metadata_identifier_and_aggregate_survive() {
        var one = UUID.randomUUID();
        DomainEventMessage<?> appended = event(one, 0);
        engine().appendEvents(appended);
        DomainEventMessage<?> read = engine().readEvents(one.toString()).next();
        assertSame(read, appended);
        assertThat(read.getType()).isEqualTo(appended.getType());
        assertThat(read.getAggregateIdentifier()).isEqualTo(appended.getAggregateIdentifier());
        TrackedEventMessage<?> tracked = tracked(null).getFirst();
        assertSame(tracked, appended);
        assertThat(tracked).isInstanceOfSatisfying(DomainEventMessage.class, event -> {
            assertThat(event.getAggregateIdentifier()).isEqualTo(appended.getAggregateIdentifier());
            assertThat(event.getSequenceNumber()).isZero();
        });
    }

    @Test
    void a_position_is_used_once() {
        var one = UUID.randomUUID();
        engine().appendEvents(event(one, 0), event(one, 1));
        assertThatThrownBy(() -> engine().appendEvents(event(one, 1))).isInstanceOf(ConcurrencyException.class);
        // At the first position Axon's own engine names another error.
        assertThatThrownBy(() -> engine().appendEvents(event(one, 0))).isInstanceOf(AxonException.class);
        assertThat(sequences(one, 0)).containsExactly(0L, 1L);
    }

    @Test
    void of_two_writers_at_one_position_one_is_first() {
        var one = UUID.randomUUID();
        engine().appendEvents(event(one, 0));
        var start = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> writers = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> {
                    try {
                        start.await();
                        engine().appendEvents(event(one, 1));
                        return true;
                    } catch (ConcurrencyException _) {
                        return false;
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();
        start.countDown();
        assertThat(writers.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(sequences(one, 0)).containsExactly(0L, 1L);
    }

    @Test
    void events_appended_together_are_stored_all_or_none() {
        var one = UUID.randomUUID();
        var other = UUID.randomUUID();
        engine().appendEvents(event(one, 0), event(other, 0));
        engine().appendEvents(event(one, 1));
        assertThatThrownBy(() -> engine().appendEvents(event(other, 1), event(other, 2), event(one, 1)))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(sequences(other, 0)).containsExactly(0L);
        assertThat(tracked(null)).hasSize(3);
    }

    @Test
    void nothing_is_appended_by_an_empty_list() {
        engine().appendEvents(List.of());
        assertThat(tracked(null)).isEmpty();
    }

    @Test
    void the_tracking_stream_has_every_event_in_order_and_goes_on_behind_any_token() {
        var one = UUID.randomUUID();
        List<String> appended = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            EventMessage<?> use = use();
            EventMessage<?> event = event(one, i);
            engine().appendEvents(event, use);
            appended.add(event.getIdentifier());
            appended.add(use.getIdentifier());
        }
        List<TrackedEventMessage<?>> tracked = tracked(null);
        assertThat(identifiers(tracked)).isEqualTo(appended);
        for (int i = 0; i < tracked.size(); i++) {
            TrackingToken token = tracked.get(i).trackingToken();
            assertThat(identifiers(tracked(token))).isEqualTo(appended.subList(i + 1, appended.size()));
            assertThat(token.covers(tracked.getFirst().trackingToken())).isTrue();
            assertThat(i > 0 && tracked.get(i - 1).trackingToken().covers(token))
                    .isFalse();
        }
    }

    @Test
    void behind_the_head_token_is_what_comes_next_and_behind_the_tail_token_everything() {
        engine().appendEvents(use(), use());
        TrackingToken head = engine().createHeadToken();
        assertThat(tracked(head)).isEmpty();
        EventMessage<?> next = use();
        engine().appendEvents(next);
        assertThat(identifiers(tracked(head))).containsExactly(next.getIdentifier());
        assertThat(tracked(engine().createTailToken())).hasSize(3);
    }

    @Test
    void behind_the_token_of_a_moment_is_what_was_appended_at_it_or_later() {
        for (int i = 0; i < 5; i++) {
            engine().appendEvents(use());
        }
        List<TrackedEventMessage<?>> all = tracked(null);
        for (int i = 0; i < all.size(); i++) {
            Instant moment = all.get(i).getTimestamp();
            assertThat(identifiers(tracked(engine().createTokenAt(moment))))
                    .isEqualTo(identifiers(all.subList(i, all.size())));
        }
        Instant first = all.getFirst().getTimestamp();
        assertThat(tracked(engine().createTokenAt(first.minusSeconds(3_600)))).hasSize(5);
        assertThat(tracked(engine().createTokenAt(first.plusSeconds(3_600)))).isEmpty();
    }

    /** Event {@code sequence} of aggregate {@code contactPoint}. */
    final DomainEventMessage<?> event(UUID contactPoint, long sequence) {
        Proposal proposal = Proposals.expecting(
                Math.toIntExact(sequence), new Fact.SentinelPlanted(new ContactPointId(contactPoint)));
        return new GenericDomainEventMessage<>(
                "ContactPoint",
                contactPoint.toString(),
                sequence,
                message(proposal),
                GenericEventMessage.clock.instant());
    }

    /** An event of no aggregate. */
    final EventMessage<?> use() {
        return new GenericEventMessage<>(message(Proposals.use()), GenericEventMessage.clock::instant);
    }

    private GenericMessage<Fact> message(Proposal proposal) {
        return new GenericMessage<>(proposal.header().id().id().toString(), proposal.fact(), metaData(proposal));
    }

    private List<Long> sequences(UUID aggregate, long first) {
        return engine().readEvents(aggregate.toString(), first)
                .asStream()
                .<Long>map(DomainEventMessage::getSequenceNumber)
                .toList();
    }

    final List<TrackedEventMessage<?>> tracked(@org.jspecify.annotations.Nullable TrackingToken after) {
        try (Stream<? extends TrackedEventMessage<?>> events = engine().readEvents(after, false)) {
            return events.<TrackedEventMessage<?>>map(event -> event).toList();
        }
    }

    private static List<String> identifiers(List<TrackedEventMessage<?>> events) {
        return events.stream().map(EventMessage::getIdentifier).toList();
    }

    private static void assertSame(EventMessage<?> read, EventMessage<?> appended) {
        assertThat((Object) read.getPayload()).isEqualTo(appended.getPayload());
        assertThat((Object) read.getPayloadType()).isEqualTo(appended.getPayloadType());
        assertThat(read.getIdentifier()).isEqualTo(appended.getIdentifier());
        assertThat(read.getMetaData())
                .containsEntry("source", appended.getMetaData().get("source"))
                .containsEntry("id", appended.getMetaData().get("id"));
    }
}
