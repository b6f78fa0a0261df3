package org.consentledger.app;

import org.consentledger.cli.Ledger;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The main of the service and of the command line. */
@SpringBootApplication(
        scanBasePackages = {
            "org.consentledger.app",
            "org.consentledger.access",
            "org.consentledger.api",
            "org.consentledger.online",
            "org.consentledger.bulk",
            "org.consentledger.copies",
            "org.consentledger.censuses",
            "org.consentledger.traces",
            "org.consentledger.gate",
            "org.consentledger.exports",
            "org.consentledger.incidents",
            "org.consentledger.transparency",
            "org.consentledger.evidence",
            "org.consentledger.demonstration"
        })
public class LedgerApplication {
    /** Starts the service, which stops in good order when the JVM is asked to end; or runs a command against one. */
    public static void main(String[] arguments) {
        if (Ledger.isMeant(arguments)) {
            System.exit(Ledger.run(arguments));
        }
        SpringApplication.run(LedgerApplication.class, arguments);
    }
}
