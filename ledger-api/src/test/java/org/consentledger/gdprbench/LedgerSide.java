package org.consentledger.gdprbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.consentledger.api.ServiceSettings;
import org.consentledger.api.TestKeys;
import org.consentledger.app.LedgerApplication;
import org.consentledger.store.TestDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A service on a fresh ledger, told and asked over HTTP. */
final class LedgerSide implements Side {
    /** How a processor learns who may be used for a purpose. */
    enum Reading {
        /** Asks about everybody whom it holds for the purpose, each time. */
        CHECKS,
        /** Keeps a copy that is told of changes. */
        COPIES
    }

    static final int PURPOSES = 25;

    final Clock clock = Clock.systemUTC();
    final Book book = new Book();
    final PurposeWide purposeWide;
    final Reading reading;
    /** Whether who reads by key is the person, who is given everything, or a processor, who may ask. */
    final boolean personsRead;

    private final Instant loaded;
    private final TestDatabase database = TestDatabase.fresh();
    private final ConfigurableApplicationContext context;
    private final int port;
    private final Map<String, KeptCopy> copies = new ConcurrentHashMap<>();
    private volatile boolean loading = true;

    /** @param loaded when the records began to be kept: a moment ago, so that the shortest of their times have passed */
    LedgerSide(Instant loaded, Reading reading, boolean personsRead) throws IOException {
        this.loaded = loaded;
        this.reading = reading;
        this.personsRead = personsRead;
        this.purposeWide = new PurposeWide(loaded, clock.instant());
        var settings = new ArrayList<>(ServiceSettings.of(database, database.port()));
        settings.add("--ledger.changes.streams=" + 2 * PURPOSES);
        context = SpringApplication.run(LedgerApplication.class, settings.toArray(String[]::new));
        port = context instanceof WebServerApplicationContext web
                ? Objects.requireNonNull(web.getWebServer()).getPort()
                : 0;
        TestKeys.drawn(context).serve(port);
        define();
    }

    private void define() throws IOException {
        List<String> purposes = new ArrayList<>(List.of(Facts.DECISION));
        for (int i = 0; i < PURPOSES; i++) {
            purposes.add(Facts.purpose("purpose" + i));
        }
        for (int i = 0; i < 10; i++) {
            purposes.add(Facts.SHARING + ".shr" + i);
        }
        for (int i = 0; i < 100; i++) {
            purposes.add(Facts.OBJECTION + ".obj" + i);
        }
        var facts = new Facts(loaded.minusSeconds(2));
        for (String purpose : purposes) {
            facts.say("purpose.defined", "{\"purpose\":\"" + purpose + "\",\"sentence\":\"As the trace says\"}");
        }
        purposeWide.begin(facts);
        try (LedgerSession session = session()) {
            session.send(facts);
        }
    }

    /** When the operation takes effect: in the trace's order, whatever the order in which the threads come to it. */
    Instant time(Operation operation) {
        return (loading ? loaded.minusSeconds(1) : loaded).plus(operation.number() * 50L, ChronoUnit.MICROS);
    }

    @Override
    public void loaded() throws SQLException {
        Tables.analyze(database);
        loading = false;
    }

    /** Until when a record of so many seconds may be kept. */
    Instant until(long seconds) {
        return loaded.plus(Duration.ofSeconds(seconds));
    }

    KeptCopy copy(String purpose) {
        return copies.computeIfAbsent(purpose, name -> {
            try {
                return new KeptCopy(port, Facts.purpose(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
    }

    /** That the kept copies permit whom checks do, once they have heard of everything. */
    void agree(Asking asking) throws IOException {
        long size = asking.size();
        for (Map.Entry<String, KeptCopy> kept : copies.entrySet()) {
            kept.getValue().await(size);
            if (kept.getValue().permitted(clock.instant()) != asking.permitted(kept.getKey())) {
                throw new IllegalStateException("a copy does not permit whom checks permit");
            }
        }
    }

    @Override
    public LedgerSession session() throws IOException {
        return new LedgerSession(this, new Wire(port));
    }

    @Override
    public void finish() throws IOException {
        try (LedgerSession session = session()) {
            purposeWide.finish(session::send);
        }
    }

    @Override
    public void close() throws IOException {
        for (KeptCopy copy : copies.values()) {
            copy.close();
        }
        context.close();
        database.close();
    }
}
