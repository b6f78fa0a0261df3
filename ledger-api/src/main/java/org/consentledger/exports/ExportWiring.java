package org.consentledger.exports;

import java.util.List;
import org.consentledger.api.Described;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Exports, and their description. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExportProperties.class)
class ExportWiring {
    @Bean
    Described exportDescribed() {
        return new Described(
                "/v1/exports", ExportBody.class, List.of(ExportsController.LINES), ExportAnswer.ExportLine.class);
    }
}
