package org.consentledger.load;

import org.consentledger.app.LedgerApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The service with an endpoint beside it that takes anything and answers nothing. */
public final class LoadedService {
    private LoadedService() {}

    /** What any request costs here. */
    @RestController
    static class Empty {
        @PostMapping("/empty")
        void nothing() {}
    }

    /** That it may be asked. */
    static class Open {
        @Bean
        @Order(0)
        SecurityFilterChain empty(HttpSecurity http) {
            return http.securityMatcher("/empty")
                    .csrf(AbstractHttpConfigurer::disable)
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    /** Starts both. */
    public static void main(String[] arguments) {
        SpringApplication.run(new Class<?>[] {LedgerApplication.class, Empty.class, Open.class}, arguments);
    }
}
