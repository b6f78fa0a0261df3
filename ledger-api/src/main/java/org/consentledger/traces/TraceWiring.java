package org.consentledger.traces;

import java.util.List;
import org.consentledger.api.Described;
import org.consentledger.history.History;
import org.consentledger.provenance.NeverGiven;
import org.consentledger.provenance.Sources;
import org.consentledger.provenance.Uses;
import org.consentledger.provenance.Withdrawals;
import org.consentledger.standing.Standing;
import org.consentledger.store.LedgerDatabase;
import org.consentledger.store.LedgerReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is asked about provenance, and its description. */
@Configuration(proxyBeanMethods = false)
class TraceWiring {
    @Bean
    Sources tracedSources(LedgerDatabase database, LedgerReader reader, Standing standing) {
        return new Sources(database.pool(), reader, standing);
    }

    @Bean
    NeverGiven tracedNeverGiven(LedgerDatabase database) {
        return new NeverGiven(database.pool());
    }

    @Bean
    Uses tracedUses(LedgerDatabase database, LedgerReader reader) {
        return new Uses(database.pool(), reader);
    }

    @Bean
    Withdrawals tracedWithdrawals(History history, Standing standing) {
        return new Withdrawals(history, standing);
    }

    @Bean
    Described sourcesDescribed() {
        return new Described("/v1/provenance/sources", TraceBodies.SourcesBody.class, TraceAnswers.Sources.class);
    }

    @Bean
    Described withdrawalsDescribed() {
        return new Described(
                "/v1/provenance/withdrawals", TraceBodies.WithdrawalsBody.class, TraceAnswers.Withdrawals.class);
    }

    @Bean
    Described neverGivenDescribed() {
        return new Described(
                "/v1/provenance/never-given",
                TraceBodies.NeverGivenBody.class,
                List.of(TracesController.LINES),
                TraceAnswers.NeverGivenLine.class);
    }

    @Bean
    Described usesDescribed() {
        return new Described(
                "/v1/provenance/uses",
                TraceBodies.UsesBody.class,
                List.of(TracesController.LINES),
                TraceAnswers.UseLine.class);
    }
}
