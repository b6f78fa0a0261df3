package org.consentledger.check;

import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.consentledger.law.Basis;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Illegal;
import org.consentledger.law.Moments;
import org.consentledger.law.Policy;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Reason;
import org.consentledger.law.Rule;
import org.jspecify.annotations.Nullable;

/**
 * May contact points be used for one purpose under one choice of policy, as one image of the index shows it? The law of
 * {@link org.consentledger.law.Permit} over rows of numbers. For one thread.
 */
public final class Inquiry {
    private final Image image;
    private final Purpose purpose;
    private final PolicyChoice choice;
    private final IdentityHashMap<Policy, CompiledPolicy> compiled = new IdentityHashMap<>();
    private final Map<Purpose, boolean[]> covering = new HashMap<>();
    private final boolean[] coversAsked;
    private final ByteInput in = new ByteInput();
    private final Dossier facts = new Dossier();
    private final long[] fetched = new long[FETCHED];
    /** Never looked at: so that what is fetched counts as read. */
    @SuppressWarnings("UnusedVariable")
    private long read;

    private boolean[] counts = new boolean[8];
    private boolean[] reaches = new boolean[8];
    private long at;
    private long known;
    private long ledgerSize;
    private int point;
    private long until;
    /** The latest word for the basis consent, and for those that an objection ends; null until it is asked for. */
    private @Nullable Said onConsent;

    private @Nullable Said otherwise;
    private @Nullable String rule;

    private enum Said {
        NOTHING,
        YES,
        NO,
        EXPIRED
    }

    Inquiry(Image image, Purpose purpose, PolicyChoice choice) {
        this.image = image;
        this.purpose = purpose;
        this.choice = choice;
        this.coversAsked = coverersOf(purpose);
    }

