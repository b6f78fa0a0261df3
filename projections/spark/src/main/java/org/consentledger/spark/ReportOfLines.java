package org.consentledger.spark;

import static java.util.Comparator.comparing;
import static java.util.Comparator.nullsFirst;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.consentledger.forensics.Counts;
import org.consentledger.forensics.IncidentReport;
import org.consentledger.forensics.IncidentReport.ForReason;
import org.consentledger.forensics.IncidentReport.Named;
import org.consentledger.forensics.IncidentReport.OfAudience;
import org.consentledger.forensics.IncidentReport.OfClass;
import org.consentledger.forensics.IncidentReport.OfDay;
import org.consentledger.forensics.IncidentReport.Resting;
import org.consentledger.forensics.IncidentReport.UseMoment;
import org.consentledger.forensics.RestsOn;
import org.consentledger.law.Day;
import org.consentledger.law.Moments;
import org.consentledger.law.Reason;
import org.consentledger.law.Text;
import org.consentledger.law.UseClass;
import org.jspecify.annotations.Nullable;

/** A report put together from its lines. */
final class ReportOfLines {
    private static final Comparator<@Nullable String> BY_NAME = nullsFirst(Text.BY_CODE_POINT);
    private static final Comparator<Named> NAMED =
            comparing(Named::name, BY_NAME).thenComparing(Named::useClass);

    private final List<Line> lines;

    ReportOfLines(List<Row> sums) {
        this.lines = sums.stream().map(Line::of).toList();
    }

    /** A line with what was counted on it. */
    private record Line(List<@Nullable String> parts, Counts counts, UseMoment first, UseMoment last) {
        static Line of(Row row) {
            return new Line(
                    LineNames.parts(row.getString(0)),
                    new Counts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                    moment(row.getStruct(5)),
                    moment(row.getStruct(6)));
        }

        private static UseMoment moment(Row row) {
            return new UseMoment(row.getLong(1), Moments.ofMicros(row.getLong(0)));
        }

        boolean is(String kind) {
            return kind.equals(parts.getFirst());
        }

        @Nullable
        String part(int nth) {
            return parts.get(nth);
        }

        String named(int nth) {
            String name = parts.get(nth);
            if (name == null) {
                throw new IllegalStateException("a line has no name where it must");
            }
            return name;
        }

        UseClass useClass() {
            return UseClass.valueOf(named(1));
        }
    }

    IncidentReport report(IncidentReport.Head head) {
        Line breaches = only(LineNames.BREACH);
        Line all = only(LineNames.ALL);
        List<ForReason> reasons = some(
                LineNames.REASON,
                line -> new ForReason(
                        line.useClass(), Reason.valueOf(line.named(2)), Reason.valueOf(line.named(3)), line.counts()),
                comparing(ForReason::then).thenComparing(ForReason::now).thenComparing(ForReason::useClass));
        return new IncidentReport(
                head.size(),
                head,
                Day.installedZoneData(),
                counts(all),
                classes(),
                counts(breaches),
                some(
                        LineNames.RESTS_ON,
                        line -> new Resting(RestsOn.valueOf(line.named(2)), line.useClass(), line.counts()),
                        comparing(Resting::restsOn).thenComparing(Resting::useClass)),
                counts(only(LineNames.SENTINEL)),
                breaches == null ? null : breaches.first(),
                breaches == null ? null : breaches.last(),
                breaches == null ? null : breaches.last().occurredAt(),
                all == null ? null : all.last(),
                reasons,
                reasons.stream()
                        .filter(one -> one.useClass() == UseClass.UNPROVEN)
                        .toList(),
                some(
                        LineNames.DAY,
                        line -> new OfDay(LocalDate.parse(line.named(2)), line.useClass(), line.counts()),
                        comparing(OfDay::day).thenComparing(OfDay::useClass)),
                named(LineNames.PURPOSE),
                named(LineNames.PROGRAMME),
                named(LineNames.SURFACE),
                named(LineNames.SUPPLIER),
                named(LineNames.JURISDICTION),
                named(LineNames.ADVERTISER),
                some(
                        LineNames.AUDIENCE,
                        line -> new OfAudience(line.part(2), line.part(3), line.useClass(), line.counts()),
                        comparing(OfAudience::advertiser, BY_NAME)
                                .thenComparing(OfAudience::audience, BY_NAME)
                                .thenComparing(OfAudience::useClass)));
    }

    private @Nullable Line only(String kind) {
        return lines.stream().filter(line -> line.is(kind)).findFirst().orElse(null);
    }

    private static Counts counts(@Nullable Line line) {
        return line == null ? Counts.NONE : line.counts();
    }

    private List<OfClass> classes() {
        var classes = new ArrayList<OfClass>();
        List<OfClass> found = some(
                LineNames.CLASS, line -> new OfClass(line.useClass(), line.counts()), comparing(OfClass::useClass));
        Arrays.stream(UseClass.values())
                .forEach(useClass -> classes.add(found.stream()
                        .filter(one -> one.useClass() == useClass)
                        .findFirst()
                        .orElse(new OfClass(useClass, Counts.NONE))));
        return classes;
    }

    private List<Named> named(String kind) {
        return some(kind, line -> new Named(line.part(2), line.useClass(), line.counts()), NAMED);
    }

    private <T> List<T> some(String kind, Function<Line, T> read, Comparator<T> order) {
        return lines.stream()
                .filter(line -> line.is(kind))
                .map(read)
                .sorted(order)
                .toList();
    }
}
