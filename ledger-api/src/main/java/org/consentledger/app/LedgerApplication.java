package org.consentledger.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service's main. */
@SpringBootApplication(
        scanBasePackages = {
            "org.consentledger.app",
            "org.consentledger.api",
            "org.consentledger.online",
            "org.consentledger.bulk",
            "org.consentledger.copies",
            "org.consentledger.censuses",
            "org.consentledger.traces",
            "org.consentledger.gate",
            "org.consentledger.incidents",
            "org.consentledger.demonstration"
        })
public class LedgerApplication {
    /** Starts the service; it stops in good order when the JVM is asked to end. */
    public static void main(String[] arguments) {
        SpringApplication.run(LedgerApplication.class, arguments);
    }
}
