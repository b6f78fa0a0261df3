package org.consentledger.check;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Illegal;
import org.consentledger.law.Moments;
import org.consentledger.law.Policy;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Reason;
import org.jspecify.annotations.Nullable;

/**
 * May contact points be used for one purpose under one choice of policy, as one image of the index shows it? The law of
 * {@link org.consentledger.law.Permit} over rows of numbers. For one thread.
 */
public final class Inquiry {
    private final Image image;
    private final PolicyChoice choice;
    private final ByteInput in = new ByteInput();
    private final Dossier facts = new Dossier();
    private final CountingRows rows = new CountingRows(facts);
    private final DossierVerdict verdict;
    private final long[] fetched = new long[FETCHED];
    /** The policy at the coordinates that were asked about last, and when another may come; null before the first. */
    private @Nullable Policy last;

    private long lastAt;
    private long lastKnown;
    private long lastSize;
    private long lastUntil;
    /** Never looked at: so that what is fetched counts as read. */
    @SuppressWarnings("UnusedVariable")
    private long read;

    Inquiry(Image image, Purpose purpose, PolicyChoice choice) {
        this.image = image;
        this.choice = choice;
        this.verdict = new DossierVerdict(image, purpose, rows);
    }

    /** The place up to which facts can count. */
    public long place() {
        return image.place();
    }

    /**
     * The verdict about one contact point. A size of {@link Coordinates#ALL} stands for {@link #place}.
     *
     * @throws Illegal where the question names a size that the index has not reached, or a policy version never adopted
     */
    public Finding ask(ContactPointId contactPoint, Coordinates coordinates) {
        Instant asKnown = coordinates.known();
        return ask(
                contactPoint,
                Moments.toMicros(coordinates.at()),
                asKnown == null ? Long.MAX_VALUE : Moments.toMicros(asKnown),
                coordinates.ledgerSize());
    }

    /**
     * As {@link #ask(ContactPointId, Coordinates)}, instants in microseconds since 1970.
     *
     * @param asKnown {@link Long#MAX_VALUE} for no limit
     */
    public Finding ask(ContactPointId contactPoint, long atMicros, long asKnown, long size) {
        Found found = find(contactPoint, atMicros, asKnown, size);
        return found == null ? new Finding(Reason.NO_RECORD, null, 0, Finding.FOR_EVER) : found.finding();
    }

    /**
     * As {@link #ask(ContactPointId, long, long, long)}, with the person whose contact point it is; null where nobody is known to
     * have it.
     */
    public @Nullable Found find(ContactPointId contactPoint, long atMicros, long asKnown, long size) {
        Policy policy = begin(atMicros, asKnown, size);
        UUID id = contactPoint.value();
        return image.read(id, in, facts)
                ? new Found(contactPoint, facts.id().person(), judge(facts.points.find(id), policy))
                : null;
    }

    /**
     * The verdicts about every contact point that holds the value sought by {@code keys} and that was collected by the size asked
     * about, in no order; of living persons alone. Coordinates as in {@link #ask(ContactPointId, long, long, long)}.
     */
    public List<Found> ask(List<Sought> keys, long atMicros, long asKnown, long size) {
        Policy policy = begin(atMicros, asKnown, size);
        var found = new LinkedHashMap<UUID, Found>(4);
        for (Sought sought : keys) {
            find(StandingIndex.hash(sought.key()), sought.plain(), sought.profiles(), policy, found);
        }
        return List.copyOf(found.values());
    }

    /**
     * As {@link #ask(List, long, long, long)}, of a value that was given as a hash.
     *
     * @param key the first 64 bits of what suppression knows its key by
     * @param profiles those that make this key of the value
     */
    public List<Found> ask(long key, long profiles, long atMicros, long asKnown, long size) {
        Policy policy = begin(atMicros, asKnown, size);
        var found = new LinkedHashMap<UUID, Found>(4);
        find(key, false, profiles, policy, found);
        return found.isEmpty() ? List.of() : List.copyOf(found.values());
    }

    /** How many keys are worth {@link #fetch fetching} at a time. */
    public static final int FETCHED = 64;

    /** Makes the next questions about these keys faster, and changes nothing else. */
    public void fetch(long[] keys, int count) {
        read += image.settled().fetch(keys, count, fetched);
    }

    private void find(long key, boolean plain, long profiles, Policy policy, Map<UUID, Found> found) {
        image.holdings(key, in, facts, (nth, foundBy) -> {
            int row = facts.collected(nth);
            UUID id = facts.points.id(facts.point[row]);
            if (facts.place[row] <= rows.ledgerSize
                    && image.foundBy().get(foundBy).meets(plain, profiles)
                    && !found.containsKey(id)) {
                found.put(id, new Found(new ContactPointId(id), facts.id().person(), judge(facts.point[row], policy)));
            }
        });
    }

    /**
     * Takes as long as a verdict about somebody, as good as drawn by {@code lot}, and says nothing: so that whoever measures time
     * does not tell who holds nothing from who is refused. Coordinates as in {@link #ask(ContactPointId, long, long, long)}.
     */
    public void passTime(long lot, long atMicros, long asKnown, long size) {
        Policy policy = begin(atMicros, asKnown, size);
        if (image.readSomebody(lot, in, facts) && facts.points.size() > 0) {
            judge(0, policy);
        }
    }

    /** Puts somebody's dossier before this inquiry; whether there is one. */
    boolean turnTo(DossierId id) {
        return image.read(id, in, facts);
    }

    /** Puts a settled dossier before this inquiry, as it was settled. */
    void turnToSettled(int number) {
        image.settled().read(number, in);
        DossierReader.read(in, facts);
    }

    /** The dossier before this inquiry. */
    Dossier dossier() {
        return facts;
    }

    /** The verdict about a contact point of the dossier before this inquiry, whatever was known by when. */
    Finding askOfDossier(int numberOfPoint, long atMicros, long size) {
        return judge(numberOfPoint, begin(atMicros, Long.MAX_VALUE, size));
    }

    /** Takes the coordinates; the policy there. */
    private Policy begin(long atMicros, long asKnown, long size) {
        if (size != Coordinates.ALL && size > image.place()) {
            throw new Illegal("ledgerSize", "must be a size that the ledger has reached");
        }
        rows.ask(atMicros, asKnown, Math.min(size, image.place()));
        Policy same = last;
        if (same != null && lastAt == rows.at && lastKnown == rows.known && lastSize == rows.ledgerSize) {
            return same;
        }
        Policy policy = image.policies().choose(choice, rows.at, rows.known, rows.ledgerSize);
        last = policy;
        lastAt = rows.at;
        lastKnown = rows.known;
        lastSize = rows.ledgerSize;
        lastUntil = image.policies().until(choice, rows.at, rows.known, rows.ledgerSize);
        return policy;
    }

    private Finding judge(int point, Policy policy) {
        return verdict.judge(point, policy, lastUntil);
    }
}
