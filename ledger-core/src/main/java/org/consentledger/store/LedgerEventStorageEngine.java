package org.consentledger.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.consentledger.law.Fact;
import org.consentledger.law.Ids;
import org.consentledger.law.Recorded;
import org.consentledger.law.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event storage on the ledger. A fact is the payload, its header the metadata, its place the global sequence.
 *
 * <p>An append is a transaction of its own on the appender's connection, never the command's: when {@link #appendEvents}
 * returns, the facts are durable, and nothing that comes after it may fail.
 */
public final class LedgerEventStorageEngine implements EventStorageEngine {
    private static final int READ_FACTS = 1_000;

    private final Appender appender;
    private final LedgerReader reader;
    private final LedgerStreams streams;

    public LedgerEventStorageEngine(Appender appender, LedgerReader reader) {
        this.appender = appender;
        this.reader = reader;
        this.streams = reader.streams();
    }

    /**
     * Makes the events durable, all or none.
     *
     * @throws FactRefused where the ledger refuses one of them
     * @throws ConcurrencyException where another writer was first in a stream; the command may be sent again
     * @throws LedgerUnavailable where nothing could be stored
     */
    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        List<Receipt> receipts =
                durable(events.stream().map(LedgerEventStorageEngine::candidate).toList());
        for (Receipt receipt : receipts) {
            if (receipt instanceof Receipt.Refused refused) {
                throw refused.refusal() == Refusal.STREAM_CONFLICT
                        ? new ConcurrencyException("another fact of the same stream was recorded first")
                        : new FactRefused(refused.refusal());
            }
        }
        Receipts.add(receipts);
    }

    private List<Receipt> durable(List<Candidate> candidates) {
        try {
            return appender.appendWhole(candidates).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Candidate candidate(EventMessage<?> event) {
        if (event.getPayload() instanceof Unsayable unsayable) {
            return unsayable;
        }
        Proposal proposal = HeaderMetaData.proposal(event.getMetaData());
        if (!event.getPayload().equals(proposal.fact())) {
            throw new IllegalArgumentException("an event says something else than the proposal it carries");
        }
        boolean positioned = proposal.expectedSequence() != Proposal.NEXT && FactStream.of(proposal.fact()) != null;
        return positioned && event instanceof DomainEventMessage<?> domain
                ? proposal.at(Math.toIntExact(domain.getSequenceNumber()))
                : proposal;
    }

    /** Streams are short: no snapshot of an aggregate is ever taken. */
    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new IllegalStateException("the ledger keeps no snapshots of aggregates");
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return Optional.empty();
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        List<LedgerStreams.Positioned> facts =
                streams.stream(Ids.uuid("aggregateIdentifier", aggregateIdentifier), firstSequenceNumber);
        return DomainEventStream.of(facts.stream().map(LedgerEventStorageEngine::domainEvent));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return streams.lastSequence(Ids.uuid("aggregateIdentifier", aggregateIdentifier));
    }

    /** The facts behind {@code trackingToken} up to today's head, read in pages while the stream is consumed. */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(
            @Nullable TrackingToken trackingToken, boolean mayBlock) {
        long after = trackingToken == null
                ? 0
                : trackingToken
                        .position()
                        .orElseThrow(() -> new IllegalArgumentException("a token without a position"));
        long upTo = reader.head().size();
        return Stream.iterate(after, place -> place < upTo, place -> Math.min(place + READ_FACTS, upTo))
                .flatMap(place -> page(place, Math.min(place + READ_FACTS, upTo)).stream());
    }

    private List<? extends TrackedEventMessage<?>> page(long after, long upTo) {
        return streams.page(after, upTo).stream()
                .map(LedgerEventStorageEngine::trackedEvent)
                .toList();
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(reader.head().size());
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        long place = streams.firstPlaceSince(dateTime.atOffset(ZoneOffset.UTC))
                .orElseGet(() -> reader.head().size() + 1);
        return new GlobalSequenceTrackingToken(place - 1);
    }

    private static GenericDomainEventMessage<Fact> domainEvent(LedgerStreams.Positioned positioned) {
        Recorded recorded = positioned.recorded();
        FactStream stream = stream(recorded.fact());
        return new GenericDomainEventMessage<>(
                stream.type(), stream.id().toString(), positioned.sequence(), message(recorded), recorded.recordedAt());
    }

    private static TrackedEventMessage<Fact> trackedEvent(LedgerStreams.Positioned positioned) {
        Recorded recorded = positioned.recorded();
        var token = new GlobalSequenceTrackingToken(recorded.place());
        // A processor with several segments keeps the facts of one stream together and in order.
        return FactStream.of(recorded.fact()) == null
                ? new GenericTrackedEventMessage<>(token, message(recorded), recorded::recordedAt)
                : new GenericTrackedDomainEventMessage<>(token, domainEvent(positioned));
    }

    private static FactStream stream(Fact fact) {
        var stream = FactStream.of(fact);
        if (stream == null) {
            throw new IllegalStateException("a fact without a stream was read from one");
        }
        return stream;
    }

    private static GenericMessage<Fact> message(Recorded recorded) {
        UUID id = recorded.id().id();
        return new GenericMessage<>(id.toString(), recorded.fact(), HeaderMetaData.of(recorded));
    }
}
