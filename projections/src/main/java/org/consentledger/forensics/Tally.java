package org.consentledger.forensics;

import java.util.List;
import java.util.function.Function;
import org.consentledger.check.CollectionShape;
import org.consentledger.check.Hindsight;
import org.consentledger.law.Purpose;
import org.consentledger.law.Reason;
import org.consentledger.law.UseClass;
import org.jspecify.annotations.Nullable;

/** The counts of an incident, of some of the persons it is about. For one thread. */
final class Tally implements Survey.Counting {
    private static final int REASONS = Verdict.REASONS.size();

    /** What its lines stand for; one for all that count together. */
    static final class Plan {
        final Survey survey;
        final @Nullable Days days;
        final NamedLines<Purpose> purposes;
        final NamedLines<String> programmes;
        final NamedLines<String> advertisers;
        final NamedLines<Audience> audiences;
        final NamedLines<String> surfaces;
        final NamedLines<String> suppliers;
        final NamedLines<String> jurisdictions;

        Plan(Survey survey) {
            this.survey = survey;
            ByPerson uses = survey.uses;
            this.days =
                    uses.size() == 0 ? null : new Days(survey.question.zone(), uses.firstOccurred, uses.lastOccurred);
            var terms = survey.log.terms();
            this.purposes = NamedLines.of(terms.size(), terms::get, UseTerms::purpose);
            this.programmes = NamedLines.of(terms.size(), terms::get, UseTerms::programme);
            this.advertisers = NamedLines.of(terms.size(), terms::get, one -> text(one.advertiser()));
            this.audiences =
                    NamedLines.of(terms.size(), terms::get, one -> new Audience(one.advertiser(), one.audience()));
            this.surfaces = ofShapes(survey, CollectionShape::surface);
            this.suppliers = ofShapes(survey, shape -> shape.supplier().word());
            this.jurisdictions = ofShapes(survey, CollectionShape::jurisdiction);
        }

        /** The first is of uses for which no collection counts. */
        private static NamedLines<String> ofShapes(Survey survey, Function<CollectionShape, String> name) {
            return NamedLines.of(
                    survey.shapes.size() + 1,
                    number -> number,
                    number -> number == 0 ? NAMELESS : name.apply(survey.shapes.get(number - 1)));
        }

        private static String text(@Nullable String name) {
            return name == null ? NAMELESS : name;
        }
    }

    /** An advertiser's audience. */
    record Audience(@Nullable String advertiser, @Nullable String audience) {}

    /** Stands where there is no name; none is empty. */
    static final String NAMELESS = "";

    private final Plan plan;
    private final Survey.Judging judging;
    final Lines all = new Lines(1);
    final Lines classes = new Lines(NamedLines.CLASSES);
    final Lines breaches = new Lines(1);
    final Lines sentinels = new Lines(1);
    final Lines restsOn = new Lines(Verdict.FLAGS * NamedLines.CLASSES);
    final Lines reasons = new Lines(REASONS * REASONS * NamedLines.CLASSES);
    final Lines days;
    final Lines purposes;
    final Lines programmes;
    final Lines advertisers;
    final Lines audiences;
    final Lines surfaces;
    final Lines suppliers;
    final Lines jurisdictions;
    // Rows of uses; -1 for none.
    int firstBreach = -1;
    int lastBreach = -1;
    int lastUse = -1;

    Tally(Plan plan, Survey.Judging judging) {
        this.plan = plan;
        this.judging = judging;
        this.days = new Lines(plan.days == null ? 0 : plan.days.size() * NamedLines.CLASSES);
        this.purposes = new Lines(plan.purposes.size());
        this.programmes = new Lines(plan.programmes.size());
        this.advertisers = new Lines(plan.advertisers.size());
        this.audiences = new Lines(plan.audiences.size());
        this.surfaces = new Lines(plan.surfaces.size());
        this.suppliers = new Lines(plan.suppliers.size());
        this.jurisdictions = new Lines(plan.jurisdictions.size());
    }

