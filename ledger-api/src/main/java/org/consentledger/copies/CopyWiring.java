package org.consentledger.copies;

import org.consentledger.api.DescribedAnswer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What copies are told, for the description of the interface. */
@Configuration(proxyBeanMethods = false)
class CopyWiring {
    @Bean
    DescribedAnswer toldChanges() {
        return new DescribedAnswer("/v1/changes", "text/event-stream", ChangeEvent.class);
    }
}
