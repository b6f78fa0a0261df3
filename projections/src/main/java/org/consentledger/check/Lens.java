package org.consentledger.check;

import org.consentledger.law.Policy;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;

/** One way of reading dossiers, and the verdicts that come of it. For one thread. */
final class Lens {
    final Dossier facts = new Dossier();
    final CountingRows rows = new CountingRows(facts);
    final DossierVerdict verdict;
    private final Image image;
    private final PolicyChoice choice;
    private final ByteInput in = new ByteInput();
    /** The person whose dossier is open, and whether there is one; null before the first. */
    private @Nullable DossierId open;

    private boolean there;
    /** The policy that the last verdict was made under. */
    Policy policy = Policy.EMPTY;

    /** What is done to a dossier that was just read. */
    interface Amendment {
        void amend(Dossier facts);
    }

    private final Amendment amendment;

    Lens(Image image, Purpose purpose, PolicyChoice choice, Amendment amendment) {
        this.image = image;
        this.choice = choice;
        this.amendment = amendment;
        this.verdict = new DossierVerdict(image, purpose, rows);
    }

    Image image() {
        return image;
    }

    /** Puts a person's dossier before it; whether there is one. */
    boolean turnTo(DossierId id) {
        if (!id.equals(open)) {
            open = id;
            there = image.read(id, in, facts);
            if (there) {
                amendment.amend(facts);
            }
        }
        return there;
    }

    /** The verdict about a contact point of the dossier. */
    Finding judge(int point, long at, long known, long size) {
        rows.ask(at, known, size);
        policy = image.policies().choose(choice, at, known, size);
        return verdict.judge(point, policy, Finding.FOR_EVER);
    }
}
