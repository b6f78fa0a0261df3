package org.consentledger.write;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Repository;
import org.consentledger.law.Fact;
import org.consentledger.law.Refusal;
import org.consentledger.store.Candidate;
import org.consentledger.store.FactRefused;
import org.consentledger.store.FactStream;
import org.consentledger.store.HeaderMetaData;
import org.consentledger.store.Proposal;
import org.consentledger.store.Unsayable;

/** Handles each command: identifies what it names, and adds the fact to its subject's stream. */
public final class LedgerCommandHandler {
    private final Identification identification;
    private final Repository<SubjectAggregate> subjects;
    private final EventBus events;

    public LedgerCommandHandler(Identification identification, Repository<SubjectAggregate> subjects, EventBus events) {
        this.identification = identification;
        this.subjects = subjects;
        this.events = events;
    }

    // Axon routes by the parameter's concrete class, so each command has its own one-line handler.
    @CommandHandler
    void handle(LedgerCommand.DefinePurpose command, MetaData header) {
        record(command, header);
    }

    @CommandHandler
    void handle(LedgerCommand.PublishNotice command, MetaData header) {
        record(command, header);
    }

    @CommandHandler
    void handle(LedgerCommand.ServeNotice command, MetaData header) {
        record(command, header);
    }

    @CommandHandler
    void handle(LedgerCommand.CollectContactPoint command, MetaData header) {
        record(command, header);
    }

    @CommandHandler
    void handle(LedgerCommand.AssignPurpose command, MetaData header) {
        record(command, header);
    }

    @CommandHandler
    void handle(LedgerCommand.RevokePurpose command, MetaData header) {
        record(command, header);
    }

    @CommandHandler
    void handle(LedgerCommand.ChangeConsent command, MetaData header) {
        record(command, header);
    }

    @CommandHandler
    void handle(LedgerCommand.RemoveContactPoint command, MetaData header) {
        record(command, header);
    }

    @CommandHandler
    void handle(LedgerCommand.ErasePerson command, MetaData header) {
        record(command, header);
    }

    @CommandHandler
    void handle(LedgerCommand.LiftSuppression command, MetaData header) {
        record(command, header);
    }

    @CommandHandler
    void handle(LedgerCommand.AdoptPolicy command, MetaData header) {
        record(command, header);
    }

    @CommandHandler
    void handle(LedgerCommand.PlantSentinel command, MetaData header) {
        record(command, header);
    }

    @CommandHandler
    void handle(LedgerCommand.RecordUse command, MetaData header) {
        record(command, header);
    }

    @CommandHandler
    void handle(LedgerCommand.RetractFact command, MetaData header) {
        record(command, header);
    }

    private void record(LedgerCommand command, MetaData header) {
        Submission submission = SubmissionMetaData.read(header, command);
        switch (identification.identify(List.of(submission)).getFirst()) {
            case Identified.Ready ready -> record(ready.candidate());
            case Identified.Rejected rejected -> throw rejected.why();
            case Identified.Unreadable _ -> throw new FactRefused(Refusal.FACT_UNREADABLE);
        }
    }

    private void record(Candidate candidate) {
        switch (candidate) {
            case Proposal proposal -> record(proposal);
            case Unsayable unsayable -> events.publish(new GenericEventMessage<>(unsayable));
        }
    }

    private void record(Proposal proposal) {
        Fact fact = proposal.fact();
        MetaData header = HeaderMetaData.of(proposal);
        if (FactStream.of(fact) == null) {
            events.publish(new GenericEventMessage<>(fact, header));
        } else {
            add(fact, header);
        }
    }

    /** The subject's past is not read: nothing in it decides, and its stream goes on wherever it has come to. */
    private void add(Fact fact, MetaData header) {
        try {
            subjects.newInstance(() -> new SubjectAggregate(fact, header));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a fact could not be added to its subject", e);
        }
    }
}
