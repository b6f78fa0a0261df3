package org.consentledger.forensics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.consentledger.check.LedgerFacts;
import org.consentledger.check.Numbered;
import org.consentledger.check.Reach;
import org.consentledger.check.StandingIndex;
import org.consentledger.forensics.ValueUses.ValueUse;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Moments;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.jspecify.annotations.Nullable;

/** Every use of the ledger in this node's memory, with what became of it as known now. One thread brings facts, any number read. */
public final class UseLog {
    /* Facts are taken in first, which changes nothing that a reader looks at; then the uses that they reach are judged anew, beside what
     * was judged before; then the new verdicts are put in place, and the log is at another place. Only that last step keeps readers
     * of kept verdicts waiting, and waits for them. */

    private final LedgerFacts ledger;
    private final StandingIndex index;
    private final UseRows rows = new UseRows();
    private final UsePoints points = new UsePoints();
    private final Numbered<UseTerms> terms = new Numbered<>();
    private final RecordingMoments recordings = new RecordingMoments();
    private final ValueUses values;
    private final TakenBack<Integer> retractedUses = new TakenBack<>();
    private final Sentinels sentinels = new Sentinels();
    private final Docket docket = new Docket();
    private final ReadWriteLock verdicts = new ReentrantReadWriteLock();
    private long taken;
    private long lastUse;
    /** Collections up to this place were known to whoever looked which contact points a value was of, from the first time on. */
    private long resolvedUpTo;

    private volatile Judged judged;

    /** A log of uses that are judged by what {@code index} holds. */
    public UseLog(LedgerFacts ledger, StandingIndex index) {
        this.ledger = ledger;
        this.index = index;
        this.values = new ValueUses(ledger);
        this.judged = view(0);
    }

    /**
     * The log as of a place up to which every use is judged.
     *
     * @param rows the uses up to the place, and none behind it
     */
    record Judged(
            long place,
            UseRows.View rows,
            UsePoints.View points,
            Numbered.Known<UseTerms> terms,
            ValueUses values,
            TakenBack<Integer> retracted,
            Sentinels sentinels,
            RecordingMoments recordings,
            StandingIndex index) {
        /** The same, in which it no longer changes whose contact points are whose. */
        Judged frozen() {
            return new Judged(place, rows, points.frozen(), terms, values, retracted, sentinels, recordings, index);
        }
    }

    private Judged view(long place) {
        return new Judged(
                place, rows.view(), points.view(), terms.known(), values, retractedUses, sentinels, recordings, index);
    }

    /** The place up to which every use is judged. */
    public long place() {
        return judged.place();
    }

    /** How many uses there are. */
    public int size() {
        return judged.rows().size();
    }

    /** What the uses take outside the heap, in bytes. */
    public long bytes() {
        return judged.rows().bytes();
    }

    /** What all uses up to the place reached are; what was kept of verdicts may change while it is read. */
    Judged now() {
        return judged;
    }

    /** Reads kept verdicts, which do not change meanwhile. */
    <T extends @Nullable Object> T read(Function<Judged, T> reading) {
        verdicts.readLock().lock();
        try {
            return reading.apply(judged);
        } finally {
            verdicts.readLock().unlock();
        }
    }

    // ---- facts

    /**
     * Takes facts in, each behind those before and without a gap; those that were taken before, or in part where that failed, change
     * nothing. The index holds them already.
     */
    public void take(List<Recorded> facts) {
        new Taking(facts.stream().filter(recorded -> recorded.place() > taken).toList()).take();
    }

    /** The place up to which facts were taken in. */
    public long taken() {
        return taken;
    }

    /** Judges what the facts that were taken in reach. */
    public void judge() {
        if (taken == judged.place()) {
            return;
        }
        Judged next = view(taken);
        long[] found = docket.judge(next, points);
        verdicts.writeLock().lock();
        try {
            docket.put(found, next.rows());
            judged = next;
        } finally {
            verdicts.writeLock().unlock();
        }
    }

    /** One batch on its way in. */
    private final class Taking {
        private final List<Recorded> facts;
        private final Reach reach = index.reach();
        private final List<ValueUse> unresolved = new ArrayList<>();

        Taking(List<Recorded> facts) {
            this.facts = facts;
        }

