package org.consentledger.transparency;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.consentledger.api.DescribedAnswer;
import org.consentledger.checkpoints.Checkpoints;
import org.consentledger.checkpoints.Proofs;
import org.consentledger.checkpoints.Signing;
import org.consentledger.checkpoints.Tiles;
import org.consentledger.checkpoints.Verification;
import org.consentledger.checkpoints.Witnessing;
import org.consentledger.identity.LogKeys;
import org.consentledger.seal.CheckpointExtensions;
import org.consentledger.seal.SigningKey;
import org.consentledger.store.LedgerDatabase;
import org.consentledger.store.LedgerReader;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log that the ledger is: its keys, who signs, and what is served of it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogProperties.class)
class LogWiring {
    private static final String DRAWN = "consentledger.invalid/";

    @Bean
    Checkpoints checkpoints(LedgerDatabase database, LogProperties properties) {
        return new Checkpoints(database.pool(), properties.policy());
    }

    @Bean(initMethod = "start")
    Witnessing witnessing(LedgerDatabase database, Signing signing, LogProperties properties) {
        return new Witnessing(database.pool(), signing, properties.witnesses());
    }

    @Bean
    Verification verification(LedgerDatabase database, LedgerReader reader, Clock clock) {
        return new Verification(
                database.pool(), reader, clock, Runtime.getRuntime().availableProcessors());
    }

    @Bean
    VerificationRun verificationRun(Verification verification) {
        return new VerificationRun(verification);
    }

    @Bean
    Tiles tiles(LedgerDatabase database, LedgerReader reader, Checkpoints checkpoints, Clock clock) {
        return new Tiles(database.pool(), reader, checkpoints, clock);
    }

    @Bean
    Proofs proofs(LedgerDatabase database, LedgerReader reader, Clock clock) {
        return new Proofs(database.pool(), reader, clock);
    }

    /** Signs with the keys of a KMS where there are such, otherwise with those in the folder of secrets. */
    @Bean(initMethod = "start")
    Signing signing(
            LedgerDatabase database,
            LedgerReader reader,
            Checkpoints checkpoints,
            LogProperties properties,
            ObjectProvider<SigningKey> elsewhere,
            ObjectProvider<CheckpointExtensions> extensions,
            @Value("${ledger.secrets:data/secrets}") Path secrets,
            Clock clock) {
        List<SigningKey> given = elsewhere.orderedStream().toList();
        var settings = new Signing.Settings(
                given.isEmpty() ? kept(LogKeys.in(secrets), checkpoints, properties) : given,
                secrets.resolve("signed").resolve("last-checkpoint"),
                properties.interval());
        return new Signing(
                database.pool(), reader, extensions.getIfAvailable(() -> CheckpointExtensions.NONE), settings, clock);
    }

    /** Draws one only where nothing was ever signed. */
    private static List<? extends SigningKey> kept(LogKeys keys, Checkpoints checkpoints, LogProperties properties) {
        List<? extends SigningKey> kept = keys.read();
        if (kept.isEmpty() && checkpoints.origin().isEmpty()) {
            String origin = properties.origin();
            return List.of(keys.draw(origin == null ? drawn() : origin));
        }
        return kept;
    }

    private static String drawn() {
        return DRAWN + HexFormat.of().toHexDigits(UUID.randomUUID().getMostSignificantBits());
    }

    @Bean
    MeterBinder logMeters(Signing signing) {
        return registry -> {
            Gauge.builder("ledger.log.signed", signing, Signing::signed)
                    .description("Facts under the newest checkpoint")
                    .register(registry);
            Gauge.builder("ledger.log.stopped", signing, one -> one.trouble().isPresent() ? 1 : 0)
                    .description("1 while nothing is signed any more, because something is wrong")
                    .register(registry);
        };
    }

    @Bean
    DescribedAnswer logDescribed() {
        return new DescribedAnswer("/v1/log", "application/json", ProofAnswers.LogAnswer.class);
    }

    @Bean
    DescribedAnswer inclusionDescribed() {
        return new DescribedAnswer("/v1/proofs/inclusion", "application/json", ProofAnswers.InclusionAnswer.class);
    }

    @Bean
    DescribedAnswer verificationDescribed() {
        return new DescribedAnswer(
                "/v1/verifications", "application/json", VerificationsController.VerificationAnswer.class);
    }

    @Bean
    DescribedAnswer consistencyDescribed() {
        return new DescribedAnswer("/v1/proofs/consistency", "application/json", ProofAnswers.ConsistencyAnswer.class);
    }
}
