package org.consentledger.incidents;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import org.consentledger.api.Described;
import org.consentledger.api.DescribedAnswer;
import org.consentledger.api.Download;
import org.consentledger.changes.LatestFacts;
import org.consentledger.check.StandingIndex;
import org.consentledger.forensics.Incidents;
import org.consentledger.forensics.UseFollower;
import org.consentledger.forensics.UseLog;
import org.consentledger.store.LedgerDatabase;
import org.consentledger.store.LedgerReader;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Incidents over this node's memory of all uses, and their description. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IncidentProperties.class)
class IncidentWiring {
    @Bean
    UseLog uses(LatestFacts ledger, StandingIndex index) {
        return new UseLog(ledger, index);
    }

    @Bean
    UseFollower useFollower(UseLog uses, LedgerReader reader, StandingIndex index) {
        return new UseFollower(uses, reader, index);
    }

    @Bean
    Incidents incidents(UseLog uses, LatestFacts ledger) {
        return new Incidents(uses, ledger);
    }

    @Bean
    SavedIncidents savedIncidents(LedgerDatabase database, Clock clock) {
        return new SavedIncidents(database.pool(), clock);
    }

    @Bean
    ListingPersons listingPersons(IncidentProperties properties) {
        return properties.listPersons() ? ListingPersons.BY_ANYBODY : ListingPersons.BY_NOBODY;
    }

    @Bean
    MeterBinder useMeters(UseLog uses) {
        return registry -> {
            Gauge.builder("ledger.uses.place", uses, UseLog::place)
                    .description("The place up to which every use is judged")
                    .register(registry);
            Gauge.builder("ledger.uses", uses, UseLog::size)
                    .description("Uses in memory")
                    .register(registry);
            Gauge.builder("ledger.uses.memory", uses, UseLog::bytes)
                    .description("What they take outside the heap")
                    .baseUnit("bytes")
                    .register(registry);
        };
    }

    /** An incident to be saved; its question is read as any is. */
    public record SavedQuestion(String name, IncidentBody question) {}

    @Bean
    Described reportsDescribed() {
        return new Described(
                "/v1/incident-reports",
                IncidentBody.class,
                List.of("application/json", Download.CSV_TYPE, Download.PARQUET_TYPE),
                IncidentAnswer.Reported.class);
    }

    @Bean
    Described affectedDescribed() {
        return new Described(
                "/v1/affected-persons",
                IncidentBody.class,
                List.of(AffectedController.LINES, Download.CSV_TYPE, Download.PARQUET_TYPE),
                AffectedAnswer.AffectedLine.class);
    }

    @Bean
    Described whatIfDescribed() {
        return new Described("/v1/what-if", WhatIfBody.class, IncidentAnswer.Supposed.class);
    }

    @Bean
    Described savingDescribed() {
        return new Described("/v1/incidents", SavedQuestion.class, SavedIncidentsController.SavedIncident.class);
    }

    @Bean
    Described reportingDescribed() {
        return new Described(
                "/v1/incidents/{name}/reports",
                SavedIncidentsController.AgainBody.class,
                SavedIncidentsController.KeptAnswer.class);
    }

    @Bean
    DescribedAnswer listedIncidents() {
        return new DescribedAnswer("/v1/incidents", "application/json", SavedIncidentsController.SavedPage.class);
    }

    @Bean
    DescribedAnswer shownIncident() {
        return new DescribedAnswer(
                "/v1/incidents/{name}", "application/json", SavedIncidentsController.SavedIncident.class);
    }

    @Bean
    DescribedAnswer keptReport() {
        return new DescribedAnswer(
                "/v1/incidents/{name}/reports/{number}", "application/json", IncidentAnswer.Reported.class);
    }

    @Bean
    DescribedAnswer changedIncident() {
        return new DescribedAnswer("/v1/incidents/{name}/changes", "application/json", IncidentAnswer.Changed.class);
    }
}
