package org.consentledger.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.consentledger.law.PersonId;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way into the ledger on this node. Whatever arrives while a group is being written makes the next group, and each
 * group is one transaction under the ledger's lock, so that several nodes may append to one database.
 */
public final class Appender implements AutoCloseable {
    /* A group is lost only as a whole and only before its commit: until then every sender is told that nothing was stored. When
     * the connection breaks around the commit nobody knows whether the group is there, so the next attempt takes the lock, which
     * waits until a broken transaction that has it has ended, and looks for the group's id before anybody is answered. A statement
     * may still be on its way behind that: it writes nothing once the head is moved, and until then nobody is told that nothing
     * was stored. */

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

    /**
     * How long the senders of the last group are given to come back. They were all woken at once, and a group that leaves with the
     * first of them makes the others wait for two.
     */
    private static final Duration GATHER = Duration.ofMillis(1);

    private static final Duration IDLE = Duration.ofMillis(100);

    private static final String UNSURE =
            "the database could not be asked whether the facts are stored; send the same facts again";

    private final AppendingConnection connection;
    private final FactCodec codec;
    private final AppenderSettings settings;
    private final Inbox inbox;
    private final List<Consumer<Long>> sizeListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<PersonId>> erasedListeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;
    private final LatestTouches latest;
    private Set<Purpose> defined = Set.of();
    /** How many senders the last group was of. */
    private int lastSenders;

    public Appender(LedgerConnections connections, FactCodec codec, AppenderSettings settings) {
        this.connection = new AppendingConnection(connections);
        this.codec = codec;
        this.latest = new LatestTouches(codec);
        this.settings = settings;
        this.inbox = new Inbox(settings.waitingFacts());
        this.thread = Thread.ofPlatform().name("ledger-appender").daemon().start(this::run);
    }

    /**
     * Appends each candidate by itself, in order; a refused one does not hold the others back. Waits while too many facts are
     * waiting already.
     *
     * @param candidates at most {@link AppenderSettings#groupFacts}; {@link #append} of more is an error
     * @return completes once the group is durable, with one receipt for each candidate in their order, or exceptionally with
     *     {@link LedgerUnavailable} where nothing was stored
     */
    public CompletableFuture<List<Receipt>> append(List<? extends Candidate> candidates) {
        return enqueue(new Batch(candidates, false, null));
    }

    /** Appends each candidate as {@link #append(List)} does, as the next part of {@code list} and only where that has not halted. */
    public CompletableFuture<List<Receipt>> append(List<? extends Candidate> candidates, OrderedList list) {
        return enqueue(new Batch(candidates, false, list));
    }

    /** Appends all of the candidates or, where one is refused, none; then every receipt names that refusal. */
    public CompletableFuture<List<Receipt>> appendWhole(List<? extends Candidate> candidates) {
        return enqueue(new Batch(candidates, true, null));
    }

    /** Has {@code listener} told the ledger's size after each group of this node. It must return at once. */
    public void onAppend(LongConsumer listener) {
        sizeListeners.add(listener::accept);
    }

    /** Has {@code listener} told of each erased person that a group is about, before the group's senders are answered. */
    public void onErased(Consumer<PersonId> listener) {
        erasedListeners.add(listener);
    }

    /** Most facts that one call of {@link #append} may bring. */
    public int groupFacts() {
        return settings.groupFacts();
    }

    private CompletableFuture<List<Receipt>> enqueue(Batch batch) {
        int facts = batch.candidates().size();
        if (facts == 0) {
            return CompletableFuture.completedFuture(List.of());
        }
        if (facts > settings.groupFacts()) {
            throw new IllegalArgumentException("a batch is larger than a group may be");
        }
        inbox.put(batch);
        if (closed) {
            failWaiting();
        }
        return batch.receipts();
    }

    private void run() {
        while (!closed) {
            List<Batch> group = nextGroup();
            if (!group.isEmpty()) {
                answer(group);
            }
        }
        failWaiting();
        connection.close();
    }

    private List<Batch> nextGroup() {
        if (lastSenders > 1) {
            inbox.await(lastSenders, GATHER);
        }
        if (!inbox.await(1, IDLE)) {
            lastSenders = 0;
        }
        closed |= Thread.currentThread().isInterrupted();
        return inbox.take(settings.groupFacts());
    }

