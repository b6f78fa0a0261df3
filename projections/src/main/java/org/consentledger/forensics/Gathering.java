package org.consentledger.forensics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.consentledger.check.CollectionShape;
import org.consentledger.check.Hindsight;
import org.consentledger.law.Channel;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Moments;
import org.consentledger.law.Text;
import org.jspecify.annotations.Nullable;

/** One person's uses, put together to what the person is told. For one thread. */
final class Gathering implements Survey.Counting {
    private static final Comparator<@Nullable String> BY_NAME = Comparator.nullsFirst(Text.BY_CODE_POINT);
    private static final Comparator<Affected.Done> IN_ORDER = Comparator.comparing(Affected.Done::useClass)
            .thenComparing(done -> done.purpose().path())
            .thenComparing(Affected.Done::programme, BY_NAME)
            .thenComparing(Affected.Done::advertiser, BY_NAME)
            .thenComparing(Affected.Done::audience, BY_NAME)
            .thenComparing(Affected.Done::surface, BY_NAME)
            .thenComparing(Affected.Done::supplier, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(done -> String.join("\n", done.recipients()));
    private static final Comparator<Affected.Point> BY_ID = Comparator.comparing(
            point -> point.contactPoint() == null
                    ? null
                    : point.contactPoint().value().toString(),
            BY_NAME);

    private final Survey survey;
    private final Survey.Judging judging;
    private final Map<Integer, Point> points = new HashMap<>();
    private int person = UsePoints.NOBODY;
    private long ofNobody;

    Gathering(Survey survey, Survey.Judging judging) {
        this.survey = survey;
        this.judging = judging;
    }

    /** What was put together; nobody where every use is in no count of persons. */
    record Gathered(@Nullable Affected affected, long ofNobody) {}

    private static final class Point {
        private final Map<Affected.Done, Long> done = new HashMap<>();
        private @Nullable Channel channel;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private long uses;
    }

    @Override
    public void use(int row, int of, int countedPerson) {
        long verdict = judging.verdict(row);
        if (!survey.selection.isOf(verdict)) {
            return;
        }
        if (countedPerson == UsePoints.NOBODY) {
            ofNobody++;
            return;
        }
        person = countedPerson;
        UseRows.View rows = survey.log.rows();
        Point point = points.computeIfAbsent(Math.max(of, UsePoints.NOBODY), _ -> new Point());
        point.first = Math.min(point.first, rows.occurred(row));
        point.last = Math.max(point.last, rows.occurred(row));
        point.uses++;
        int number = Verdict.shape(verdict);
        CollectionShape shape = number == Hindsight.NO_SHAPE ? null : survey.shapes.get(number);
        if (shape != null) {
            point.channel = shape.channel();
        }
        point.done.merge(done(verdict, survey.log.terms().get(rows.terms(row)), shape), 1L, Long::sum);
    }

    private static Affected.Done done(long verdict, UseTerms terms, @Nullable CollectionShape shape) {
        return new Affected.Done(
                Verdict.useClass(verdict),
                terms.purpose(),
                terms.programme(),
                terms.advertiser(),
                terms.audience(),
                terms.recipients(),
                shape == null ? null : shape.surface(),
                shape == null ? null : shape.supplier(),
                0);
    }

    @Override
    public void end() {
        // One person is looked at at a time.
    }

    /** What was put together since it was taken last. */
    Gathered take() {
        var gathered = new Gathered(points.isEmpty() ? null : affected(), ofNobody);
        points.clear();
        person = UsePoints.NOBODY;
        ofNobody = 0;
        return gathered;
    }

    private Affected affected() {
        var told = new ArrayList<Affected.Point>();
        points.forEach((of, point) -> told.add(new Affected.Point(
                of == UsePoints.NOBODY ? null : contactPoint(of),
                point.channel,
                Moments.ofMicros(point.first),
                Moments.ofMicros(point.last),
                point.uses,
                done(point))));
        told.sort(BY_ID);
        return new Affected(survey.log.points().person(person), told);
    }

    private ContactPointId contactPoint(int of) {
        return new ContactPointId(
                new UUID(survey.log.points().most(of), survey.log.points().least(of)));
    }

    private static List<Affected.Done> done(Point point) {
        var done = new ArrayList<Affected.Done>();
        point.done.forEach((one, uses) -> done.add(one.times(uses)));
        done.sort(IN_ORDER);
        return done;
    }
}
