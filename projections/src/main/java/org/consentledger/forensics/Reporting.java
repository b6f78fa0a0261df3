package org.consentledger.forensics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.consentledger.forensics.IncidentReport.ForReason;
import org.consentledger.forensics.IncidentReport.Named;
import org.consentledger.forensics.IncidentReport.OfAudience;
import org.consentledger.forensics.IncidentReport.OfClass;
import org.consentledger.forensics.IncidentReport.OfDay;
import org.consentledger.forensics.IncidentReport.Resting;
import org.consentledger.forensics.IncidentReport.UseMoment;
import org.consentledger.law.Day;
import org.consentledger.law.Moments;
import org.consentledger.law.Text;
import org.consentledger.law.UseClass;
import org.jspecify.annotations.Nullable;

/** What was counted, as a report in which everything stands in one order. */
final class Reporting {
    private static final Comparator<@Nullable String> BY_NAME = Comparator.nullsFirst(Text.BY_CODE_POINT);

    private static final Codes<RestsOn> RESTS_ON = Codes.of(RestsOn.class);

    private final Tally.Plan plan;
    private final Tally tally;

    private Reporting(Tally.Plan plan, Tally tally) {
        this.plan = plan;
        this.tally = tally;
    }

    static IncidentReport of(Tally.Plan plan, Tally tally, IncidentReport.Head head) {
        return new Reporting(plan, tally).report(head);
    }

    private IncidentReport report(IncidentReport.Head head) {
        UseMoment lastBreach = moment(tally.lastBreach);
        List<ForReason> reasons = lines(tally.reasons, this::forReason);
        return new IncidentReport(
                plan.survey.size,
                head,
                Day.installedZoneData(),
                tally.all.counts(0),
                IntStream.range(0, NamedLines.CLASSES)
                        .mapToObj(line -> new OfClass(NamedLines.useClass(line), tally.classes.counts(line)))
                        .toList(),
                tally.breaches.counts(0),
                lines(tally.restsOn, this::resting),
                tally.sentinels.counts(0),
                moment(tally.firstBreach),
                lastBreach,
                lastBreach == null ? null : lastBreach.occurredAt(),
                moment(tally.lastUse),
                reasons,
                reasons.stream()
                        .filter(one -> one.useClass() == UseClass.UNPROVEN)
                        .toList(),
                lines(tally.days, this::ofDay),
                lines(
                                tally.purposes,
                                line -> named(line, plan.purposes.name(line).path(), tally.purposes))
                        .stream()
                        .sorted(BY_LINE)
                        .toList(),
                named(plan.programmes, tally.programmes),
                named(plan.surfaces, tally.surfaces),
                named(plan.suppliers, tally.suppliers),
                named(plan.jurisdictions, tally.jurisdictions),
                named(plan.advertisers, tally.advertisers),
                audiences());
    }

    private @Nullable UseMoment moment(int row) {
        UseRows.View rows = plan.survey.log.rows();
        return row < 0 ? null : new UseMoment(rows.place(row), Moments.ofMicros(rows.occurred(row)));
    }

    /** Those lines alone on which something was counted. */
    private static <T> List<T> lines(Lines lines, IntFunction<T> line) {
        var some = new ArrayList<T>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.counts(i).equals(Counts.NONE)) {
                some.add(line.apply(i));
            }
        }
        return some;
    }

    private Resting resting(int line) {
        return new Resting(
                RESTS_ON.get(line / NamedLines.CLASSES), NamedLines.useClass(line), tally.restsOn.counts(line));
    }

    private ForReason forReason(int line) {
        return new ForReason(NamedLines.useClass(line), Tally.then(line), Tally.now(line), tally.reasons.counts(line));
    }

    private OfDay ofDay(int line) {
        Days days = plan.days;
        if (days == null) {
            throw new IllegalStateException("a use was counted on no day");
        }
        return new OfDay(days.date(line / NamedLines.CLASSES), NamedLines.useClass(line), tally.days.counts(line));
    }

    private static final Comparator<Named> BY_LINE =
            Comparator.comparing(Named::name, BY_NAME).thenComparing(Named::useClass);

    private static List<Named> named(NamedLines<String> names, Lines lines) {
        return lines(lines, line -> named(line, names.name(line), lines)).stream()
                .sorted(BY_LINE)
                .toList();
    }

    private static Named named(int line, String name, Lines lines) {
        return new Named(name.isEmpty() ? null : name, NamedLines.useClass(line), lines.counts(line));
    }

    private List<OfAudience> audiences() {
        return lines(tally.audiences, line -> {
                    Tally.Audience audience = plan.audiences.name(line);
                    return new OfAudience(
                            audience.advertiser(),
                            audience.audience(),
                            NamedLines.useClass(line),
                            tally.audiences.counts(line));
                })
                .stream()
                .sorted(Comparator.comparing(OfAudience::advertiser, BY_NAME)
                        .thenComparing(OfAudience::audience, BY_NAME)
                        .thenComparing(OfAudience::useClass))
                .toList();
    }
}
