package org.consentledger.write;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.consentledger.law.Fact;
import org.consentledger.store.FactStream;
import org.jspecify.annotations.Nullable;

/**
 * One subject's stream: a person, a contact point, a collection, a purpose, a notice or the policy. It has no state, because
 * no word may be refused for the words before it; what else bars a fact is decided under the ledger's lock.
 */
public final class SubjectAggregate {
    @SuppressWarnings("UnusedVariable") // Axon reads it reflectively
    @AggregateIdentifier
    private @Nullable String subject;

    /** For Axon, which fills it from its stream. */
    SubjectAggregate() {}

    /** The subject of {@code fact}, with the fact added to its stream. */
    SubjectAggregate(Fact fact, MetaData header) {
        AggregateLifecycle.apply(fact, header);
    }

    @EventSourcingHandler
    void on(Fact fact) {
        FactStream stream = FactStream.of(fact);
        if (stream == null) {
            throw new IllegalStateException("a fact without a stream reached a subject");
        }
        subject = stream.id().toString();
    }
}
