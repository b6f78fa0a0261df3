package org.consentledger.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.consentledger.law.Recorded;
import org.consentledger.store.LedgerHead;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.LedgerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings every view and follower to the ledger's head and keeps them there. A view is moved in the transaction that also moves
 * its position, so it is complete up to its place, or it is not there yet.
 */
public final class Feed implements AutoCloseable {
    /* Axon's own event processors are not used here: of a replay's time they spend more than half on units of work, handler lookup
     * and timestamps (docs/decisions), and their order rests on sequence numbers where ours is the place itself. Several nodes
     * may run a feed on one database: the row lock on a view's position lets one of them move it at a time. */

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final int BATCH_FACTS = 5_000;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final DataSource database;
    private final LedgerReader reader;
    private final List<View> views;
    private final List<Follower> followers;
    private final Rebuild rebuild;
    private final Arrivals arrivals = new Arrivals();
    private final Thread thread;
    /** Never behind the place that everybody has reached. Of the feed's own thread. */
    private long followersPlace;

    /**
     * How far the followers have come, as the database said of its head.
     *
     * @param size they hold at least the ledger's first so many facts, and it had no more when it was asked
     * @param recordedAt the moment of the last of them
     * @param askedNanos when the database was asked, by {@link System#nanoTime}
     */
    public record Followed(long size, Instant recordedAt, long askedNanos) {}

    /** A feed of {@code views} and {@code followers}, the followers first; it reads nothing before {@link #start}. */
    public Feed(DataSource database, LedgerReader reader, List<View> views, List<Follower> followers) {
        this.database = database;
        this.reader = reader;
        this.views = List.copyOf(views);
        this.followers = List.copyOf(followers);
        this.rebuild = new Rebuild(database, reader);
        this.thread = Thread.ofPlatform().name("ledger-feed").daemon().unstarted(this::run);
    }

    /**
     * Builds what is missing or of another version, and begins to follow the ledger: from where the last of the views was left,
     * by a node that died for example.
     *
     * @param begun the place that the followers have reached already
     */
    public void start(long begun) {
        try {
            rebuild.missing(views);
            arrivals.movedTo(Math.min(begun, Positions.least(database, views)));
        } catch (SQLException e) {
            throw new LedgerUnavailable("the views could not be built", e);
        }
        followersPlace = begun;
        thread.start();
    }

    /**
     * Builds one view anew from the first fact on, while the old one goes on answering; returns when it has taken its place.
     *
     * @throws IllegalArgumentException where there is no such view
     */
    public void rebuild(String name) {
        View view = views.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no view of this name"));
        try {
            rebuild.run(List.of(view));
        } catch (SQLException e) {
            throw new LedgerUnavailable("the view could not be built anew; the old one goes on", e);
        }
    }

    /** The names of the views, in the order in which they were given. */
    public List<String> views() {
        return views.stream().map(View::name).toList();
    }

    /** How far each view has got. */
    public List<ViewProgress> progress() {
        long head = reader.head().size();
        try (Connection connection = database.getConnection()) {
            Map<String, Positions.Position> positions = Positions.all(connection);
            var progress = new ArrayList<ViewProgress>();
            for (View view : views) {
                Positions.Position live = positions.get(view.name());
                Positions.Position next = positions.get(view.name() + Positions.NEXT);
                progress.add(new ViewProgress(
                        view.name(), live == null ? 0 : live.place(), next == null ? null : next.place(), head));
            }
            return progress;
        } catch (SQLException e) {
            throw new LedgerUnavailable("the views' positions could not be read; ask again", e);
        }
    }

    /** What keeps this node from going on; empty while nothing does. It goes on trying. */
    public Optional<Throwable> stoppedBy() {
        return arrivals.stoppedBy();
    }

    /** Told after each append on this node, so that the next look at the ledger does not wait. */
    public void appended(long size) {
        arrivals.appended(size);
    }

    /** Waits until every view and follower of this node holds the fact at {@code wanted}; whether it came to that in time. */
    public boolean awaitPlace(long wanted, Duration atMost) {
        return arrivals.awaitPlace(wanted, atMost);
    }

