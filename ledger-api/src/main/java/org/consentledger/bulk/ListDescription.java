package org.consentledger.bulk;

import org.consentledger.api.DescribedList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The answers to lists, as OpenAPI describes them. */
@Configuration(proxyBeanMethods = false)
class ListDescription {
    @Bean
    DescribedList checkedLists() {
        return new DescribedList("/v1/checks/bulk", BulkLine.OfCheck.class);
    }

    @Bean
    DescribedList askedLists() {
        return new DescribedList("/v1/questions/bulk", BulkLine.OfQuestion.class);
    }
}
