package org.consentledger.standing;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.consentledger.check.Sought;
import org.consentledger.check.StandingIndex;
import org.consentledger.check.ValueKeys;
import org.consentledger.identity.KnownValue;
import org.consentledger.identity.Values;
import org.consentledger.law.Answer;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Day;
import org.consentledger.law.DayAnswer;
import org.consentledger.law.Fact;
import org.consentledger.law.Illegal;
import org.consentledger.law.JudgedUse;
import org.consentledger.law.Permit;
import org.consentledger.law.PersonId;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.consentledger.store.LedgerReader;
import org.jspecify.annotations.Nullable;

/** May we? The law's verdict for one contact point at any coordinates, from the standing view. */
public final class Standing {
    private final EvidenceReader evidence;
    private final LedgerReader reader;
    private final StandingIndex index;
    private final Values values;

    /** The verdicts of the view in {@code database}, over facts that {@code reader} reads; {@code index} finds who holds a value. */
    public Standing(DataSource database, LedgerReader reader, StandingIndex index, Values values) {
        this.evidence = new EvidenceReader(database, reader, index);
        this.reader = reader;
        this.index = index;
        this.values = values;
    }

    /** The facts that a verdict about one of these contact points, or any of these persons, reads. */
    public Evidence evidence(Collection<ContactPointId> contactPoints, Collection<PersonId> persons) {
        return evidence.read(contactPoints, persons, true);
    }

    /** As {@link #evidence}, without the policies: what happened to them, and not what is permitted. */
    public Evidence told(Collection<ContactPointId> contactPoints, Collection<PersonId> persons) {
        return evidence.read(contactPoints, persons, false);
    }

    /** The retractions, up to a place, that name one of these facts. */
    public List<Recorded> retractions(Collection<Recorded> facts, long upTo) {
        return evidence.retractions(facts, upTo);
    }

    /**
     * The answer, with its ledger size fixed: where the question names none, at the place that the view has reached.
     *
     * @throws Illegal where the question names a size that the view has not reached, or a policy version never adopted
     */
    public Answer answer(Question question) {
        Evidence read = evidence(List.of(question.contactPoint()), List.of());
        return Permit.answer(read.facts(), fixed(question, read));
    }

    /** The answer for a whole day, fixed in the same way. */
    public DayAnswer answer(Question question, Day day) {
        Evidence read = evidence(List.of(question.contactPoint()), List.of());
        return DayAnswer.of(read.facts(), fixed(question, read), day);
    }

    private static Question fixed(Question question, Evidence read) {
        Coordinates asked = question.coordinates();
        return new Question(
                question.contactPoint(),
                question.purpose(),
                new Coordinates(asked.at(), asked.known(), sizeOf(asked.ledgerSize(), read)),
                question.policy());
    }

    private static long sizeOf(long asked, Evidence read) {
        if (asked == Coordinates.ALL) {
            return read.place();
        }
        if (asked > read.place()) {
            throw new Illegal("ledgerSize", "must be a size that the ledger has reached");
        }
        return asked;
    }

    /** Judges uses, given the evidence about every contact point and person that they name. */
    public List<JudgedUse> judge(
            List<Recorded> uses, Evidence read, @Nullable Instant known, long ledgerSize, PolicyChoice policy) {
        long size = sizeOf(ledgerSize, read);
        return uses.stream()
                .map(use -> JudgedUse.of(read.facts(), use, known, size, policy))
                .toList();
    }

    /**
     * The contact points that hold a value: in plain text, or as a hash of it under a profile, ordered by id.
     *
     * @param person whose contact points alone are looked for; null for everybody's
     * @param ledgerSize those collected behind it are left out
     */
    public List<ContactPointId> find(KnownValue value, @Nullable PersonId person, long ledgerSize) {
        Set<Long> places = new HashSet<>();
        List<Sought> keys = Sought.of(value, values);
        for (Sought sought : keys) {
            for (StandingIndex.Holder holder : index.mayHold(sought.key())) {
                if (holder.collected() <= ledgerSize
                        && (person == null || holder.person().equals(person))) {
                    places.add(holder.collected());
                }
            }
        }
        Map<Recorded, ValueKeys.Keys> known = index.known(reader.at(places));
        return known.entrySet().stream()
                .filter(collected -> holds(collected.getValue(), keys))
                .map(collected ->
                        ((Fact.ContactPointCollected) collected.getKey().fact()).contactPoint())
                .distinct()
                .sorted(Comparator.comparing(ContactPointId::toString))
                .toList();
    }

    private static boolean holds(ValueKeys.Keys collected, List<Sought> keys) {
        return keys.stream()
                .anyMatch(sought -> collected.foundBy(sought.key()).meets(sought.plain(), sought.profiles()));
    }
}
