package org.consentledger.check;

import java.util.Comparator;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.PersonId;

/** What is found about one of the contact points that somebody asked about. */
public record Found(ContactPointId contactPoint, PersonId person, Finding finding) {
    /** By the contact point's id, as it is written. */
    public static final Comparator<Found> BY_ID =
            Comparator.comparing(found -> found.contactPoint().toString());
}
