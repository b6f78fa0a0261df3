package org.consentledger.changes;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.consentledger.check.Finding;
import org.consentledger.check.Inquiries;
import org.consentledger.check.LedgerFacts;
import org.consentledger.check.Reach;
import org.consentledger.check.Roll;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Moments;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;

/** What one copy is told about one purpose, from a place on. For one thread. */
public final class Changes {
    /* What was told before is not remembered. Whoever holds a copy as of `place` was told of nobody but those who were permitted at
     * that place at some instant from `since` on; where telling broke off midway, of some who were permitted at a place behind. So
     * whoever is reached by a fact behind `place` and was permitted at any of these places is told of again. Everything is judged
     * as of one image of the index, and only then the copy's place moves there: a copy that is cut off begins again at its place. */

    private static final int CHUNK_FACTS = 10_000;
    private static final int OPENINGS = 100_000;

    private final LedgerFacts ledger;
    private final long clocksApart;
    private final Openings openings;
    private long place;
    private long since = Long.MIN_VALUE;
    private long policyUntil = Finding.FOR_EVER;

    /**
     * Goes on behind {@code after}; 0 stands for a copy that holds nothing.
     *
     * @param after a place that the ledger has reached
     * @param clocksApart how far apart the clocks may be of those who recorded, who told the copy before, and who tells it now
     */
    public Changes(LedgerFacts ledger, long after, Duration clocksApart) {
        this(ledger, after, clocksApart, OPENINGS);
    }

    Changes(LedgerFacts ledger, long after, Duration clocksApart, int mostOpenings) {
        this.ledger = ledger;
        this.place = after;
        this.clocksApart = clocksApart.toNanos() / 1_000;
        this.openings = new Openings(mostOpenings);
        if (after > 0) {
            Recorded last = ledger.at(List.of(after)).getFirst();
            since = Moments.toMicros(last.recordedAt()) - this.clocksApart;
            openings.forgetFrom(since);
        }
    }

    /** Tells what has become different at {@code at}, by facts up to the place of {@code now} or by time, and that it was all. */
    public void tell(Inquiries now, Instant at, Listener listener) throws IOException {
        var telling = new Telling(now, Math.max(Moments.toMicros(at), since), listener);
        if (place == 0 || telling.otherPolicy() || !telling.changed()) {
            telling.everything();
        } else {
            telling.opened();
        }
        telling.end();
    }

    /** The place up to which everything is told. */
    public long place() {
        return place;
    }

    /** The next instant at which time alone makes something to be told. */
    public Instant next() {
        long next = Math.min(policyUntil, openings.next());
        return next == Finding.FOR_EVER ? Instant.MAX : Moments.ofMicros(next);
    }

    /** All that is told at once, as of one place and instant. */
    private final class Telling {
        private final Inquiries now;
        private final Roll roll;
        private final long at;
        private final long size;
        private final Listener listener;

        Telling(Inquiries now, long at, Listener listener) {
            this.now = now;
            this.roll = now.roll();
            this.at = at;
            this.size = now.place();
            this.listener = listener;
        }

        /** Whether another policy came into force with time alone. */
        boolean otherPolicy() {
            return roll.policyUntil(since, place) <= at;
        }

        void everything() throws IOException {
            listener.tell(new Change.Voided());
            openings.forgetFrom(Finding.FOR_EVER);
            roll.forEach(this::person);
        }

        void end() throws IOException {
            place = size;
            since = at;
            policyUntil = roll.policyUntil(at, size);
            listener.tell(new Change.UpTo(size, Moments.ofMicros(at)));
        }

        // ---- by time

        void opened() throws IOException {
            if (openings.forgottenUpTo(at)) {
                openings.forgetFrom(Finding.FOR_EVER);
                roll.forEach(() -> {
                    if (roll.mayOpenBehind(since)) {
                        person();
                    }
                });
            }
            for (PersonId person : openings.due(at)) {
                if (roll.turnTo(person)) {
                    person();
                }
            }
        }

        private void person() throws IOException {
            for (int nth = 0; nth < roll.size(); nth++) {
                Outlook outlook = outlook(nth);
                if (outlook.permitted()) {
                    permitted(nth, outlook);
                }
            }
        }

        // ---- by facts

        /** Tells of those whom facts reach; whether no fact reaches everybody. */
        boolean changed() throws IOException {
            var reach = now.reach();
            for (long after = place; after < size; after += CHUNK_FACTS) {
                List<Recorded> facts = ledger.between(after, Math.min(size, after + CHUNK_FACTS));
                Map<FactId, Recorded> retracted = ledger.retracted(facts);
                Map<PersonId, List<Long>> reached = new LinkedHashMap<>();
                for (Recorded recorded : facts) {
                    Fact fact = recorded.fact() instanceof Fact.FactRetracted retraction
                            ? target(retraction, retracted)
                            : recorded.fact();
                    if (Reach.everybody(fact)) {
                        return false;
                    }
                    reach.persons(fact)
                            .forEach(person -> reached.computeIfAbsent(person, _ -> new ArrayList<>())
                                    .add(recorded.place()));
                }
                for (Map.Entry<PersonId, List<Long>> one : reached.entrySet()) {
                    if (roll.turnTo(one.getKey())) {
                        person(one.getValue());
                    }
                }
            }
            return true;
        }

        private static Fact target(Fact.FactRetracted retraction, Map<FactId, Recorded> retracted) {
            Recorded target = retracted.get(retraction.fact());
            if (target == null) {
                throw new IllegalStateException("a retraction names a fact that is not recorded");
            }
            return target.fact();
        }

        private void person(List<Long> reachedAt) throws IOException {
            for (int nth = 0; nth < roll.size(); nth++) {
                Outlook outlook = outlook(nth);
                if (outlook.permitted()) {
                    if (!heldAlready(nth, outlook, reachedAt)) {
                        permitted(nth, outlook);
                    }
                } else if (mayBeHeld(nth, reachedAt)) {
                    listener.tell(new Change.Refused(roll.contactPoint(nth)));
                }
            }
        }

        /** Whether the copy holds just that, whichever of these facts it has heard of. */
        private boolean heldAlready(int nth, Outlook outlook, List<Long> reachedAt) {
            return holds(nth, outlook, place) && reachedAt.stream().allMatch(reached -> holds(nth, outlook, reached));
        }

        private boolean holds(int nth, Outlook outlook, long atSize) {
            Outlook before = Outlook.of(roll, nth, since, atSize);
            return before.permitted() && before.until() == outlook.until();
        }

        private boolean mayBeHeld(int nth, List<Long> reachedAt) {
            return everPermitted(nth, place) || reachedAt.stream().anyMatch(reached -> everPermitted(nth, reached));
        }

        private boolean everPermitted(int nth, long atSize) {
            return Outlook.everPermitted(roll, nth, since, at + clocksApart, atSize);
        }

        // ---- either way

        private Outlook outlook(int nth) {
            Outlook outlook = Outlook.of(roll, nth, at, size);
            if (outlook.opens() != Finding.FOR_EVER) {
                openings.add(outlook.opens(), roll.person());
            }
            return outlook;
        }

        private void permitted(int nth, Outlook outlook) throws IOException {
            Instant until = outlook.until() == Finding.FOR_EVER ? null : Moments.ofMicros(outlook.until());
            listener.tell(new Change.Permitted(roll.contactPoint(nth), roll.person(), until));
        }
    }
}
