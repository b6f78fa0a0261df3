package org.consentledger.forensics;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.consentledger.law.PersonId;

/** Everybody whom an incident affected: those with an account first, each in order of ids, so that every node tells the same. */
public final class AffectedPersons {
    /** How many are looked up at a time; no more of them are held than that. */
    private static final int AT_A_TIME = 4_096;

    private static final Comparator<PersonId> ORDER = Comparator.comparing(PersonId::unknown)
            .thenComparing(id -> id.value().toString());

    private final Survey survey;
    private final IncidentReport.Head head;
    private final Supplier<Survey.Judging> judging;
    private final Queue<Gathering> idle = new ConcurrentLinkedQueue<>();

    AffectedPersons(Survey survey, Supplier<Survey.Judging> judging, IncidentReport.Head head) {
        this.survey = survey;
        this.judging = judging;
        this.head = head;
    }

    /** At which ledger size, and with which root. */
    public IncidentReport.Head head() {
        return head;
    }

    /** Takes persons one by one. */
    public interface Each {
        /** Takes one. */
        void person(Affected person) throws IOException;
    }

    /** Tells of all of them, looked up by every processor; how many they were. */
    public Affected.Total each(Each each) throws IOException {
        int[] persons = survey.uses
                .persons()
                .boxed()
                .sorted(order())
                .mapToInt(Integer::intValue)
                .toArray();
        var total = Affected.Total.NONE.withOfNobody(gathered(UsePoints.NOBODY).ofNobody());
        for (int from = 0; from < persons.length; from += AT_A_TIME) {
            List<Gathering.Gathered> some = IntStream.range(from, Math.min(persons.length, from + AT_A_TIME))
                    .parallel()
                    .mapToObj(nth -> gathered(persons[nth]))
                    .toList();
            for (Gathering.Gathered one : some) {
                total = total.withOfNobody(one.ofNobody());
                Affected affected = one.affected();
                if (affected != null) {
                    total = total.with(affected);
                    each.person(affected);
                }
            }
        }
        return total;
    }

    private Comparator<Integer> order() {
        return Comparator.comparing(survey.log.points()::person, ORDER);
    }

    private Gathering.Gathered gathered(int person) {
        Gathering idling = idle.poll();
        Gathering gathering = idling == null ? new Gathering(survey, judging.get()) : idling;
        survey.visit(person, gathering);
        Gathering.Gathered gathered = gathering.take();
        idle.add(gathering);
        return gathered;
    }
}
