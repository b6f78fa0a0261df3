package org.consentledger.censuses;

import java.util.List;
import org.consentledger.api.Described;
import org.consentledger.api.Download;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be set about censuses, and their description. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CensusProperties.class)
class CensusWiring {
    @Bean
    Described censusDescribed() {
        return new Described(
                "/v1/census",
                CensusBody.class,
                List.of("application/json", Download.CSV_TYPE, Download.PARQUET_TYPE),
                CensusAnswer.class);
    }
}