    /**
     * Waits until this node holds everything that the ledger holds now, as the database says.
     *
     * @return the place it has come to
     * @throws LedgerUnavailable where it did not come that far in time: an answer from memory could permit what was withdrawn
     */
    public long awaitHead(Duration atMost) {
        long head = reader.head().size();
        awaitSize(head, atMost);
        return head;
    }

    /**
     * Waits until this node holds the ledger's first {@code size} facts.
     *
     * @throws LedgerUnavailable where it did not come that far in time
     */
    public void awaitSize(long size, Duration atMost) {
        if (!awaitPlace(size, atMost)) {
            throw new LedgerUnavailable("this node has not come up to the place that was asked for; ask again");
        }
    }

    /**
     * Waits until the followers of this node hold the ledger's first {@code size} facts and whatever this node has appended by now,
     * and the database has confirmed within {@code patience} that they hold all that it has. Views are not waited for.
     *
     * @throws LedgerUnavailable where that does not come about within {@code patience}: an answer from memory could permit what was
     *     withdrawn
     */
    public Followed awaitFollowed(long size, Duration patience) {
        return arrivals.awaitFollowed(size, patience);
    }

    private void run() {
        try (var backlog = new Backlog(reader, BATCH_FACTS)) {
            while (!arrivals.isClosed()) {
                try {
                    step(backlog);
                } catch (SQLException | RuntimeException e) {
                    if (arrivals.isClosed()) {
                        return;
                    }
                    backlog.clear();
                    arrivals.stoppedBy(e);
                    LOG.atError()
                            .setCause(e)
                            .addKeyValue("place", arrivals.place())
                            .log("the feed stopped; trying again");
                    arrivals.rest(AFTER_FAILURE);
                }
            }
        }
    }

    /** Brings the followers to the head, then views one batch further: however far views are behind, followers are not. */
    private void step(Backlog backlog) throws SQLException {
        long asked = System.nanoTime();
        LedgerHead head = reader.head();
        if (head.size() > followersPlace) {
            tellFollowers(head, backlog);
        }
        if (followersPlace >= head.size()) {
            followed(head, asked);
        }
        List<Recorded> batch = backlog.next(arrivals.place(), followersPlace);
        if (batch.isEmpty()) {
            arrivals.stoppedBy(null);
            arrivals.awaitAppend(POLL);
        } else {
            for (View view : views) {
                move(view, batch);
            }
            arrivals.movedTo(batch.getLast().place());
        }
    }

    private void tellFollowers(LedgerHead head, Backlog backlog) {
        try (var batches = new Batches(reader, followersPlace, head.size(), BATCH_FACTS)) {
            for (List<Recorded> batch = batches.next();
                    !batch.isEmpty() && !arrivals.isClosed();
                    batch = batches.next()) {
                for (Follower follower : followers) {
                    follower.follow(batch);
                }
                followersPlace = batch.getLast().place();
                backlog.add(batch);
            }
        }
    }

    private void move(View view, List<Recorded> batch) throws SQLException {
        Transactions.run(database, connection -> {
            long at = Positions.locked(connection, view.name())
                    .map(Positions.Position::place)
                    .orElseThrow(() -> new IllegalStateException("a view has no position"));
            long upTo = batch.getLast().place();
            if (at >= upTo) {
                return;
            }
            if (at + 1 < batch.getFirst().place()) {
                // The view was left behind, by a node that died or by being built anew.
                try (var missed = new Batches(reader, at, batch.getFirst().place() - 1, BATCH_FACTS)) {
                    for (List<Recorded> facts = missed.next(); !facts.isEmpty(); facts = missed.next()) {
                        view.apply(connection, view.name(), facts);
                    }
                }
            }
            view.apply(
                    connection,
                    view.name(),
                    batch.stream().filter(recorded -> recorded.place() > at).toList());
            Positions.put(connection, view.name(), view.version(), upTo);
        });
    }

    private void followed(LedgerHead head, long asked) {
        arrivals.followed(new Followed(head.size(), head.recordedAt(), asked));
    }

    @Override
    public void close() {
        arrivals.close();
        thread.interrupt(); // it may wait for a connection to a database that is gone
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
