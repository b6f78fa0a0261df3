package org.consentledger.api;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.consentledger.access.Caller;
import org.consentledger.app.LedgerApplication;
import org.consentledger.store.TestDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** The whole service on a free port and a fresh database. It runs until it is closed or the JVM ends. */
public final class TestService extends RunningService implements AutoCloseable {
    /** For all tests that keep to persons and purposes of their own, whatever the policy. */
    public static final TestService RUNNING = new TestService();

    private final TestDatabase database;
    private final Path secrets;
    private final ConfigurableApplicationContext context;
    private final int grpcPort;

    /** With settings of its own, as they stand on a command line. */
    public TestService(String... settings) {
        this(TestDatabase.fresh(), ServiceSettings.secrets(), Clock.systemUTC(), settings);
    }

    private TestService(TestDatabase database, Path secrets, Clock clock, String... settings) {
        this(database, database.port(), secrets, clock, settings);
    }

    /** With its database behind another port. */
    public TestService(TestDatabase database, int databasePort, String... settings) {
        this(database, databasePort, ServiceSettings.secrets(), Clock.systemUTC(), settings);
    }

    private TestService(TestDatabase database, int databasePort, Path secrets, Clock clock, String... settings) {
        List<String> arguments = new ArrayList<>(ServiceSettings.of(database, databasePort, secrets));
        arguments.addAll(List.of(settings));
        var application = new SpringApplication(LedgerApplication.class);
        // A hook of its own would run beside the one that stops the database.
        application.setRegisterShutdownHook(false);
        application.addInitializers(starting -> ((GenericApplicationContext) starting)
                .registerBean("testClock", Clock.class, () -> clock, definition -> definition.setPrimary(true)));
        ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
        TestDatabase.beforeServerStops(context::close);
        super(httpPort(context), TestKeys.drawn(context));
        this.context = context;
        this.grpcPort = context.getBean(GrpcServerLifecycle.class).getPort();
        keys().serve(grpcPort);
        this.database = database;
        this.secrets = secrets;
    }

    /** Another node of the same service. */
    public TestService beside(String... settings) {
        return new TestService(database, secrets, Clock.systemUTC(), settings);
    }

    /** Another node of the same service, by whose clock it is another time. */
    public TestService beside(Clock clock) {
        return new TestService(database, secrets, clock);
    }

    /** Stops the service. */
    @Override
    public void close() {
        context.close();
    }

    /** The gRPC server's port on 127.0.0.1. */
    public int grpcPort() {
        return grpcPort;
    }

    /** A key of a caller of the test's own. */
    public String draw(Caller caller) {
        return TestKeys.draw(context, caller);
    }

    private static int httpPort(ConfigurableApplicationContext context) {
        return context instanceof WebServerApplicationContext web && web.getWebServer() != null
                ? web.getWebServer().getPort()
                : 0;
    }

    /** What the service is wired of. */
    public ConfigurableApplicationContext context() {
        return context;
    }

    /** How many facts the ledger holds. */
    public long ledgerSize() {
        return Events.JSON.readTree(get("/v1/ledger").body()).path("size").longValue();
    }

    /** What the service keeps its ledger in. */
    public TestDatabase database() {
        return database;
    }
}
