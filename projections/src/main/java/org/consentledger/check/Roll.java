package org.consentledger.check;

import java.io.IOException;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.PersonId;
import org.consentledger.law.PolicyChoice;

/**
 * One person after the other, as one image of the index shows them, and what holds of each of their contact points for one purpose
 * under the policy in force. For one thread.
 */
public final class Roll {
    private final Image image;
    private final Inquiry inquiry;

    Roll(Image image, Inquiry inquiry) {
        this.image = image;
        this.inquiry = inquiry;
    }

    /** What is done with the person whom the roll has turned to. */
    public interface Visitor {
        void visit() throws IOException;
    }

    /** Turns to one person; whether the index tells of them. */
    public boolean turnTo(PersonId person) {
        return inquiry.turnTo(DossierId.of(person));
    }

    /** Turns to every person in turn, those who came behind the image's place perhaps among them. */
    public void forEach(Visitor visitor) throws IOException {
        forEachSettled(visitor);
        Recent older = image.older();
        if (older != null) {
            for (DossierId id : older.dossiers().keySet()) {
                if (image.recent().dossier(id) == null) {
                    visit(id, visitor);
                }
            }
        }
        for (DossierId id : image.recent().dossiers().keySet()) {
            visit(id, visitor);
        }
    }

    private void forEachSettled(Visitor visitor) throws IOException {
        for (int number = 0; number < image.settled().size(); number++) {
            inquiry.turnToSettled(number);
            DossierId id = inquiry.dossier().id();
            // Who changed since comes with what is recent.
            if (id.ofPerson() && !image.changedSince(id)) {
                visitor.visit();
            }
        }
    }

    private void visit(DossierId id, Visitor visitor) throws IOException {
        if (id.ofPerson() && inquiry.turnTo(id)) {
            visitor.visit();
        }
    }

    /** Whom the roll has turned to. */
    public PersonId person() {
        return inquiry.dossier().id().person();
    }

    /** How many contact points are named in what is known of the person, those never collected for them among them. */
    public int size() {
        return inquiry.dossier().points.size();
    }

    /** One of the person's contact points, counted from 0. */
    public ContactPointId contactPoint(int nth) {
        return new ContactPointId(inquiry.dossier().points.id(nth));
    }

    /** The verdict about one of the person's contact points. */
    public Finding ask(int nth, long atMicros, long size) {
        return inquiry.askOfDossier(nth, atMicros, size);
    }

    /** Whether time alone may permit, behind an instant, what it refused until then: something is dated later, or suppressed. */
    public boolean mayOpenBehind(long micros) {
        Dossier dossier = inquiry.dossier();
        for (int i = 0; i < dossier.facts; i++) {
            if (dossier.occurred[i] > micros) {
                return true;
            }
        }
        return dossier.suppressions > 0;
    }

    /** The next instant behind {@code atMicros} at which another policy comes into force; {@link Finding#FOR_EVER} for none. */
    public long policyUntil(long atMicros, long size) {
        return image.policies().until(PolicyChoice.IN_FORCE, atMicros, Finding.FOR_EVER, size);
    }
}