        void take() {
            if (resolvedUpTo == 0) {
                resolvedUpTo = reach.place();
            }
            Map<FactId, Recorded> targets = ledger.retracted(facts);
            for (Recorded recorded : facts) {
                take(recorded, targets);
                recordings.take(recorded);
            }
            if (!unresolved.isEmpty()) {
                values.resolve(unresolved, reach);
            }
            if (!facts.isEmpty()) {
                taken = facts.getLast().place();
            }
        }

        private void take(Recorded recorded, Map<FactId, Recorded> targets) {
            switch (recorded.fact()) {
                case Fact.ContactPointUsed use -> used(recorded, use);
                case Fact.FactRetracted retraction -> {
                    Recorded target = targets.get(retraction.fact());
                    if (target == null) {
                        throw new IllegalStateException("a retraction names a fact that is not recorded");
                    }
                    retracted(bound(recorded), target);
                }
                case Fact.ContactPointCollected collected -> {
                    collected(recorded, collected);
                    reaches(collected);
                }
                case Fact.SentinelPlanted planted -> {
                    sentinels.planted(planted.contactPoint().value(), bound(recorded));
                    reaches(planted);
                }
                case Fact other -> reaches(other);
            }
        }

        private void reaches(Fact fact) {
            if (Reach.everybody(fact)) {
                docket.everybody();
            } else if (!docket.isOfEverybody()) {
                for (PersonId person : reach.persons(fact)) {
                    int number = points.find(person);
                    if (number != UsePoints.NOBODY) {
                        docket.person(number);
                    }
                }
            }
        }

        private void retracted(TakenBack.Bound retraction, Recorded target) {
            switch (target.fact()) {
                case Fact.ContactPointUsed _ -> {
                    int row = rows.view().find(target.place());
                    if (row >= 0) {
                        retractedUses.add(row, retraction);
                    }
                }
                case Fact.SentinelPlanted planted -> {
                    sentinels.retracted(target.place(), retraction);
                    reaches(planted);
                }
                case Fact other -> reaches(other);
            }
        }

        private void used(Recorded recorded, Fact.ContactPointUsed use) {
            int known = recorded.place() > lastUse ? -1 : rows.view().find(recorded.place());
            if (known < 0) {
                add(recorded, use);
            }
            if (use.contactPoint() != null && use.person() != null) {
                int row = known < 0 ? rows.size() - 1 : known;
                unresolved.add(new ValueUse(row, use.person(), use.contactPoint(), use.tags()));
            }
        }

        private void add(Recorded recorded, Fact.ContactPointUsed use) {
            ContactPointId point = use.contactPoint();
            PersonId person = use.person();
            int of;
            int before = UsePoints.NOBODY;
            if (point != null) {
                of = points.number(point, reach);
                before = points.used(of, rows.size());
                if (person != null) {
                    points.belongs(of, person);
                }
            } else if (person != null) {
                of = UsePoints.alone(points.number(person));
            } else {
                throw new IllegalStateException("a use names nobody");
            }
            lastUse = recorded.place();
            rows.add(
                    recorded.place(),
                    Moments.toMicros(recorded.occurredAt()),
                    Moments.toMicros(recorded.knownAt()),
                    of,
                    terms.number(UseTerms.of(use)),
                    before,
                    person != null);
        }

        private void collected(Recorded recorded, Fact.ContactPointCollected collected) {
            int point = points.find(collected.contactPoint());
            if (point >= 0) {
                points.collected(point, collected.person(), recorded.place());
            }
            if (recorded.place() > resolvedUpTo) {
                resolveAgain(collected.person());
            }
        }

        /** A new collection may be what a value was of that somebody used before. */
        private void resolveAgain(PersonId person) {
            int number = points.find(person);
            if (number == UsePoints.NOBODY) {
                return;
            }
            UseRows.View all = rows.view();
            var named = new ArrayList<Long>();
            points.uses(number, all, row -> {
                if (all.named(row)) {
                    named.add(all.place(row));
                }
            });
            for (Recorded earlier : ledger.at(named)) {
                if (earlier.fact() instanceof Fact.ContactPointUsed use && use.contactPoint() != null) {
                    unresolved.add(new ValueUse(all.find(earlier.place()), person, use.contactPoint(), use.tags()));
                }
            }
        }
    }

    private static TakenBack.Bound bound(Recorded recorded) {
        return new TakenBack.Bound(recorded.place(), Moments.toMicros(recorded.knownAt()));
    }
}
