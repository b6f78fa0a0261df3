package org.consentledger.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Illegal;
import org.consentledger.law.Policy;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;

/**
 * Everybody gone through once, by any number of threads: what holds of each of their contact points, for several purposes, at one
 * instant after the other, as far as was known by one moment when the ledger held so many facts.
 */
public final class Canvass {
    /* Settled dossiers are handed out by their numbers. Whoever's dossier changed since is read as it is now, under that number:
     * what lies behind the place counts for nobody. Only those whom the settled ones do not tell of come by themselves. */

    private static final int SHARE = 1_024;

    private final Image image;
    private final List<Purpose> purposes;
    private final long known;
    private final long size;
    private final List<Term> terms = new ArrayList<>();
    private final List<DossierId> newcomers;
    private final AtomicInteger settled = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();

    /** A policy with the instants between which it is in force. */
    record Term(Policy policy, long since, long until) {}

    Canvass(Image image, List<Purpose> purposes, PolicyChoice choice, long asKnown, long ledgerSize) {
        if (ledgerSize != Coordinates.ALL && ledgerSize > image.place()) {
            throw new Illegal("ledgerSize", "must be a size that the ledger has reached");
        }
        this.image = image;
        this.purposes = List.copyOf(purposes);
        this.known = asKnown;
        this.size = Math.min(ledgerSize, image.place());
        long since = Long.MIN_VALUE;
        while (since < Finding.FOR_EVER) {
            long until = image.policies().until(choice, since, known, size);
            terms.add(new Term(image.policies().choose(choice, since, known, size), since, until));
            since = until;
        }
        this.newcomers = newcomers();
    }

    private List<DossierId> newcomers() {
        Set<DossierId> changed = new HashSet<>(image.recent().dossiers().keySet());
        Recent older = image.older();
        if (older != null) {
            changed.addAll(older.dossiers().keySet());
        }
        var in = new ByteInput();
        return changed.stream()
                .filter(id -> id.ofPerson() && !image.settled().read(id, in))
                .toList();
    }

    /** How many facts can count. */
    public long size() {
        return size;
    }

    /** The version of the policy that is asked under at an instant; empty before any was adopted. */
    public String policy(long atMicros) {
        return term(atMicros).policy().version();
    }

    Term term(long atMicros) {
        int nth = 0;
        while (terms.get(nth).until() <= atMicros) {
            nth++;
        }
        return terms.get(nth);
    }

    /** Another one who goes from person to person, for one thread; all of them together come to everybody once. */
    public Canvasser canvasser() {
        return new Canvasser(this);
    }

    Image image() {
        return image;
    }

    List<Purpose> purposes() {
        return purposes;
    }

    long known() {
        return known;
    }

    /** The persons of whom the settled dossiers do not tell. */
    List<DossierId> others() {
        return newcomers;
    }

    /** The numbers of some settled dossiers that nobody was given yet; none left where it is beyond their end. */
    Share nextSettled() {
        return Share.next(settled, image.settled().size());
    }

    /** As {@link #nextSettled}, of {@link #others}. */
    Share nextOthers() {
        return Share.next(others, newcomers.size());
    }

    /** Numbers from {@code from} up to and without {@code to}; empty where nothing is left. */
    record Share(int from, int to) {
        static final Share NONE = new Share(0, 0);

        private static Share next(AtomicInteger given, int all) {
            int from = given.getAndUpdate(so -> so >= all ? so : so + SHARE);
            return from >= all ? NONE : new Share(from, Math.min(all, from + SHARE));
        }

        boolean isEmpty() {
            return from == to;
        }
    }
}
