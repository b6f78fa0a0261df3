package org.consentledger.check;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.consentledger.feed.Follower;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;
import org.consentledger.seal.TreeHead;
import org.consentledger.store.EventNames;
import org.consentledger.store.LedgerReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a verdict reads of everybody, in this node's memory, and who holds a value, as long as its person's key lives. Asked by any
 * number of threads while facts arrive.
 */
public final class StandingIndex implements Follower, AutoCloseable {
    /* One thread brings facts: it writes dossiers anew beside those that readers may hold, and then publishes an image that reaches to
     * the batch's last place. What readers of an image before can see of it lies behind their place and counts for nobody. Once
     * enough is recent, it is set aside, and another thread settles it while newer facts go on top. The two threads take turns
     * in publishing; readers take no lock. */

    private static final Logger LOG = LoggerFactory.getLogger(StandingIndex.class);
    private static final int LOAD_FACTS = 5_000;
    private static final int RECENT_AT_LEAST = 50_000;
    /** Of all dossiers, the share that may be recent before they are settled: one in so many. */
    private static final int RECENT_SHARE = 20;
    /** How many times that may be recent before whoever brings more waits. */
    private static final int RECENT_AT_MOST = 4;

    private final ValueKeys keys;
    private final LedgerFacts ledger;
    private final @Nullable Snapshots snapshots;
    private final int recentAtLeast;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ledger-index").daemon().factory());
    private final Object publishing = new Object();
    private Numbers numbers = new Numbers();
    private volatile Image image;
    private volatile Map<Recorded, ValueKeys.Keys> lastOpened = Map.of();
    /** The image when {@link Image#older} was set aside, as long as it is. */
    private @Nullable Image aside;

    private @Nullable CompletableFuture<Void> settling;
    private long snapshotPlace;

    /** A contact point with the place of one collection of it. */
    public record Holder(ContactPointId contactPoint, PersonId person, long collected) {}

    /** An index that is never written down. */
    public StandingIndex(ValueKeys keys, LedgerFacts ledger) {
        this(keys, ledger, null, RECENT_AT_LEAST);
    }

    /** An index that is written down from time to time, see {@link #writeEvery}. */
    public StandingIndex(ValueKeys keys, LedgerFacts ledger, Snapshots snapshots) {
        this(keys, ledger, snapshots, RECENT_AT_LEAST);
    }

    StandingIndex(ValueKeys keys, LedgerFacts ledger, @Nullable Snapshots snapshots, int recentAtLeast) {
        this.keys = keys;
        this.ledger = ledger;
        this.snapshots = snapshots;
        this.recentAtLeast = recentAtLeast;
        this.image = Image.of(0, numbers, Adoptions.NONE, new Recent(recentAtLeast), null, Settled.EMPTY);
    }

    // ---- at the start

    /** Begins with the snapshot, if there is a good one, and reads on to the ledger's head; the place it has come to. */
    public long load(LedgerReader reader) {
        long begun = beginWithSnapshot();
        long head = reader.head().size();
        String uses = EventNames.of(Fact.ContactPointUsed.class).name();
        var batch = new ArrayList<Recorded>();
        reader.read(begun, head, row -> {
            // Most of a ledger is uses, and no verdict reads them.
            if (!LedgerReader.name(row).equals(uses)) {
                batch.add(reader.decode(row));
            }
            if (batch.size() == LOAD_FACTS) {
                follow(batch);
                batch.clear();
            }
        });
        follow(batch);
        synchronized (publishing) {
            image = image.at(head);
        }
        return head;
    }

    /** The place that the snapshot reaches; 0 without one. */
    long beginWithSnapshot() {
        Optional<SnapshotFormat.Contents> found =
                snapshots == null ? Optional.empty() : snapshots.read(ledger, keys.profiles());
        found.ifPresent(contents -> {
            numbers = contents.numbers();
            image = contents.image();
            image = image.with(new Recent(recentAtMost()), null, image.settled());
            snapshotPlace = image.place();
            LOG.atInfo().addKeyValue("place", snapshotPlace).log("the index begins with its snapshot");
        });
        return image.place();
    }

