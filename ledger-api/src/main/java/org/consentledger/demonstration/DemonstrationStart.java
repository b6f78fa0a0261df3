package org.consentledger.demonstration;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import org.consentledger.access.ApiKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Begins the demonstration once the service is ready, beside it: whatever becomes of it, the service goes on. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DemonstrationProperties.class)
class DemonstrationStart implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(DemonstrationStart.class);

    private final DemonstrationProperties properties;
    private final Environment environment;
    private final ApiKeys keys;
    private final Clock clock;
    private @Nullable Thread running;

    DemonstrationStart(DemonstrationProperties properties, Environment environment, ApiKeys keys, Clock clock) {
        this.properties = properties;
        this.environment = environment;
        this.keys = keys;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (properties.persons() > 0) {
            running = Thread.ofPlatform().name("demonstration").daemon().start(this::run);
        }
    }

    private void run() {
        try (var own = new OwnKeys(keys, clock);
                var service = new LedgerService(address(), own.drawn())) {
            new Demonstration(service, System.out)
                    .run(new Population(properties.seed(), properties.persons()), properties.lists());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException | SQLException | DemonstrationFailed | CompletionException e) {
            LOG.atError().setCause(e).log("the demonstration failed; the next start completes it");
        }
    }

    private String address() {
        String host = environment.getProperty("server.address", "127.0.0.1");
        return "http://" + host + ":" + environment.getRequiredProperty("local.server.port");
    }

    @Override
    public void destroy() {
        if (running != null) {
            running.interrupt();
        }
    }
}
