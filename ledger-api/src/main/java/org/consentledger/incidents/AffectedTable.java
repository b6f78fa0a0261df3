package org.consentledger.incidents;

import java.io.IOException;
import java.util.List;
import org.consentledger.export.Column;
import org.consentledger.export.Table;
import org.consentledger.forensics.Affected;
import org.consentledger.law.PersonId;

/** Those affected as a table: a row for each kind of use of each of their contact points. */
final class AffectedTable {
    private AffectedTable() {}

    /** Uses of one kind of one contact point. */
    record Row(PersonId person, Affected.Point point, Affected.Done done) {}

    static List<Column<Row>> columns() {
        return List.of(
                Column.text("person", row -> row.person().toString()),
                Column.truth("withoutAccount", row -> row.person().unknown()),
                Column.text(
                        "contactPoint",
                        row -> row.point().contactPoint() == null
                                ? null
                                : row.point().contactPoint().toString()),
                Column.text(
                        "channel",
                        row -> row.point().channel() == null
                                ? null
                                : row.point().channel().word()),
                Column.moment("first", row -> row.point().first()),
                Column.moment("last", row -> row.point().last()),
                Column.text("useClass", row -> row.done().useClass().name()),
                Column.text("purpose", row -> row.done().purpose().path()),
                Column.text("programme", row -> row.done().programme()),
                Column.text("advertiser", row -> row.done().advertiser()),
                Column.text("audience", row -> row.done().audience()),
                Column.text("recipients", row -> String.join("; ", row.done().recipients())),
                Column.text("surface", row -> row.done().surface()),
                Column.text(
                        "supplier",
                        row -> row.done().supplier() == null
                                ? null
                                : row.done().supplier().word()),
                Column.number("uses", row -> row.done().uses()));
    }

    /** Writes one person's rows. */
    static void write(Affected affected, Table<Row> table) throws IOException {
        for (Affected.Point point : affected.contactPoints()) {
            for (Affected.Done done : point.done()) {
                table.write(new Row(affected.person(), point, done));
            }
        }
    }
}
