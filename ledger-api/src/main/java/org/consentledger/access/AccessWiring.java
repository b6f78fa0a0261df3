package org.consentledger.access;

import java.sql.SQLException;
import java.time.Clock;
import org.consentledger.identity.Installation;
import org.consentledger.store.LedgerDatabase;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** How callers are known, wired. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessProperties.class)
class AccessWiring {
    @Bean
    ApiKeys apiKeys(
            LedgerDatabase database,
            Installation installation,
            Clock clock,
            AccessProperties properties,
            Environment environment)
            throws SQLException {
        Binding.check(environment, properties);
        var keys = new ApiKeys(database.pool(), installation, clock);
        if (!properties.takesTokens()) {
            FirstKeys.print(keys, clock, properties.keyLifetime(), System.out);
        }
        return keys;
    }

    @Bean
    Callers callers(ApiKeys keys, AccessProperties properties) {
        return new Callers(keys, properties.takesTokens() ? new TokenCallers(properties) : null);
    }

    @Bean
    Reporters reporters(LedgerDatabase database) {
        return new Reporters(database.pool());
    }
}
