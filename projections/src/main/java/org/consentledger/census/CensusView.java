package org.consentledger.census;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.consentledger.feed.View;
import org.consentledger.law.Fact;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.Purpose;
import org.consentledger.law.Recorded;
import org.consentledger.store.CopyRows;

/** Which notices disclose what, and who was served them. */
public final class CensusView implements View {
    /** The view's name, and that of its schema. */
    public static final String NAME = "census";

    private static final int INITIAL_BYTES = 16 * 1024;

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
        var disclosed = new CopyRows(INITIAL_BYTES);
        var served = new CopyRows(INITIAL_BYTES);
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.NoticePublished published) {
                for (Purpose purpose : published.discloses()) {
                    notice(row(disclosed, 7, recorded), published.notice()).text(purpose.path());
                }
            } else if (recorded.fact() instanceof Fact.NoticeServed notice) {
                notice(row(served, 7, recorded), notice.notice())
                        .uuid(notice.person().value());
            }
        }
        String columns = " (place, occurred_at, known_at, notice, version, language, ";
        copy(connection, disclosed, schema + ".disclosed" + columns + "purpose)");
        copy(connection, served, schema + ".served" + columns + "person)");
    }

    private static CopyRows row(CopyRows rows, int columns, Recorded recorded) {
        return rows.row(columns)
                .int8(recorded.place())
                .timestamptz(recorded.occurredAt())
                .timestamptz(recorded.knownAt());
    }

    private static CopyRows notice(CopyRows row, NoticeRef notice) {
        return row.text(notice.notice()).text(notice.version()).text(notice.language());
    }

    private static void copy(Connection connection, CopyRows rows, String into) throws SQLException {
        if (rows.count() > 0) {
            rows.copyInto(connection, "copy " + into + " from stdin (format binary)");
        }
    }
}