    /** By number, whether a purpose covers {@code asked}. */
    private boolean[] coverersOf(Purpose asked) {
        Numbered.Known<Purpose> purposes = image.purposes();
        boolean[] covers = new boolean[purposes.size()];
        for (int i = 0; i < covers.length; i++) {
            covers[i] = purposes.get(i).covers(asked);
        }
        return covers;
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
            if (facts.place[row] <= ledgerSize
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
        DossierCodec.read(in, facts);
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
        at = atMicros;
        known = asKnown;
        ledgerSize = Math.min(size, image.place());
        return image.policies().choose(choice, at, known, ledgerSize);
    }

    private Finding judge(int askedPoint, Policy policy) {
        point = askedPoint;
        until = image.policies().until(choice, at, known, ledgerSize);
        count();
        return judge(policy);
    }

    // ---- section 3: which facts count

    private void count() {
        if (counts.length < facts.facts) {
            counts = new boolean[2 * facts.facts];
            reaches = new boolean[2 * facts.facts];
        }
        onConsent = null;
        otherwise = null;
        for (int i = 0; i < facts.facts; i++) {
            counts[i] = facts.place[i] <= ledgerSize && facts.known[i] <= known;
        }
        for (int i = 0; i < facts.retractions; i++) {
            if (facts.retractionPlace[i] <= ledgerSize && facts.retractionKnown[i] <= known) {
                counts[facts.find(facts.retracted[i])] = false;
            }
        }
        for (int i = 0; i < facts.facts; i++) {
            if (counts[i] && facts.occurred[i] > at) {
                counts[i] = false;
                until = Math.min(until, facts.occurred[i]);
            } else if (counts[i] && facts.expires[i] > at) {
                until = Math.min(until, facts.expires[i]);
            }
        }
    }

    // ---- section 6: the verdict

    private Finding judge(Policy policy) {
        CompiledPolicy rules = compiled.get(policy);
        if (rules == null) {
            rules = new CompiledPolicy(policy, purpose, image.shapes());
            compiled.put(policy, rules);
        }
        Reason all = ofAllCollections();
        boolean anyPermits = false;
        boolean anyLive = false;
        boolean everyLivePermits = true;
        int permitting = Dossier.NONE;
        int refusing = Dossier.NONE;
        Reason permitted = Reason.NO_RECORD;
        Reason refused = Reason.NO_RECORD;
        String permittingRule = null;
        String refusingRule = null;
        for (int i = 0; i < facts.facts; i++) {
            if (facts.kind[i] != Dossier.COLLECTED || facts.point[i] != point || !counts[i]) {
                continue;
            }
            rule = null;
            Reason reason = all != null ? all : outcome(i, rules);
            boolean live = reason.line() > Reason.REMOVED.line();
            anyLive |= live;
            everyLivePermits &= !live || reason.permitted();
            if (reason.permitted()) {
                anyPermits = true;
                if (permitting == Dossier.NONE || comesBefore(permitting, permitted, i, reason)) {
                    permitting = i;
                    permitted = reason;
                    permittingRule = rule;
                }
            } else if (refusing == Dossier.NONE || comesBefore(refusing, refused, i, reason)) {
                refusing = i;
                refused = reason;
                refusingRule = rule;
            }
        }
        if (permitting == Dossier.NONE && refusing == Dossier.NONE) {
            return new Finding(collectedLater() ? Reason.NOT_COLLECTED : Reason.NO_RECORD, null, 0, until);
        }
        boolean permits = switch (policy.combine()) {
            case ANY -> anyPermits;
            case ALL -> anyLive && everyLivePermits;
        };
        return permits
                ? new Finding(permitted, permittingRule, facts.place[permitting], until)
                : new Finding(refused, refusingRule, facts.place[refusing], until);
    }

    /** Whether a headline gives way to another collection that agrees with the verdict. */
    private boolean comesBefore(int headline, Reason reason, int other, Reason othersReason) {
        if (reason.line() != othersReason.line()) {
            return reason.line() < othersReason.line();
        }
        if (facts.occurred[headline] != facts.occurred[other]) {
            return facts.occurred[headline] < facts.occurred[other];
        }
        // A tie of ids is decided by the place, and rows come in order of place.
        return facts.collections.compare(facts.collection[headline], facts.collection[other]) <= 0;
    }

    /** Whether a collection would count but for the instant asked about. Called where none counts. */
    private boolean collectedLater() {
        for (int i = 0; i < facts.facts; i++) {
            if (facts.kind[i] == Dossier.COLLECTED
                    && facts.point[i] == point
                    && facts.occurred[i] > at
                    && facts.place[i] <= ledgerSize
                    && facts.known[i] <= known
                    && !retracted(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean retracted(int row) {
        for (int i = 0; i < facts.retractions; i++) {
            if (facts.retracted[i] == facts.place[row]
                    && facts.retractionPlace[i] <= ledgerSize
                    && facts.retractionKnown[i] <= known) {
                return true;
            }
        }
        return false;
    }

    /** What line 1 refuses, it refuses for every collection of the contact point; null where it refuses nothing. */
    private @Nullable Reason ofAllCollections() {
        boolean erased = false;
        boolean sentinel = false;
        for (int i = 0; i < facts.facts; i++) {
            erased |= counts[i] && facts.kind[i] == Dossier.ERASED;
            sentinel |= counts[i] && facts.kind[i] == Dossier.SENTINEL && facts.point[i] == point;
        }
        boolean suppressed = suppressed();
        return erased ? Reason.ERASED : sentinel ? Reason.SENTINEL : suppressed ? Reason.SUPPRESSED : null;
    }

    private boolean suppressed() {
        boolean suppressed = false;
        Erasures.Known erasures = image.erasures();
        for (int i = 0; i < facts.suppressions; i++) {
            int number = facts.suppression[i];
            if (erasures.stands(number, known, ledgerSize)) {
                int collected = facts.collected(facts.suppressedCollected[i]);
                if (facts.point[collected] != point) {
                    continue;
                }
                Erasures.Suppression suppression = erasures.get(number);
                if (suppression.occurred() > at) {
                    until = Math.min(until, suppression.occurred());
                } else {
                    suppressed |= counts[collected] && !lifted(suppression);
                }
            }
        }
        return suppressed;
    }

    private boolean lifted(Erasures.Suppression suppression) {
        boolean lifted = false;
        for (Liftings.Lifting lifting : image.liftings().of(suppression.person())) {
            if (lifting.fact().isAbout(suppression.key())
                    && lifting.occurred() > suppression.occurred()
                    && lifting.stands(known, ledgerSize)) {
                lifted |= lifting.occurred() <= at;
                until = lifting.occurred() <= at ? until : Math.min(until, lifting.occurred());
            }
        }
        return lifted;
    }

    private Reason outcome(int collected, CompiledPolicy rules) {
        if (removed(collected)) {
            return Reason.REMOVED;
        }
        for (Rule one : rules.rules(facts.what[collected])) {
            Purpose within = one.assignedWithin();
            if (within == null || anyLiveWithin(within, facts.collection[collected])) {
                rule = one.id();
                Basis basis = one.basis();
                return basis == null ? Reason.RULE : onBasis(basis);
            }
        }
        int word = assignment(facts.collection[collected], coversAsked);
        return switch (word) {
            case UNASSIGNED -> Reason.PURPOSE_NOT_ASSIGNED;
            case REVOKED -> Reason.PURPOSE_REVOKED;
            default -> onBasis(Words.BASES.get(word));
        };
    }

    private boolean removed(int collected) {
        for (int i = 0; i < facts.facts; i++) {
            if (facts.kind[i] == Dossier.REMOVED
                    && counts[i]
                    && (facts.collection[i] != Dossier.NONE
                            ? facts.collection[i] == facts.collection[collected]
                            : facts.point[i] == point && facts.occurred[collected] <= facts.occurred[i])) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the collection's assignments lies in the purpose, and the latest word on it is an assignment. */
    private boolean anyLiveWithin(Purpose within, int collection) {
        for (int i = 0; i < facts.facts; i++) {
            if (facts.kind[i] == Dossier.ASSIGNED && counts[i] && facts.collection[i] == collection) {
                Purpose assigned = image.purposes().get(facts.what[i]);
                if (within.covers(assigned)
                        && assignment(collection, covering.computeIfAbsent(assigned, this::coverersOf)) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    // ---- section 4: the latest word

    private static final int UNASSIGNED = -2;
    private static final int REVOKED = -1;

    /** The basis of the latest word on a collection's purpose, or that it was revoked or never assigned. */
    private int assignment(int collection, boolean[] covers) {
        long latest = Long.MIN_VALUE;
        int word = UNASSIGNED;
        for (int i = 0; i < facts.facts; i++) {
            byte kind = facts.kind[i];
            if ((kind == Dossier.ASSIGNED || kind == Dossier.REVOKED)
                    && counts[i]
                    && facts.collection[i] == collection
                    && covers[facts.what[i]]
                    && (word == UNASSIGNED || facts.occurred[i] >= latest)) {
                int said = kind == Dossier.REVOKED ? REVOKED : facts.says[i];
                word = word == UNASSIGNED || facts.occurred[i] > latest ? said : Math.min(word, said);
                latest = facts.occurred[i];
            }
        }
        return word;
    }

    private Reason onBasis(Basis basis) {
        if (basis == Basis.CONSENT) {
            Said said = onConsent;
            if (said == null) {
                said = consent(true);
                onConsent = said;
            }
            return switch (said) {
                case YES -> Reason.CONSENT;
                case NOTHING -> Reason.CONSENT_MISSING;
                case NO -> Reason.CONSENT_NEGATIVE;
                case EXPIRED -> Reason.CONSENT_EXPIRED;
            };
        }
        if (!basis.endsByObjection()) {
            return Reason.BASIS;
        }
        Said said = otherwise;
        if (said == null) {
            said = consent(false);
            otherwise = said;
        }
        return said == Said.NO ? Reason.OBJECTED : Reason.BASIS;
    }

    private Said consent(boolean expiredSpeaks) {
        for (int i = 0; i < facts.facts; i++) {
            reaches[i] = facts.kind[i] == Dossier.WORD && counts[i] && coversAsked[facts.what[i]] && reachesPoint(i);
        }
        long before = Long.MAX_VALUE;
        while (true) {
            long latest = Long.MIN_VALUE;
            boolean any = false;
            boolean negative = false;
            boolean expired = false;
            for (int i = 0; i < facts.facts; i++) {
                if (!reaches[i] || facts.occurred[i] >= before || facts.occurred[i] < latest) {
                    continue;
                }
                if (facts.occurred[i] > latest || !any) {
                    latest = facts.occurred[i];
                    any = true;
                    negative = false;
                    expired = false;
                }
                negative |= !Words.positive(facts.says[i]);
                expired |= facts.expires[i] <= at;
            }
            if (!any) {
                return Said.NOTHING;
            }
            if (negative) {
                return Said.NO;
            }
            if (!expired) {
                return Said.YES;
            }
            if (expiredSpeaks) {
                return Said.EXPIRED;
            }
            before = latest;
        }
    }

    private boolean reachesPoint(int word) {
        int scope = facts.point[word];
        return scope == Dossier.NONE || scope == point || (!facts.tagless && sharesTag(word, scope));
    }

    private boolean sharesTag(int word, int scope) {
        if (facts.hasOneOf(point, facts.tags[word], counts)) {
            return true;
        }
        for (int i = 0; i < facts.facts; i++) {
            if (facts.kind[i] == Dossier.COLLECTED
                    && counts[i]
                    && facts.point[i] == scope
                    && facts.hasOneOf(point, facts.tags[i], counts)) {
                return true;
            }
        }
        return false;
    }
}
