package org.consentledger.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.consentledger.store.TestDatabase;

/** What a service of a test is told, as it stands on a command line. */
public final class ServiceSettings {
    private ServiceSettings() {}

    /** Of a service on {@code database}, with free ports and secrets of its own. */
    public static List<String> of(TestDatabase database, int databasePort) {
        return of(database, databasePort, secrets());
    }

    static List<String> of(TestDatabase database, int databasePort, Path secrets) {
        return List.of(
                "--server.port=0",
                "--spring.grpc.server.port=0",
                "--ledger.database.url=jdbc:postgresql://127.0.0.1:" + databasePort + "/" + database.name(),
                "--ledger.database.username=" + database.service().user(),
                "--ledger.database.password=" + database.service().password(),
                "--ledger.database.owner-username=" + database.owner().user(),
                "--ledger.database.owner-password=" + database.owner().password(),
                "--ledger.secrets=" + secrets);
    }

    static Path secrets() {
        try {
            return Files.createTempDirectory("ledger-test-secrets-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
