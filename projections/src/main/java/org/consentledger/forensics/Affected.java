package org.consentledger.forensics;

import java.time.Instant;
import java.util.List;
import org.consentledger.law.Channel;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.PersonId;
import org.consentledger.law.Purpose;
import org.consentledger.law.SupplierKind;
import org.consentledger.law.UseClass;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom an incident affected, with what they are owed to be told. No value is in it.
 *
 * @param contactPoints ordered by id, the one without an id first
 */
public record Affected(PersonId person, List<Point> contactPoints) {
    /** What no longer changes with the list it was made of. */
    public Affected {
        contactPoints = List.copyOf(contactPoints);
    }

    /** How many uses there were of all contact points. */
    public long uses() {
        return contactPoints.stream().mapToLong(Point::uses).sum();
    }

    /**
     * What was done with one of their contact points.
     *
     * @param contactPoint null where the use named a person and a value that nobody holds
     * @param channel null where no collection of it counts
     * @param first when it was used first
     * @param last when it was used last
     */
    public record Point(
            @Nullable ContactPointId contactPoint,
            @Nullable Channel channel,
            Instant first,
            Instant last,
            long uses,
            List<Done> done) {
        /** What no longer changes with the list it was made of. */
        public Point {
            done = List.copyOf(done);
        }
    }

    /**
     * Uses of one kind.
     *
     * @param surface where the collection they rest on was; null where none counts
     * @param supplier from whom that one came
     */
    public record Done(
            UseClass useClass,
            Purpose purpose,
            String programme,
            @Nullable String advertiser,
            @Nullable String audience,
            List<String> recipients,
            @Nullable String surface,
            @Nullable SupplierKind supplier,
            long uses) {
        /** What no longer changes with the list it was made of. */
        public Done {
            recipients = List.copyOf(recipients);
        }

        Done times(long count) {
            return new Done(useClass, purpose, programme, advertiser, audience, recipients, surface, supplier, count);
        }
    }

    /**
     * How many were told of; of the same uses a report counts the same.
     *
     * @param usesOfNobody uses that are in no count of persons: of sentinels, and of contact points that nobody is known to have
     */
    public record Total(long persons, long withoutAccount, long contactPoints, long uses, long usesOfNobody) {
        static final Total NONE = new Total(0, 0, 0, 0, 0);

        Total with(Affected one) {
            long points = one.contactPoints().stream()
                    .filter(point -> point.contactPoint() != null)
                    .count();
            boolean unknown = one.person().unknown();
            return new Total(
                    persons + (unknown ? 0 : 1),
                    withoutAccount + (unknown ? 1 : 0),
                    contactPoints + points,
                    uses + one.uses(),
                    usesOfNobody);
        }

        Total withOfNobody(long more) {
            return new Total(persons, withoutAccount, contactPoints, uses, usesOfNobody + more);
        }
    }
}
