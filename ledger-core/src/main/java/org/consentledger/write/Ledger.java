package org.consentledger.write;

import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.consentledger.identity.Installation;
import org.consentledger.identity.Persons;
import org.consentledger.identity.ProfileTable;
import org.consentledger.identity.Profiles;
import org.consentledger.identity.Values;
import org.consentledger.store.Appender;
import org.consentledger.store.AppenderSettings;
import org.consentledger.store.FactCodec;
import org.consentledger.store.LedgerDatabase;
import org.consentledger.store.LedgerEventStorageEngine;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.NoticeTexts;

/** One node's ledger, wired: the command bus in front, Axon's event store on the appender behind it, and what reads it. */
public final class Ledger implements AutoCloseable {
    private final Appender appender;
    private final LedgerReader reader;
    private final NoticeTexts texts;
    private final Persons persons;
    private final Values values;
    private final EmbeddedEventStore events;
    private final LedgerCommands commands;

    /** Opens a migrated database for appending and reading, with every documented profile installed. */
    public Ledger(LedgerDatabase database, Installation installation, AppenderSettings settings) {
        this(database, installation, Profiles.documented(), settings);
    }

    /** Opens a migrated database for appending and reading, with {@code profiles} installed and no others. */
    public Ledger(LedgerDatabase database, Installation installation, Profiles profiles, AppenderSettings settings) {
        this(database, installation, profiles, settings, new FactCodec());
    }

    /** As {@link #Ledger(LedgerDatabase, Installation, Profiles, AppenderSettings)}, facts read and written by {@code codec}. */
    public Ledger(
            LedgerDatabase database,
            Installation installation,
            Profiles profiles,
            AppenderSettings settings,
            FactCodec codec) {
        appender = new Appender(database::connect, codec, settings);
        reader = new LedgerReader(database.pool(), codec);
        texts = new NoticeTexts(database.pool());
        persons = new Persons(database.pool(), installation);
        appender.onErased(persons::forget);
        values = new Values(profiles, installation);
        long fewerProfiles = ProfileTable.install(
                database.pool(), installation, profiles, reader.head().size());
        var identification = new Identification(persons, values, installation, codec, reader, fewerProfiles);
        events = eventStore(new LedgerEventStorageEngine(appender, reader));
        commands = new LedgerCommands(commandBus(identification, events), identification, appender);
    }

    static EmbeddedEventStore eventStore(EventStorageEngine engine) {
        return EmbeddedEventStore.builder().storageEngine(engine).build();
    }

    static CommandBus commandBus(Identification identification, EmbeddedEventStore events) {
        // Without a transaction on purpose: a sender that waits for its group must not hold a pooled connection
        // meanwhile.
        CommandBus bus = SimpleCommandBus.builder()
                .transactionManager(NoTransactionManager.instance())
                .build();
        // The appender orders the facts of one subject; a lock here would let one of them into a group.
        var subjects = EventSourcingRepository.builder(SubjectAggregate.class)
                .eventStore(events)
                .lockFactory(NullLockFactory.INSTANCE)
                .build();
        var handler = new LedgerCommandHandler(identification, subjects, events);
        new AnnotationCommandHandlerAdapter<>(handler).subscribe(bus);
        return bus;
    }

    /** Where facts are handed in. */
    public LedgerCommands commands() {
        return commands;
    }

    public LedgerReader reader() {
        return reader;
    }

    public Appender appender() {
        return appender;
    }

    public Persons persons() {
        return persons;
    }

    public Values values() {
        return values;
    }

    public NoticeTexts texts() {
        return texts;
    }

    /** Finishes what is being written, and takes nothing more. The database stays open. */
    @Override
    public void close() {
        appender.close();
        events.shutDown();
    }
}
