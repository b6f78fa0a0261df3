package org.consentledger.incidents;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.consentledger.export.Column;
import org.consentledger.export.Table;
import org.consentledger.forensics.Counts;
import org.consentledger.forensics.IncidentReport;
import org.consentledger.forensics.IncidentReport.ForReason;
import org.consentledger.forensics.IncidentReport.Named;
import org.consentledger.law.Illegal;
import org.consentledger.law.UseClass;
import org.jspecify.annotations.Nullable;

/** A report as a table: one row for each of its lines, with what line it is. */
final class ReportTable {
    private final IncidentReport report;
    private final List<Row> rows = new ArrayList<>();

    private ReportTable(IncidentReport report) {
        this.report = report;
    }

    /** What tells a line from others; null where it says nothing of that. */
    private record Line(
            String lines,
            @Nullable LocalDate day,
            @Nullable String name,
            @Nullable String audience,
            @Nullable String then,
            @Nullable String now,
            @Nullable String restsOn) {
        static Line of(String lines) {
            return new Line(lines, null, null, null, null, null, null);
        }
    }

    /** A line with its counts. */
    record Row(Line line, @Nullable UseClass useClass, Counts counts, IncidentReport.Head head) {}

    /** The columns of every line. */
    static List<Column<Row>> columns() {
        return List.of(
                Column.text("lines", row -> row.line().lines()),
                Column.date("day", row -> row.line().day()),
                Column.text("name", row -> row.line().name()),
                Column.text("audience", row -> row.line().audience()),
                Column.text("then", row -> row.line().then()),
                Column.text("now", row -> row.line().now()),
                Column.text("restsOn", row -> row.line().restsOn()),
                Column.text(
                        "useClass",
                        row -> row.useClass() == null ? null : row.useClass().name()),
                Column.number("uses", row -> row.counts().uses()),
                Column.number("persons", row -> row.counts().persons()),
                Column.number("withoutAccount", row -> row.counts().withoutAccount()),
                Column.number("contactPoints", row -> row.counts().contactPoints()),
                Column.number("ledgerSize", row -> row.head().size()),
                Column.text("root", row -> row.head().root()));
    }

    /**
     * Writes a report's lines.
     *
     * @param only of one kind, such as {@code days}; null for all
     */
    static void write(IncidentReport report, @Nullable String only, Table<Row> table) throws IOException {
        for (Row row : rows(report)) {
            if (only == null || row.line().lines().equals(only)) {
                table.write(row);
            }
        }
    }

    /** Refuses a kind of line that no report has. */
    static void require(@Nullable String only) {
        if (only != null && !KINDS.contains(only)) {
            throw new Illegal("lines", "must be one of: " + String.join(", ", KINDS));
        }
    }

    private static final List<String> KINDS = List.of(
            "all",
            "breaches",
            "sentinels",
            "classes",
            "restsOn",
            "reasons",
            "days",
            "purposes",
            "programmes",
            "surfaces",
            "suppliers",
            "jurisdictions",
            "advertisers",
            "audiences");

    private static List<Row> rows(IncidentReport report) {
        var table = new ReportTable(report);
        table.add(Line.of("all"), null, report.all());
        table.add(Line.of("breaches"), null, report.breaches());
        table.add(Line.of("sentinels"), null, report.sentinels());
        report.classes().forEach(one -> table.add(Line.of("classes"), one.useClass(), one.counts()));
        report.restsOn()
                .forEach(one -> table.add(
                        new Line(
                                "restsOn",
                                null,
                                null,
                                null,
                                null,
                                null,
                                one.restsOn().name()),
                        one.useClass(),
                        one.counts()));
        report.reasons().forEach(table::add);
        report.days()
                .forEach(one -> table.add(
                        new Line("days", one.day(), null, null, null, null, null), one.useClass(), one.counts()));
        table.add("purposes", report.purposes());
        table.add("programmes", report.programmes());
        table.add("surfaces", report.surfaces());
        table.add("suppliers", report.suppliers());
        table.add("jurisdictions", report.jurisdictions());
        table.add("advertisers", report.advertisers());
        report.audiences()
                .forEach(one -> table.add(
                        new Line("audiences", null, one.advertiser(), one.audience(), null, null, null),
                        one.useClass(),
                        one.counts()));
        return table.rows;
    }

    private void add(Line line, @Nullable UseClass useClass, Counts counts) {
        rows.add(new Row(line, useClass, counts, report.head()));
    }

    private void add(ForReason one) {
        add(
                new Line(
                        "reasons",
                        null,
                        null,
                        null,
                        one.then().name(),
                        one.now().name(),
                        null),
                one.useClass(),
                one.counts());
    }

    private void add(String lines, List<Named> named) {
        named.forEach(
                one -> add(new Line(lines, null, one.name(), null, null, null, null), one.useClass(), one.counts()));
    }
}
