package org.consentledger.app;

import java.nio.file.Path;
import java.time.Clock;
import org.consentledger.identity.Installation;
import org.consentledger.store.AppenderSettings;
import org.consentledger.store.FactJson;
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

    @Bean
    Installation installation(LedgerProperties properties) {
        Path data = properties.database().url() == null ? properties.data().resolve("postgres") : null;
        return Installation.open(properties.secrets(), data);
    }

    @Bean
    Ledger ledger(LedgerStorage storage, Installation installation, LedgerProperties properties, Clock clock) {
        return new Ledger(
                storage.database(),
                installation,
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

    /** One canonical form for every answer: what is equal has equal bytes. */
    @Bean
    JsonMapper json() {
        return FactJson.mapper();
    }
}
