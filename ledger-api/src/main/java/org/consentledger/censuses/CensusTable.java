package org.consentledger.censuses;

import java.util.ArrayList;
import java.util.List;
import org.consentledger.census.Category;
import org.consentledger.census.Population;
import org.consentledger.export.Column;

/** A census as a table: each row with the ledger size and root that it can be asked again at. */
final class CensusTable {
    private CensusTable() {}

    /** How a population stood to a purpose on a day, the latter two counted from 0. */
    record Row(CensusWriter census, int day, int purpose, Population population) {
        private long count(Category category) {
            return census.taken().get(day, purpose, population, category);
        }
    }

    static List<Column<Row>> columns() {
        var columns = new ArrayList<Column<Row>>(List.of(
                Column.date(
                        "on", row -> row.census().taken().days().get(row.day()).date()),
                Column.moment(
                        "at", row -> row.census().taken().days().get(row.day()).since()),
                Column.text("policy", row -> row.census().taken().policy(row.day())),
                Column.text(
                        "purpose",
                        row -> row.census()
                                .taken()
                                .purposes()
                                .get(row.purpose())
                                .path()),
                Column.text("counted", row -> row.population().word())));
        for (Category category : Category.values()) {
            columns.add(Column.number(name(category), row -> row.count(category)));
        }
        columns.add(Column.number("ledgerSize", row -> row.census().question().ledgerSize()));
        columns.add(Column.text("root", row -> row.census().root()));
        return columns;
    }

    private static String name(Category category) {
        return switch (category) {
            case PERMITTED -> "permitted";
            case NEVER_ASKED -> "neverAsked";
            default -> category.name();
        };
    }
}
