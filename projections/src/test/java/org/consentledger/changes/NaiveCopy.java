package org.consentledger.changes;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.consentledger.law.ContactPointId;
import org.jspecify.annotations.Nullable;

/** A copy as its reference page describes it, and nothing more. */
final class NaiveCopy implements Listener {
    private final Map<ContactPointId, Change.Permitted> permitted = new HashMap<>();
    private long place;
    private @Nullable Instant trueAt;

    @Override
    public void tell(Change change) {
        switch (change) {
            case Change.Voided _ -> {
                permitted.clear();
                place = 0;
                trueAt = null;
            }
            case Change.Permitted told -> permitted.put(told.contactPoint(), told);
            case Change.Refused told -> permitted.remove(told.contactPoint());
            case Change.UpTo told -> {
                place = told.place();
                trueAt = told.at();
            }
        }
    }

    /** Where it goes on after it was cut off. */
    long place() {
        return place;
    }

    /** Whether it was told what is true at some instant since it was void. */
    boolean filled() {
        return trueAt != null;
    }

    /** What it holds, whether or not it is filled. */
    boolean permits(ContactPointId contactPoint, Instant at) {
        Change.Permitted told = permitted.get(contactPoint);
        return told != null && (told.validUntil() == null || at.isBefore(told.validUntil()));
    }
}
