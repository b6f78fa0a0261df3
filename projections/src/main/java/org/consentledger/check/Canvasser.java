package org.consentledger.check;

import org.consentledger.check.Canvass.Share;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.PersonId;

/** Goes from person to person of a {@link Canvass}, and with each from instant to instant. For one thread. */
public final class Canvasser {
    private final Canvass canvass;
    private final Image image;
    private final ByteInput in = new ByteInput();
    private final Dossier facts = new Dossier();
    private final CountingRows rows = new CountingRows(facts);
    private final DossierVerdict[] verdicts;
    private boolean allSettledGiven;
    private Share share = Share.NONE;
    private int next;
    private Canvass.Term term;

    Canvasser(Canvass canvass) {
        this.canvass = canvass;
        this.image = canvass.image();
        this.term = canvass.term(Long.MIN_VALUE);
        this.verdicts = canvass.purposes().stream()
                .map(purpose -> new DossierVerdict(image, purpose, rows))
                .toArray(DossierVerdict[]::new);
    }

    // ---- from person to person

    /** Turns to the next person; whether there is one. */
    public boolean next() {
        while (true) {
            if (next == share.to() && !takeShare()) {
                return false;
            }
            int number = next++;
            if (allSettledGiven ? turnTo(canvass.others().get(number)) : turnTo(number)) {
                return true;
            }
        }
    }

    private boolean takeShare() {
        share = allSettledGiven ? Share.NONE : canvass.nextSettled();
        if (share.isEmpty()) {
            allSettledGiven = true;
            share = canvass.nextOthers();
        }
        next = share.from();
        return !share.isEmpty();
    }

    private boolean turnTo(int number) {
        image.settled().read(number, in);
        DossierId id = DossierReader.id(in);
        if (!id.ofPerson()) {
            return false;
        }
        if (image.changedSince(id)) {
            return turnTo(id);
        }
        DossierReader.read(in, facts);
        return true;
    }

    private boolean turnTo(DossierId id) {
        return image.read(id, in, facts);
    }

    /** The person turned to. */
    public PersonId person() {
        return facts.id().person();
    }

    /** How many contact points are named in what is known of the person, those never collected for them among them. */
    public int size() {
        return facts.points.size();
    }

    /** One of the person's contact points, counted from 0. */
    public ContactPointId contactPoint(int nth) {
        return new ContactPointId(facts.points.id(nth));
    }

    // ---- from instant to instant

    /** Turns to an instant, in microseconds since 1970: of it, everything below is said. */
    public void turnTo(long atMicros) {
        if (atMicros < term.since() || atMicros >= term.until()) {
            term = canvass.term(atMicros);
        }
        rows.ask(atMicros, canvass.known(), canvass.size());
        rows.count(term.until());
    }

    /** Whether a collection of one of the person's contact points counts. */
    public boolean holds(int nth) {
        return counts(Dossier.COLLECTED, nth);
    }

    /** Whether one of the person's contact points is a sentinel. */
    public boolean isSentinel(int nth) {
        return counts(Dossier.SENTINEL, nth);
    }

    private boolean counts(byte kind, int point) {
        for (int i = 0; i < facts.facts; i++) {
            if (facts.kind[i] == kind && facts.point[i] == point && rows.counts[i]) {
                return true;
            }
        }
        return false;
    }

    /** The verdict about one of the person's contact points for the {@code purpose}th purpose. */
    public Finding ask(int nth, int purpose) {
        return verdicts[purpose].judgeCounted(nth, term.policy());
    }

    /** Until when, without it, time alone changes nothing of what was said since the instant was turned to. */
    public long untilMicros() {
        return rows.until;
    }

    /** Which of two collections is the later one, known by their places: of one instant, the one whose id sorts last. */
    public boolean later(long collected, long than) {
        return facts.comesAfter(facts.find(collected), facts.find(than));
    }
}
