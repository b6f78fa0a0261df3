package org.consentledger.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.consentledger.app.LedgerApplication;
import org.consentledger.store.TestDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** The whole service on a free port and a fresh database. It runs until the JVM ends. */
final class TestService extends RunningService {
    /** For all tests that keep to persons and purposes of their own, whatever the policy. */
    static final TestService RUNNING = new TestService();

    private final TestDatabase database;

    /** With settings of its own, as they stand on a command line. */
    TestService(String... settings) {
        this(TestDatabase.fresh(), settings);
    }

    private TestService(TestDatabase database, String... settings) {
        this(database, database.port(), settings);
    }

    /** With its database behind another port. */
    TestService(TestDatabase database, int databasePort, String... settings) {
        List<String> arguments = new ArrayList<>(settings(database, databasePort));
        arguments.addAll(List.of(settings));
        super(start(arguments));
        this.database = database;
    }

    private static int start(List<String> arguments) {
        return SpringApplication.run(LedgerApplication.class, arguments.toArray(String[]::new))
                                instanceof WebServerApplicationContext web
                        && web.getWebServer() != null
                ? web.getWebServer().getPort()
                : 0;
    }

    /** What a service on {@code database}, with secrets of its own, is told. */
    static List<String> settings(TestDatabase database, int databasePort) {
        try {
            return List.of(
                    "--server.port=0",
                    "--ledger.database.url=jdbc:postgresql://127.0.0.1:" + databasePort + "/" + database.name(),
                    "--ledger.database.username=" + database.service().user(),
                    "--ledger.database.password=" + database.service().password(),
                    "--ledger.database.owner-username=" + database.owner().user(),
                    "--ledger.database.owner-password=" + database.owner().password(),
                    "--ledger.secrets=" + Files.createTempDirectory("ledger-test-secrets-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestDatabase database() {
        return database;
    }
}