    /** Writes the index down now and then, in the background, whenever it has come further. */
    public void writeEvery(Duration interval) {
        // It reports its failures itself.
        var _ = background.scheduleWithFixedDelay(this::writeIfFurther, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    // ---- facts

    @Override
    public void follow(List<Recorded> facts) {
        if (facts.isEmpty()) {
            return;
        }
        Map<Recorded, ValueKeys.Keys> opened = keys.of(facts);
        if (take(facts, opened)) {
            // Not under the lock that the background needs to set something aside.
            awaitSettled();
        }
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.PersonErased erased) {
                keys.forget(erased.person());
            }
        }
    }

    /** Whether so much is recent that nobody should bring more before it is settled. */
    private synchronized boolean take(List<Recorded> facts, Map<Recorded, ValueKeys.Keys> opened) {
        Adoptions policies = new Intake(image, numbers, ledger, facts, opened).take();
        lastOpened = opened;
        synchronized (publishing) {
            image = Image.of(
                    facts.getLast().place(), numbers, policies, image.recent(), image.older(), image.settled());
        }
        int most = recentAtMost();
        if (image.recent().size() >= most) {
            beginSettling();
        }
        return image.recent().size() >= RECENT_AT_MOST * most;
    }

    /** How many dossiers may be recent before they are settled. */
    private int recentAtMost() {
        return Math.max(recentAtLeast, image.settled().size() / RECENT_SHARE);
    }

    private synchronized void beginSettling() {
        setAside();
        if (settling == null || settling.isDone()) {
            settling = CompletableFuture.runAsync(this::settleAside, background);
        }
    }

    /** Puts an end to what is recent, unless something is aside already. Not while a batch is half taken. */
    private void setAside() {
        synchronized (publishing) {
            if (aside == null) {
                aside = image.with(new Recent(recentAtMost()), image.recent(), image.settled());
                image = aside;
            }
        }
    }

    /** Settles what is aside, on the background's thread alone; the image of then with nothing recent, null where nothing was. */
    private @Nullable Image settleAside() {
        Image then;
        synchronized (publishing) {
            then = aside;
        }
        if (then == null) {
            return null;
        }
        try {
            Recent older = then.older();
            Settled settled =
                    older == null || older.size() == 0 ? then.settled() : Settling.merge(then.settled(), older);
            synchronized (publishing) {
                image = image.with(image.recent(), null, settled);
                aside = null;
            }
            return then.with(new Recent(0), null, settled);
        } catch (RuntimeException | Error e) {
            LOG.error("the index could not settle what is recent; it goes on and tries again", e);
            throw e;
        }
    }

    /** Waits for what is being settled; a failure is told in the log, and tried again when more is brought. */
    private void awaitSettled() {
        CompletableFuture<Void> current;
        synchronized (this) {
            current = settling;
        }
        if (current != null) {
            try {
                current.join();
            } catch (CompletionException _) {
                // As said.
            }
        }
    }

    private void writeIfFurther() {
        try {
            writeSnapshot();
        } catch (IOException | RuntimeException e) {
            LOG.warn("the index could not be written down; it is tried again", e);
        }
    }

    private void writeSnapshot() throws IOException {
        synchronized (this) {
            if (snapshots == null || image.place() == snapshotPlace) {
                return;
            }
            setAside();
        }
        Image settled = settleAside();
        Optional<TreeHead> head = settled == null ? Optional.empty() : ledger.headFrom(settled.place());
        if (settled != null && head.isPresent()) {
            snapshots.write(head.get(), settled, keys.profiles());
            snapshotPlace = settled.place();
        }
    }

    /** Settles all that is recent and waits for it. */
    void settle() {
        awaitSettled();
        beginSettling();
        awaitSettled();
    }

    /** Writes the index down and waits for it. */
    void write() {
        CompletableFuture.runAsync(this::writeIfFurther, background).join();
    }

    // ---- questions

    /** Questions about one purpose, all of them as of the place that the index has reached now. */
    public Inquiry inquiry(Purpose purpose, PolicyChoice choice) {
        return image.inquiry(purpose, choice);
    }

