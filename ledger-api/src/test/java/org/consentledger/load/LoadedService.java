package org.consentledger.load;

import org.consentledger.app.LedgerApplication;
import org.springframework.boot.SpringApplication;
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

    /** Starts both. */
    public static void main(String[] arguments) {
        SpringApplication.run(new Class<?>[] {LedgerApplication.class, Empty.class}, arguments);
    }
}
