package org.consentledger.evidence;

import java.util.OptionalLong;
import org.consentledger.api.Described;
import org.consentledger.checkpoints.Checkpoints;
import org.consentledger.completeness.CompletenessMap;
import org.consentledger.history.History;
import org.consentledger.standing.Standing;
import org.consentledger.store.LedgerDatabase;
import org.consentledger.store.LedgerReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What evidence is made of, and its description. */
@Configuration(proxyBeanMethods = false)
class EvidenceWiring {
    /** Its root stands in every checkpoint. */
    @Bean
    CompletenessMap completenessMap(LedgerDatabase database, LedgerReader reader, Checkpoints checkpoints) {
        return new CompletenessMap(
                database.pool(),
                reader,
                () -> checkpoints
                        .newest()
                        .map(newest -> OptionalLong.of(newest.size()))
                        .orElse(OptionalLong.empty()));
    }

    @Bean
    EvidenceFacts evidenceFacts(Standing standing, History history, LedgerReader reader) {
        return new EvidenceFacts(standing, history, reader);
    }

    @Bean
    Described verdictEvidenceDescribed() {
        return new Described("/v1/evidence/verdict", EvidenceBody.VerdictEvidenceBody.class, Bundle.class);
    }

    @Bean
    Described historyEvidenceDescribed() {
        return new Described("/v1/evidence/history", EvidenceBody.HistoryEvidenceBody.class, Bundle.class);
    }
}
