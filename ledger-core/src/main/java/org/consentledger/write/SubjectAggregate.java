package org.consentledger.write;

import java.util.Optional;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.consentledger.law.Fact;
import org.consentledger.law.Refusal;
import org.consentledger.store.FactRefused;
import org.consentledger.store.FactStream;
import org.jspecify.annotations.Nullable;

/** One subject's stream: a person, a contact point, a collection, a purpose, a notice or the policy. */
public final class SubjectAggregate {
    @SuppressWarnings("UnusedVariable") // Axon reads it reflectively
    @AggregateIdentifier
    private @Nullable String subject;

    private SubjectState state = SubjectState.NEW;

    /** For Axon, which fills it from its stream. */
    public SubjectAggregate() {}

    /** Adds a fact to the stream, or throws {@link FactRefused}. */
    void record(Fact fact, MetaData header) {
        Optional<Refusal> refusal = state.refusal(fact);
        if (refusal.isPresent()) {
            throw new FactRefused(refusal.get());
        }
        AggregateLifecycle.apply(fact, header);
    }

    @EventSourcingHandler
    void on(Fact fact) {
        FactStream stream = FactStream.of(fact);
        if (stream == null) {
            throw new IllegalStateException("a fact without a stream reached a subject");
        }
        subject = stream.id().toString();
        state = state.evolve(fact);
    }
}
