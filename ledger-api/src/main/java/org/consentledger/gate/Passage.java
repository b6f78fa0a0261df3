package org.consentledger.gate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.consentledger.check.Found;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Reason;
import org.consentledger.law.Refusal;
import org.consentledger.store.FactRefused;
import org.consentledger.store.Judged;
import org.consentledger.store.LedgerUnavailable;
import org.consentledger.write.JudgedSubmission;
import org.consentledger.write.LedgerCommands;
import org.consentledger.write.Recording;
import org.consentledger.write.Submission;

/** One run's way through: whoever may be matched is let through once the use is on the ledger, and not before. */
final class Passage {
    private static final int ATTEMPTS = 20;
    private static final int PAUSE_MILLIS = 10;

    private final Run run;
    private final boolean shadow;
    private final LedgerCommands commands;
    private final Newest newest;
    private final Alarms alarms;
    private final Executor threads;

    Passage(Run run, boolean shadow, LedgerCommands commands, Newest newest, Alarms alarms, Executor threads) {
        this.run = run;
        this.shadow = shadow;
        this.commands = commands;
        this.newest = newest;
        this.alarms = alarms;
        this.threads = threads;
    }

    /** Who holds some values, and what was found about them, at one place of the ledger and one instant. */
    record Findings(Collection<Found> contactPoints, long place, long atMicros) {}

    /**
     * Lets contact points through.
     *
     * @return what became of each; fails with {@link LedgerUnavailable} where some could not be recorded, and whoever was is found
     *     again when the same is tried again
     */
    CompletableFuture<Passed> pass(Findings found) {
        var passed = new Passed();
        Map<ContactPointId, Found> each = new LinkedHashMap<>();
        found.contactPoints().forEach(one -> each.putIfAbsent(one.contactPoint(), one));
        var once = new Findings(each.values(), found.place(), found.atMicros());
        return shadow ? CompletableFuture.supplyAsync(() -> all(once, passed), threads) : permitted(once, passed, 1);
    }

    /** In shadow everybody passes, and what the law says of it stands on the ledger with the use. */
    private Passed all(Findings found, Passed passed) {
        List<Found> asked = List.copyOf(found.contactPoints());
        List<Recording> recordings = commands.recordAll(
                asked.stream().map(one -> use(one.contactPoint())).toList());
        for (int i = 0; i < asked.size(); i++) {
            if (!asked.get(i).finding().permitted()) {
                passed.refused(asked.get(i));
            }
            passed.recorded(asked.get(i).contactPoint(), recorded(recordings.get(i)));
        }
        return passed;
    }

    private CompletableFuture<Passed> permitted(Findings found, Passed passed, int attempt) {
        var uses = new ArrayList<JudgedSubmission>();
        for (Found one : found.contactPoints()) {
            if (one.finding().permitted()) {
                uses.add(new JudgedSubmission(use(one.contactPoint()), judged(one, found)));
            } else {
                refused(one, passed);
            }
        }
        var parts = new ArrayList<CompletableFuture<List<Recording>>>();
        for (int next = 0; next < uses.size(); next += LedgerCommands.MOST_JUDGED) {
            parts.add(commands.recordJudged(
                    uses.subList(next, Math.min(uses.size(), next + LedgerCommands.MOST_JUDGED))));
        }
        // Not on the appender's own thread, which has others to answer.
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenComposeAsync(
                        _ -> {
                            List<Recording> recordings = parts.stream()
                                    .flatMap(part -> part.join().stream())
                                    .toList();
                            List<ContactPointId> again = sentBack(uses, recordings, passed);
                            return again.isEmpty()
                                    ? CompletableFuture.completedFuture(passed)
                                    : anew(again, passed, attempt);
                        },
                        threads);
    }

    private void refused(Found one, Passed passed) {
        passed.refused(one);
        if (one.finding().reason() == Reason.SENTINEL) {
            alarms.keptBack(run, one.contactPoint());
        }
    }

    private static List<ContactPointId> sentBack(
            List<JudgedSubmission> uses, List<Recording> recordings, Passed passed) {
        var again = new ArrayList<ContactPointId>();
        for (int i = 0; i < uses.size(); i++) {
            ContactPointId contactPoint = uses.get(i).judged().contactPoint();
            if (recordings.get(i) instanceof Recording.Refused(Refusal refusal) && refusal == Refusal.STREAM_CONFLICT) {
                again.add(contactPoint);
            } else {
                passed.recorded(contactPoint, recorded(recordings.get(i)));
            }
        }
        return again;
    }

    private CompletableFuture<Passed> anew(List<ContactPointId> again, Passed passed, int attempt) {
        if (attempt == ATTEMPTS) {
            throw new LedgerUnavailable("the verdicts on some contact points kept changing; send the same list again");
        }
        Executor soon =
                CompletableFuture.delayedExecutor((long) PAUSE_MILLIS * attempt, TimeUnit.MILLISECONDS, threads);
        return CompletableFuture.supplyAsync(() -> newest.anew(again), soon)
                .thenCompose(found -> permitted(found, passed, attempt + 1));
    }

    private static Judged.Use judged(Found one, Findings found) {
        return new Judged.Use(
                found.place(),
                one.contactPoint(),
                one.person(),
                found.atMicros(),
                one.finding().untilMicros());
    }

    private Submission use(ContactPointId contactPoint) {
        return new Submission(run.use(contactPoint), null, null, run.terms().use(contactPoint, run.id()));
    }

    /** A use by contact point is never refused entry, but where the ledger cannot be read; anything else is a fault of ours. */
    private static Recording.Recorded recorded(Recording recording) {
        return switch (recording) {
            case Recording.Recorded recorded -> recorded;
            case Recording.Refused refused -> throw new FactRefused(refused.refusal());
            case Recording.Rejected rejected -> throw rejected.why();
        };
    }

    /** What became of contact points that asked to pass. */
    static final class Passed {
        private final Map<ContactPointId, Recording.Recorded> through = new HashMap<>();
        private final Map<ContactPointId, Reason> refused = new HashMap<>();

        private void recorded(ContactPointId contactPoint, Recording.Recorded recorded) {
            through.put(contactPoint, recorded);
        }

        private void refused(Found one) {
            refused.put(one.contactPoint(), one.finding().reason());
        }

        /** Whoever may be given out, with the use on the ledger. */
        Map<ContactPointId, Recording.Recorded> through() {
            return through;
        }

        /** Who was refused, and why; in shadow they are let through as well. */
        Map<ContactPointId, Reason> refused() {
            return refused;
        }
    }
}
