package org.consentledger.gate;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.consentledger.api.DescribedAnswer;
import org.consentledger.api.DescribedList;
import org.consentledger.check.StandingIndex;
import org.consentledger.store.LedgerDatabase;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What the gate stands on beside the ledger: its runs, and its alarms. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GateProperties.class)
class GateWiring {
    @Bean
    Runs runs(LedgerDatabase database, JsonMapper json, Clock clock) {
        return new Runs(database.pool(), json, clock);
    }

    @Bean
    DescribedList matchedLists() {
        return new DescribedList("/v1/runs/{run}", RunLine.class);
    }

    @Bean
    DescribedAnswer foundRuns() {
        return new DescribedAnswer("/v1/runs/{run}", "application/json", RunAnswer.class);
    }

    @Bean
    Alarms alarms(
            StandingIndex index,
            GateProperties properties,
            JsonMapper json,
            ApplicationEventPublisher events,
            MeterRegistry meters) {
        return new Alarms(index, properties.alarm(), json, events, meters);
    }
}