    /** One inquiry for each thread that asks, all of them as of the place that the index has reached now. */
    public Inquiries inquiries(Purpose purpose, PolicyChoice choice) {
        return new Inquiries(image, purpose, choice);
    }

    /** Whom facts reach that the index holds now, for one thread. */
    public Reach reach() {
        return new Reach(image);
    }

    /**
     * Everybody gone through once, as of the place that the index has reached now.
     *
     * @param asKnown in microseconds since 1970; {@link Long#MAX_VALUE} for no limit
     * @throws org.consentledger.law.Illegal where the size is one that the index has not reached, or a policy version was never adopted
     */
    public Canvass canvass(List<Purpose> purposes, PolicyChoice choice, long asKnown, long ledgerSize) {
        return new Canvass(image, purposes, choice, asKnown, ledgerSize);
    }

    /** Whether the contact point was ever planted as a sentinel; whether it is one, a question tells. */
    public boolean wasPlanted(ContactPointId contactPoint) {
        return image.sentinels().contains(contactPoint.value());
    }

    /** Every collection of a living person's contact point that suppression knows by {@code key}. */
    public Set<Holder> holders(SuppressionKey key) {
        return holders(hash(key), FoundBy::sealed);
    }

    /**
     * Every collection of a living person's contact point that a value may be found in by {@code key}, under whatever profile;
     * {@link #known} tells under which.
     */
    public Set<Holder> mayHold(SuppressionKey key) {
        return holders(hash(key), _ -> true);
    }

    private Set<Holder> holders(long hash, Predicate<FoundBy> which) {
        Image asked = image;
        var dossier = new Dossier();
        var holders = new HashSet<Holder>();
        asked.holdings(hash, new ByteInput(), dossier, (nth, foundBy) -> {
            int row = dossier.collected(nth);
            if (dossier.place[row] <= asked.place()
                    && which.test(asked.foundBy().get(foundBy))) {
                holders.add(new Holder(
                        new ContactPointId(dossier.points.id(dossier.point[row])),
                        dossier.id().person(),
                        dossier.place[row]));
            }
        });
        return Set.copyOf(holders);
    }

    /** Which keys suppression knows the collections among {@code facts} by; those of erased persons are left out. */
    public Map<Recorded, Set<SuppressionKey>> opened(List<Recorded> facts) {
        Map<Recorded, Set<SuppressionKey>> opened = new HashMap<>();
        known(facts).forEach((recorded, known) -> opened.put(recorded, known.sealed()));
        return opened;
    }

    /** All that the collections among {@code facts} are known by; those of erased persons are left out. */
    public Map<Recorded, ValueKeys.Keys> known(List<Recorded> facts) {
        // The views ask about the batch that the index was brought just before.
        Map<Recorded, ValueKeys.Keys> last = lastOpened;
        Map<Recorded, ValueKeys.Keys> known = new HashMap<>();
        var others = new ArrayList<Recorded>();
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.ContactPointCollected) {
                ValueKeys.Keys one = last.get(recorded);
                if (one == null) {
                    others.add(recorded);
                } else {
                    known.put(recorded, one);
                }
            }
        }
        if (!others.isEmpty()) {
            known.putAll(keys.of(others));
        }
        return known;
    }

    /** The place up to which every fact is in. */
    public long place() {
        return image.place();
    }

    /** How many dossiers there are: of persons, and of what is not collected yet; those changed lately may be counted twice. */
    public int size() {
        Image now = image;
        Recent older = now.older();
        return now.settled().size() + now.recent().size() + (older == null ? 0 : older.size());
    }

    /** What the settled dossiers and their tables take outside the heap, in bytes. */
    public long bytes() {
        return image.settled().bytes();
    }

    /** The first 64 bits, which are as good as random. */
    static long hash(SuppressionKey key) {
        return HexFormat.fromHexDigitsToLong(key.hex(), 0, 16);
    }

    /** Settles and writes no more. Questions may still be asked. */
    @Override
    public void close() {
        background.shutdown();
        awaitSettled();
    }
}
