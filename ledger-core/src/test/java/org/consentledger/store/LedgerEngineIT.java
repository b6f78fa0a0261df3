package org.consentledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Header;
import org.consentledger.law.Moments;
import org.consentledger.law.PersonId;
import org.consentledger.law.Refusal;
import org.consentledger.seal.TreeHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerEngineIT extends EventStorageConformance {
    private final AppenderFixture fixture = new AppenderFixture();
    private final Appender appender = fixture.appender();
    private final LedgerReader reader = fixture.reader();
    private final LedgerEventStorageEngine engine = new LedgerEventStorageEngine(appender, reader);

    @AfterEach
    void close() {
        appender.close();
        fixture.close();
    }

    @Override
    EventStorageEngine engine() {
        return engine;
    }

    @Override
    MetaData metaData(Proposal proposal) {
        return HeaderMetaData.of(proposal);
    }

    @Test
    void only_facts_with_their_own_proposal_can_be_appended() {
        assertThatThrownBy(() -> engine.appendEvents(new GenericEventMessage<>("text")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.appendEvents(
                        new GenericEventMessage<>(Proposals.use().fact(), MetaData.emptyInstance())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.appendEvents(
                        new GenericEventMessage<>(Proposals.use().fact(), HeaderMetaData.of(Proposals.use()))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(reader.head().size()).isZero();
    }

    @Test
    void a_refused_fact_is_an_error_of_its_command() {
        Proposal retraction = Proposals.of(new Fact.FactRetracted(Proposals.id(), "mistake"));
        assertThatThrownBy(() -> engine.appendEvents(
                        new GenericEventMessage<>(retraction.fact(), HeaderMetaData.of(retraction))))
                .isInstanceOfSatisfying(
                        FactRefused.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.TARGET_UNKNOWN));
    }

    @Test
    void an_event_that_may_go_anywhere_follows_the_last_of_its_stream_whatever_number_it_came_with() {
        var contactPoint = UUID.randomUUID();
        engine.appendEvents(event(contactPoint, 0), event(contactPoint, 1));
        engine.appendEvents(anywhere(contactPoint), anywhere(contactPoint));
        engine.appendEvents(anywhere(contactPoint));
        assertThat(engine.readEvents(contactPoint.toString()).asStream())
                .<Long>extracting(DomainEventMessage::getSequenceNumber)
                .containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    private static EventMessage<?> anywhere(UUID contactPoint) {
        Proposal proposal = Proposals.of(new Fact.SentinelPlanted(new ContactPointId(contactPoint)));
        return new GenericDomainEventMessage<>(
                "ContactPoint", contactPoint.toString(), 0, proposal.fact(), HeaderMetaData.of(proposal));
    }

    @Test
    void a_fact_sent_again_is_stored_once() {
        EventMessage<?> use = use();
        engine.appendEvents(use);
        engine.appendEvents(use);
        assertThat(tracked(null)).hasSize(1);
    }

    @Test
    void a_name_that_this_version_does_not_know_stops_every_read_of_it() throws SQLException {
        var contactPoint = UUID.randomUUID();
        engine.appendEvents(event(contactPoint, 0));
        var id = Proposals.id();
        insertUnknown(contactPoint, id);
        List<EventMessage<?>> seen = new ArrayList<>();
        assertThatThrownBy(() -> engine.readEvents(null, false).forEach(seen::add))
                .isInstanceOf(UnreadableFact.class);
        assertThatThrownBy(() ->
                        engine.readEvents(contactPoint.toString()).asStream().toList())
                .isInstanceOf(UnreadableFact.class);
        assertThatThrownBy(() -> reader.read(0, 2, row -> reader.decode(row))).isInstanceOf(UnreadableFact.class);
        assertThatThrownBy(() -> reader.at(List.of(2L))).isInstanceOf(UnreadableFact.class);
        assertThatThrownBy(() -> reader.find(id)).isInstanceOf(UnreadableFact.class);
    }

    @Test
    void what_rests_on_a_name_that_this_version_does_not_know_is_refused_and_nothing_beside_it() throws SQLException {
        var contactPoint = UUID.randomUUID();
        engine.appendEvents(event(contactPoint, 0));
        var judged = new Judged.Use(
                1, new ContactPointId(contactPoint), new PersonId(UUID.randomUUID(), false), 0, Long.MAX_VALUE);
        var id = Proposals.id();
        insertUnknown(contactPoint, id);
        List<Receipt> receipts = AppenderFixture.answer(appender.append(List.of(
                Proposals.of(new Fact.FactRetracted(id, "mistake")),
                Proposals.use().judgedBy(judged),
                Proposals.use())));
        assertThat(receipts.subList(0, 2)).containsOnly(new Receipt.Refused(Refusal.FACT_UNREADABLE));
        assertThat(receipts.getLast()).isInstanceOf(Receipt.Appended.class);
    }

    @Test
    void a_stock_processor_sees_every_fact_once_and_those_of_a_stream_in_order() {
        List<UUID> streams =
                List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        var seen = new Seen();
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
        var store = EmbeddedEventStore.builder().storageEngine(engine).build();
        var processor = PooledStreamingEventProcessor.builder()
                .name("seen")
                .eventHandlerInvoker(
                        SimpleEventHandlerInvoker.builder().eventHandlers(seen).build())
                .messageSource(store)
                .tokenStore(new InMemoryTokenStore())
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .initialSegmentCount(4)
                .batchSize(50)
                .build();
        for (int i = 0; i < 40; i++) {
            append(streams, i);
        }
        processor.start();
        for (int i = 40; i < 80; i++) {
            append(streams, i);
        }
        AppenderFixture.append(appender, Proposals.use());
        int facts = 80 * (streams.size() + 1) + 1;
        AppenderFixture.await(() -> seen.places.size() >= facts);
        processor.shutDown();
        threads.shutdownNow();
        store.shutDown();
        assertThat(seen.places).hasSize(facts).doesNotHaveDuplicates();
        assertThat(seen.byStream).hasSize(streams.size());
        assertThat(seen.byStream.values())
                .allSatisfy(
                        places -> assertThat(List.copyOf(places)).hasSize(80).isSorted());
    }

    private void append(List<UUID> streams, int sequence) {
        List<EventMessage<?>> events = new ArrayList<>();
        streams.forEach(stream -> events.add(event(stream, sequence)));
        events.add(use());
        engine.appendEvents(events);
    }

    /** A projection of the simplest kind. */
    static final class Seen {
        final ConcurrentLinkedQueue<Long> places = new ConcurrentLinkedQueue<>();
        final Map<ContactPointId, ConcurrentLinkedQueue<Long>> byStream = new ConcurrentHashMap<>();

        @org.axonframework.eventhandling.EventHandler
        void on(Fact fact, @org.axonframework.messaging.annotation.MetaDataValue("place") Long place) {
            places.add(place);
            if (fact instanceof Fact.SentinelPlanted planted) {
                byStream.computeIfAbsent(planted.contactPoint(), _ -> new ConcurrentLinkedQueue<>())
                        .add(place);
            }
        }
    }

    /** Puts an entry of a type that nobody knows at place 2. */
    private void insertUnknown(UUID stream, FactId id) throws SQLException {
        byte[] entry = entry(id, "consent.given", "{}");
        try (Connection owner = fixture.database.connectAsOwner()) {
            owner.setAutoCommit(false);
            byte[] leaf = new TreeHash().leaf(entry);
            try (PreparedStatement insert = owner.prepareStatement(
                    "insert into ledger.fact values (2, ?, ?, ?, 1, decode(repeat('00', 32), 'hex'), ?, ?)")) {
                insert.setObject(1, id.id());
                insert.setString(2, id.source());
                insert.setObject(3, stream);
                insert.setBytes(4, leaf);
                insert.setBytes(5, entry);
                insert.executeUpdate();
            }
            Head head = Head.lock(owner);
            head.next(head.databaseClock(), UUID.randomUUID(), leaf).commit(owner);
        }
    }

    private static byte[] entry(FactId id, String type, String json) {
        byte[] source = id.source().getBytes(StandardCharsets.UTF_8);
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        byte[] payload = json.getBytes(StandardCharsets.UTF_8);
        byte[] entry = new byte[Entry.length(source, name, payload)];
        Entry.write(
                ByteBuffer.wrap(entry),
                new byte[Entry.SALT_LENGTH],
                0,
                Moments.ofMicros(1),
                new Header(id, null, null, "00".repeat(32)),
                source,
                name,
                1,
                payload);
        return entry;
    }
}