    @Override
    public void use(int row, int of, int person) {
        long verdict = judging.verdict(row);
        if (!plan.survey.selection.isOf(verdict)) {
            return;
        }
        int nth = Verdict.classNumber(verdict);
        all.add(0, person, of);
        classes.add(nth, person, of);
        for (int flag = 0; flag < Verdict.FLAGS; flag++) {
            if (Verdict.rests(verdict, flag)) {
                restsOn.add(flag * NamedLines.CLASSES + nth, person, of);
            }
        }
        reasons.add(reasons(verdict), person, of);
        int terms = plan.survey.log.rows().terms(row);
        purposes.add(plan.purposes.line(terms, nth), person, of);
        programmes.add(plan.programmes.line(terms, nth), person, of);
        advertisers.add(plan.advertisers.line(terms, nth), person, of);
        audiences.add(plan.audiences.line(terms, nth), person, of);
        int shape = Verdict.shape(verdict) - Hindsight.NO_SHAPE;
        surfaces.add(plan.surfaces.line(shape, nth), person, of);
        suppliers.add(plan.suppliers.line(shape, nth), person, of);
        jurisdictions.add(plan.jurisdictions.line(shape, nth), person, of);
        if (plan.survey.isSentinel(of)) {
            sentinels.add(0, person, of);
        }
        if (plan.days != null) {
            int day = plan.days.of(plan.survey.log.rows().occurred(row));
            days.add(day * NamedLines.CLASSES + nth, person, of);
        }
        if (breach(Verdict.useClass(verdict))) {
            breaches.add(0, person, of);
            firstBreach = firstBreach < 0 || before(row, firstBreach) ? row : firstBreach;
            lastBreach = lastBreach < 0 || before(lastBreach, row) ? row : lastBreach;
        }
        lastUse = lastUse < 0 || before(lastUse, row) ? row : lastUse;
    }

    static boolean breach(UseClass useClass) {
        return useClass == UseClass.PREVENTABLE_BREACH || useClass == UseClass.LATE_BREACH;
    }

    /** Rows are in order of place, which decides between uses of one instant. */
    private boolean before(int one, int other) {
        UseRows.View rows = plan.survey.log.rows();
        long first = rows.occurred(one);
        long second = rows.occurred(other);
        return first < second || (first == second && one < other);
    }

    private static int reasons(long verdict) {
        return (Verdict.thenNumber(verdict) * REASONS + Verdict.nowNumber(verdict)) * NamedLines.CLASSES
                + Verdict.classNumber(verdict);
    }

    static Reason then(int line) {
        return Verdict.REASONS.get(line / NamedLines.CLASSES / REASONS);
    }

    static Reason now(int line) {
        return Verdict.REASONS.get(line / NamedLines.CLASSES % REASONS);
    }

    @Override
    public void end() {
        // Nothing is counted of a person as a whole.
    }

    /** Adds what was counted of other persons. */
    void add(Tally other) {
        List<Lines> own = lines();
        List<Lines> others = other.lines();
        for (int i = 0; i < own.size(); i++) {
            own.get(i).add(others.get(i));
        }
        if (other.firstBreach >= 0 && (firstBreach < 0 || before(other.firstBreach, firstBreach))) {
            firstBreach = other.firstBreach;
        }
        if (other.lastBreach >= 0 && (lastBreach < 0 || before(lastBreach, other.lastBreach))) {
            lastBreach = other.lastBreach;
        }
        if (other.lastUse >= 0 && (lastUse < 0 || before(lastUse, other.lastUse))) {
            lastUse = other.lastUse;
        }
    }

    private List<Lines> lines() {
        return List.of(
                all,
                classes,
                breaches,
                sentinels,
                restsOn,
                reasons,
                days,
                purposes,
                programmes,
                advertisers,
                audiences,
                surfaces,
                suppliers,
                jurisdictions);
    }
}
