package org.consentledger.provenance;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.consentledger.feed.View;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.store.CopyRows;

/** What each use was of and for, and whose it was. */
public final class ProvenanceView implements View {
    /** The view's name, and that of its schema. */
    public static final String NAME = "provenance";

    private static final int INITIAL_BYTES = 64 * 1024;
    private static final String COLUMNS =
            " (place, occurred_at, known_at, contact_point, person, unknown, purpose, programme,"
                    + " advertiser, audience, recipients) from stdin (format binary)";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void fill(Connection connection, String schema, List<Recorded> facts) throws SQLException {
        var rows = new CopyRows(INITIAL_BYTES);
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.ContactPointUsed use) {
                add(rows, recorded, use);
            }
        }
        if (rows.count() > 0) {
            rows.copyInto(connection, "copy " + schema + ".used" + COLUMNS);
        }
    }

    private static void add(CopyRows rows, Recorded recorded, Fact.ContactPointUsed use) {
        ContactPointId contactPoint = use.contactPoint();
        PersonId person = use.person();
        rows.row(11)
                .int8(recorded.place())
                .timestamptz(recorded.occurredAt())
                .timestamptz(recorded.knownAt())
                .uuid(contactPoint == null ? null : contactPoint.value())
                .uuid(person == null ? null : person.value());
        if (person == null) {
            rows.absent();
        } else {
            rows.bool(person.unknown());
        }
        rows.text(use.purpose().path())
                .text(use.programme())
                .text(use.advertiser())
                .text(use.audience())
                .int4(use.recipients().size());
    }
}
