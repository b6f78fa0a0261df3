package org.consentledger.censuses;

import org.consentledger.api.Described;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be set about censuses, and their description. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CensusProperties.class)
class CensusWiring {
    @Bean
    Described censusDescribed() {
        return new Described("/v1/census", CensusBody.class, CensusAnswer.class);
    }
}
