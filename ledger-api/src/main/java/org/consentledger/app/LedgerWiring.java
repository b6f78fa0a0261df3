package org.consentledger.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.consentledger.census.CensusView;
import org.consentledger.changes.LatestFacts;
import org.consentledger.check.LivingPersons;
import org.consentledger.check.Snapshots;
import org.consentledger.check.StandingIndex;
import org.consentledger.check.StoredFacts;
import org.consentledger.copies.NextFacts;
import org.consentledger.feed.Feed;
import org.consentledger.feed.View;
import org.consentledger.forensics.UseFollower;
import org.consentledger.gate.Alarms;
import org.consentledger.history.History;
import org.consentledger.history.HistoryView;
import org.consentledger.identity.Installation;
import org.consentledger.identity.Persons;
import org.consentledger.identity.SnapshotKeys;
import org.consentledger.identity.Values;
import org.consentledger.provenance.ProvenanceView;
import org.consentledger.standing.Purposes;
import org.consentledger.standing.Standing;
import org.consentledger.standing.StandingView;
import org.consentledger.store.AppenderSettings;
import org.consentledger.store.FactJson;
import org.consentledger.store.LedgerDatabase;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.NoticeTexts;
import org.consentledger.write.Ledger;
import org.consentledger.write.LedgerCommands;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** One node, wired: database, secrets and ledger, each closed before what it stands on. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerProperties.class)
class LedgerWiring {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    LedgerStorage storage(LedgerProperties properties) {
        return LedgerStorage.open(properties);
    }

    @Bean(destroyMethod = "")
    LedgerDatabase database(LedgerStorage storage) {
        return storage.database();
    }

    @Bean
    Installation installation(LedgerStorage storage, LedgerProperties properties) {
        Path data = properties.database().url() == null ? properties.data().resolve("postgres") : null;
        return Persons.begun(storage.database().pool())
                ? Installation.kept(properties.secrets(), data)
                : Installation.open(properties.secrets(), data);
    }

    @Bean
    Ledger ledger(LedgerStorage storage, Installation installation, LedgerProperties properties, Clock clock) {
        return new Ledger(
                storage.database(),
                installation,
                installation.profiles(properties.profiles()),
                new AppenderSettings(
                        clock,
                        properties.groupFacts(),
                        properties.waitingFacts(),
                        properties.clockTolerance(),
                        properties.clockDrift(),
                        properties.patience()));
    }

    @Bean
    LedgerCommands commands(Ledger ledger) {
        return ledger.commands();
    }

    @Bean
    LedgerReader reader(Ledger ledger) {
        return ledger.reader();
    }

    @Bean
    NoticeTexts texts(Ledger ledger) {
        return ledger.texts();
    }

    @Bean
    Persons persons(Ledger ledger) {
        return ledger.persons();
    }

    @Bean
    Values values(Ledger ledger) {
        return ledger.values();
    }

    @Bean
    LatestFacts latestFacts(LedgerStorage storage, Ledger ledger) {
        return new LatestFacts(new StoredFacts(storage.database().pool(), ledger.reader()));
    }

    @Bean
    NextFacts nextFacts(StandingIndex index) {
        return new NextFacts(index);
    }

    @Bean
    StandingIndex index(LatestFacts facts, Ledger ledger, LedgerProperties properties) {
        return new StandingIndex(
                new LivingPersons(ledger.persons(), ledger.values()),
                facts,
                new Snapshots(properties.data().resolve("index"), SnapshotKeys.in(properties.secrets())));
    }

    @Bean
    MeterBinder indexMeters(StandingIndex index) {
        return registry -> {
            Gauge.builder("ledger.index.place", index, StandingIndex::place)
                    .description("The last fact that the index in memory holds")
                    .register(registry);
            Gauge.builder("ledger.index.dossiers", index, StandingIndex::size)
                    .description("Persons in the index, and what waits there to be collected")
                    .register(registry);
            Gauge.builder("ledger.index.memory", index, StandingIndex::bytes)
                    .description("What the settled part of the index takes outside the heap")
                    .baseUnit("bytes")
                    .register(registry);
        };
    }

    /** Answers nothing before the views are built and every living person's values are known. */
    @Bean
    Feed feed(
            LedgerStorage storage,
            Ledger ledger,
            LatestFacts latestFacts,
            StandingIndex index,
            NextFacts nextFacts,
            UseFollower uses,
            Alarms alarms,
            LedgerProperties properties) {
        long followed = index.load(ledger.reader());
        List<View> views = List.of(
                new StandingView(ledger.reader(), index), new HistoryView(), new CensusView(), new ProvenanceView());
        var feed = new Feed(
                storage.database().pool(),
                ledger.reader(),
                views,
                List.of(latestFacts, index, nextFacts, uses, alarms));
        uses.start();
        feed.start(followed);
        index.writeEvery(properties.snapshotInterval());
        ledger.appender().onAppend(feed::appended);
        return feed;
    }

    @Bean
    Standing standing(LedgerStorage storage, Ledger ledger, StandingIndex index) {
        return new Standing(storage.database().pool(), ledger.reader(), index, ledger.values());
    }

    @Bean
    Purposes purposes(LedgerStorage storage) {
        return new Purposes(storage.database().pool());
    }

    @Bean
    History history(LedgerStorage storage, Ledger ledger, Standing standing) {
        return new History(storage.database().pool(), ledger.reader(), standing);
    }

    /** One canonical form for every answer: what is equal has equal bytes. */
    @Bean
    JsonMapper json() {
        return FactJson.mapper();
    }
}
