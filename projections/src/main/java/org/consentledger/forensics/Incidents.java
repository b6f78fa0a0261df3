package org.consentledger.forensics;

import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.consentledger.check.LedgerFacts;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Illegal;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.seal.TreeHead;

/** Reports of incidents, exact and repeatable. Asked by any number of threads; each report takes every processor there is. */
public final class Incidents {
    private static final ContactPointId NOBODY = new ContactPointId(new UUID(0, 0));
    private static final Purpose ANY = new Purpose("any");

    private static final int REMEMBERED = 32;

    private final UseLog log;
    private final LedgerFacts ledger;
    private final LastOrder order = new LastOrder();
    /** By questions with their sizes: they have the same report for ever. */
    private final Map<IncidentQuestion, IncidentReport> remembered =
            Collections.synchronizedMap(new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<IncidentQuestion, IncidentReport> eldest) {
                    return size() > REMEMBERED;
                }
            });

    /** Reports of the uses in {@code log}. */
    public Incidents(UseLog log, LedgerFacts ledger) {
        this.log = log;
        this.ledger = ledger;
    }

    /**
     * What an incident comes to; where it names no ledger size, as far as every use is judged.
     *
     * @throws Illegal where it names a size that was not reached, a policy never adopted, or a programme that no use names
     */
    public IncidentReport report(IncidentQuestion question) {
        IncidentReport before = remembered.get(question.at(reached(question, log.now())));
        if (before != null) {
            return before;
        }
        IncidentReport report = counted(question);
        remembered.put(question.at(report.ledgerSize()), report);
        return report;
    }

    private IncidentReport counted(IncidentQuestion question) {
        IncidentReport kept = log.read(judged ->
                isKept(question, judged) ? report(new Survey(judged, question, judged.place(), order), true) : null);
        return kept == null ? report(survey(question), false) : kept;
    }

    /**
     * What another policy would have made of it.
     *
     * @throws Illegal as {@link #report} does
     */
    public WhatIf whatIf(IncidentQuestion question, PolicyChoice instead) {
        Survey survey = survey(question);
        requireProgrammes(survey);
        tryOut(survey.log, instead, survey.size);
        Supplier<Survey.Judging> judging = judging(survey);
        List<Instead> parts = survey.count(() -> new Instead(survey, judging.get(), survey.anew(instead)));
        return Instead.together(parts, survey.size, head(survey.size));
    }

    /**
     * Everybody whom an incident affected.
     *
     * @throws Illegal as {@link #report} does
     */
    public AffectedPersons affected(IncidentQuestion question) {
        Survey survey = survey(question);
        requireProgrammes(survey);
        return new AffectedPersons(survey, judging(survey), head(survey.size));
    }

    /** Judgements that no longer change: what was kept, where that answers the question. */
    private Supplier<Survey.Judging> judging(Survey survey) {
        long[] kept = log.read(judged -> isKept(survey.question, judged) && judged.place() == survey.size
                ? judged.rows().verdicts()
                : null);
        return () -> kept == null ? survey.anew(survey.question.policy()) : row -> kept[row];
    }

    /**
     * What became different in an incident since the ledger held {@code before} facts; each time as known by then.
     *
     * @throws Illegal as {@link #report} does
     */
    public IncidentChanges changes(IncidentQuestion question, long before) {
        UseLog.Judged now = log.now();
        long size = reached(question, now);
        if (before > size) {
            throw new Illegal("before", "must be no more than the ledger size");
        }
        tryOut(now, question.policy(), before);
        var survey = new Survey(now, question, size, question, before);
        var earlier = new Selection(survey.log, question, before, survey.shapes);
        List<Moves> parts = survey.count(() -> new Moves(
                new Moves.At(earlier, new Bench(survey.log, question.policy(), question.knownMicros(), before)::judge),
                new Moves.At(survey.selection, survey.anew(question.policy()))));
        return new IncidentChanges(before, head(before), size, head(size), Moves.together(parts));
    }

    private static boolean isKept(IncidentQuestion question, UseLog.Judged judged) {
        Long size = question.ledgerSize();
        return question.known() == null
                && question.policy() instanceof PolicyChoice.InForce
                && (size == null || size == judged.place());
    }

    private Survey survey(IncidentQuestion question) {
        UseLog.Judged now = log.now();
        long size = reached(question, now);
        tryOut(now, question.policy(), size);
        return new Survey(now, question, size, order);
    }

    private static long reached(IncidentQuestion question, UseLog.Judged now) {
        long size = question.ledgerSize() == null ? now.place() : question.ledgerSize();
        if (size > now.place()) {
            throw new Illegal("ledgerSize", "must be a size up to which this node has judged every use");
        }
        return size;
    }

    /** Asks once, so that a policy that was never adopted is refused whatever uses there are. */
    private static void tryOut(UseLog.Judged now, PolicyChoice policy, long size) {
        now.index().inquiries(ANY, policy).next().ask(NOBODY, 0, Long.MAX_VALUE, size);
    }

    private IncidentReport report(Survey survey, boolean kept) {
        requireProgrammes(survey);
        var plan = new Tally.Plan(survey);
        List<Tally> parts =
                survey.count(() -> new Tally(plan, kept ? survey.kept() : survey.anew(survey.question.policy())));
        var whole = new Tally(plan, _ -> 0);
        parts.forEach(whole::add);
        return Reporting.of(plan, whole, head(survey.size));
    }

    private static void requireProgrammes(Survey survey) {
        Set<String> asked = survey.question.programmes();
        if (asked != null) {
            Set<String> known =
                    survey.log.terms().all().stream().map(UseTerms::programme).collect(Collectors.toSet());
            if (!known.containsAll(asked)) {
                throw new Illegal("programmes", "must each be named by a use on the ledger");
            }
        }
    }

    private IncidentReport.Head head(long size) {
        TreeHead head = ledger.treeOf(size);
        return new IncidentReport.Head(head.size(), HexFormat.of().formatHex(head.root()));
    }
}