    /** The parts of a list are one sender's, who brings the next without being answered. */
    private static int senders(List<Batch> group) {
        return Math.toIntExact(group.stream().map(Batch::sender).distinct().count());
    }

    private void answer(List<Batch> group) {
        lastSenders = senders(group);
        try {
            AppendedGroup appended = appendDurably(group);
            defined = appended.defined();
            appended.newcomers().committed();
            latest.committed(appended.before(), appended.size(), appended.touches());
            tell(appended);
            group.forEach(inbox::leave);
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer(appended.receipts().get(i));
            }
        } catch (RuntimeException | Error e) {
            fail(group, e);
        }
    }

    private void tell(AppendedGroup appended) {
        appended.erased().forEach(person -> erasedListeners.forEach(listener -> tell(listener, person)));
        sizeListeners.forEach(listener -> tell(listener, appended.size()));
    }

    /** The group is durable by now: whatever a listener does wrong changes nothing about it. */
    private static <T> void tell(Consumer<T> listener, T news) {
        try {
            listener.accept(news);
        } catch (RuntimeException e) {
            LOG.error("a listener of the appender failed", e);
        }
    }

    private AppendedGroup appendDurably(List<Batch> group) {
        long giveUpAt = System.nanoTime() + settings.patience().toNanos();
        boolean careful = false;
        List<Pending> unsure = new ArrayList<>();
        while (true) {
            var attempt = new GroupAppend(codec, settings, group, assumedHead(group), latest, defined, careful);
            try {
                Connection open = connection.open();
                for (Pending pending : unsure) {
                    if (GroupAppend.isThere(open, pending.appended().size(), pending.groupId())) {
                        return pending.appended();
                    }
                }
                AppendedGroup appended = attempt.run(open);
                attempt.after().ifPresent(after -> connection.committed(appended.before(), after));
                return appended;
            } catch (GroupAppend.HeadMoved _) {
                // Under the lock, then.
                connection.rollback();
            } catch (SQLException e) {
                connection.rollback();
                if (isUniqueViolation(e) && !careful) {
                    careful = true;
                    continue;
                }
                attempt.unsure().ifPresent(appended -> unsure.add(new Pending(attempt.groupId(), appended)));
                if (!isConnectionLoss(e) || System.nanoTime() - giveUpAt > 0 || closed) {
                    throw unavailable(e, !unsure.isEmpty());
                }
                LOG.warn("the ledger's database connection broke; trying the group again", e);
                pause();
            } catch (RuntimeException | Error e) {
                connection.rollback();
                if (!unsure.isEmpty()) {
                    throw new LedgerUnavailable(UNSURE, e);
                }
                throw e;
            }
        }
    }

    /** What was judged before is told to stand under the lock alone, even where it is recorded already and nothing is written. */
    private @Nullable Head assumedHead(List<Batch> group) {
        for (Batch batch : group) {
            for (Candidate one : batch.candidates()) {
                if (one instanceof Proposal proposal && proposal.judged() != null) {
                    return null;
                }
            }
        }
        return connection.assumedHead();
    }

    /** A group whose commit was sent without an answer. */
    private record Pending(UUID groupId, AppendedGroup appended) {}

    private void failWaiting() {
        for (Batch batch = inbox.take(); batch != null; batch = inbox.take()) {
            fail(List.of(batch), new LedgerUnavailable("the appender is closed; nothing was stored"));
        }
    }

    private void fail(List<Batch> group, Throwable why) {
        group.forEach(inbox::leave);
        group.forEach(batch -> batch.fail(why));
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }

    private static boolean isUniqueViolation(SQLException e) {
        return "23505".equals(e.getSQLState());
    }

    /** Classes 08 (connection) and 57P (the server or this session was told to stop). */
    static boolean isConnectionLoss(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P") || "25P03".equals(state);
    }

    private static LedgerUnavailable unavailable(SQLException e, boolean unsure) {
        return new LedgerUnavailable(
                unsure ? UNSURE : "the ledger could not be appended to; nothing was stored, send the same facts again",
                e);
    }

    /** Stops taking facts; what is being written is finished first. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
