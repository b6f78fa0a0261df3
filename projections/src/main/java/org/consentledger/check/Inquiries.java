package org.consentledger.check;

import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;

/**
 * Inquiries about one purpose, under one choice of policy, as one image of the index shows it: one for each thread that asks. Safe
 * for any number of threads. As long as it is held, so is the memory of that image.
 */
public final class Inquiries {
    private final Image image;
    private final Purpose purpose;
    private final PolicyChoice choice;

    Inquiries(Image image, Purpose purpose, PolicyChoice choice) {
        this.image = image;
        this.purpose = purpose;
        this.choice = choice;
    }

    /** The place up to which facts can count. */
    public long place() {
        return image.place();
    }

    /** What collections can be told apart by, as {@link Hindsight} numbers it. */
    public Numbered.Known<CollectionShape> shapes() {
        return image.shapes();
    }

    /** Another one, for one thread. */
    public Inquiry next() {
        return image.inquiry(purpose, choice);
    }

    /** All persons whom the image tells of, to be asked about one after the other, by one thread. */
    public Roll roll() {
        return new Roll(image, next());
    }

    /** What became of uses, for one thread. */
    public Hindsight hindsight(Recordings recordings) {
        return new Hindsight(image, purpose, choice, recordings);
    }

    /** Whom facts reach, for one thread. */
    public Reach reach() {
        return new Reach(image);
    }
}
