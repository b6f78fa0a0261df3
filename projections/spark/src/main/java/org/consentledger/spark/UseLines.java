package org.consentledger.spark;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.consentledger.forensics.IncidentQuestion;
import org.consentledger.forensics.RestsOn;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.ContactPointUsed;
import org.consentledger.law.JudgedUse;
import org.consentledger.law.Moments;
import org.consentledger.law.Purpose;
import org.consentledger.law.Recorded;
import org.consentledger.law.UseClass;
import org.jspecify.annotations.Nullable;

/** The lines of a report on which one person's uses count: everybody's added up are the report. */
final class UseLines {
    private final PersonFacts whose;
    private final IncidentQuestion question;
    private final Bench bench;
    private final Counting counting;
    private final Map<String, Line> lines = new HashMap<>();

    private UseLines(PersonFacts whose, IncidentQuestion question, long size) {
        this.whose = whose;
        this.question = question;
        this.bench = new Bench(whose.facts(), question, size);
        this.counting = Counting.at(whose.facts(), new Coordinates(Moments.LAST, question.known(), size));
    }

    static Iterator<Row> of(PersonFacts whose, IncidentQuestion question, long size) {
        var counted = new UseLines(whose, question, size);
        whose.uses().forEach(counted::add);
        return counted.lines.entrySet().stream()
                .map(line -> line.getValue().row(line.getKey(), whose))
                .iterator();
    }

    /** What counts on one line. */
    private static final class Line {
        private final Set<ContactPointId> points = new HashSet<>();
        private long uses;
        private boolean anybody;
        private @Nullable Recorded first;
        private @Nullable Recorded last;

        void add(Recorded use, boolean ofSomebody) {
            uses++;
            anybody |= ofSomebody;
            ContactPointId point = ((ContactPointUsed) use.fact()).contactPoint();
            if (point != null) {
                points.add(point);
            }
            // They come in order of place, which decides between uses of one instant.
            first = first == null || use.occurredAt().isBefore(first.occurredAt()) ? use : first;
            last = last == null || !use.occurredAt().isBefore(last.occurredAt()) ? use : last;
        }

        Row row(String name, PersonFacts whose) {
            boolean unknown = whose.person() != null && whose.person().unknown();
            if (first == null || last == null) {
                throw new IllegalStateException("a line without a use");
            }
            return RowFactory.create(
                    name,
                    uses,
                    anybody && !unknown ? 1L : 0L,
                    anybody && unknown ? 1L : 0L,
                    (long) points.size(),
                    Moments.toMicros(first.occurredAt()),
                    first.place(),
                    Moments.toMicros(last.occurredAt()),
                    last.place());
        }
    }

    private void add(Recorded use) {
        var fact = (ContactPointUsed) use.fact();
        if (!counting.countsEver(use) || !isMeant(use, fact)) {
            return;
        }
        JudgedUse judged = bench.judge(use);
        ContactPointCollected collection = collection(judged);
        if (!isMeant(judged.useClass(), collection)) {
            return;
        }
        boolean sentinel = sentinel(fact.contactPoint());
        boolean somebody = whose.person() != null && !sentinel;
        UseClass useClass = judged.useClass();
        add(use, somebody, LineNames.ALL);
        add(use, somebody, LineNames.CLASS, useClass);
        if (useClass == UseClass.PREVENTABLE_BREACH || useClass == UseClass.LATE_BREACH) {
            add(use, somebody, LineNames.BREACH);
        }
        if (sentinel) {
            add(use, somebody, LineNames.SENTINEL);
        }
        if (judged.assertedKnowledge()) {
            add(use, somebody, LineNames.RESTS_ON, useClass, RestsOn.ASSERTED_KNOWLEDGE);
        }
        if (judged.laterEvidence()) {
            add(use, somebody, LineNames.RESTS_ON, useClass, RestsOn.LATER_EVIDENCE);
        }
        if (judged.retraction()) {
            add(use, somebody, LineNames.RESTS_ON, useClass, RestsOn.RETRACTION);
        }
        add(use, somebody, LineNames.REASON, useClass, judged.then(), judged.now());
        add(
                use,
                somebody,
                LineNames.DAY,
                useClass,
                use.occurredAt().atZone(question.zone()).toLocalDate());
        add(use, somebody, LineNames.PURPOSE, useClass, fact.purpose().path());
        add(use, somebody, LineNames.PROGRAMME, useClass, fact.programme());
        add(use, somebody, LineNames.ADVERTISER, useClass, fact.advertiser());
        add(use, somebody, LineNames.AUDIENCE, useClass, fact.advertiser(), fact.audience());
        add(use, somebody, LineNames.SURFACE, useClass, collection == null ? null : collection.surface());
        add(
                use,
                somebody,
                LineNames.SUPPLIER,
                useClass,
                collection == null ? null : collection.suppliedBy().kind().word());
        add(use, somebody, LineNames.JURISDICTION, useClass, collection == null ? null : collection.jurisdiction());
    }

    private void add(Recorded use, boolean somebody, String line, @Nullable Object... parts) {
        lines.computeIfAbsent(LineNames.of(line, parts), _ -> new Line()).add(use, somebody);
    }

    private boolean isMeant(Recorded use, ContactPointUsed fact) {
        Instant from = question.from();
        Instant until = question.until();
        Purpose purpose = question.purpose();
        return (from == null || !use.occurredAt().isBefore(from))
                && (until == null || use.occurredAt().isBefore(until))
                && (purpose == null || purpose.covers(fact.purpose()))
                && isOneOf(question.programmes(), fact.programme())
                && isOneOf(question.advertisers(), fact.advertiser());
    }

    private boolean isMeant(UseClass useClass, @Nullable ContactPointCollected collection) {
        return isOneOf(question.classes(), useClass)
                && isOneOf(question.surfaces(), collection == null ? null : collection.surface())
                && isOneOf(
                        question.suppliers(),
                        collection == null ? null : collection.suppliedBy().kind())
                && isOneOf(question.jurisdictions(), collection == null ? null : collection.jurisdiction());
    }

    private static <T> boolean isOneOf(@Nullable Set<T> condition, @Nullable T value) {
        return condition == null || (value != null && condition.contains(value));
    }

    private @Nullable ContactPointCollected collection(JudgedUse judged) {
        var answer = judged.answerNow();
        if (answer == null || answer.headline() == null) {
            return null;
        }
        long place = answer.headline().collected();
        return whose.facts().stream()
                .filter(recorded -> recorded.place() == place)
                .map(recorded -> (ContactPointCollected) recorded.fact())
                .findFirst()
                .orElseThrow();
    }

    private boolean sentinel(@Nullable ContactPointId contactPoint) {
        return contactPoint != null
                && whose.facts().stream()
                        .anyMatch(recorded -> recorded.fact() instanceof Fact.SentinelPlanted planted
                                && planted.contactPoint().equals(contactPoint)
                                && counting.countsEver(recorded));
    }
}
