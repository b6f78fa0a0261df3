package org.consentledger.spark;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.consentledger.forensics.IncidentQuestion;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.JudgedUse;
import org.consentledger.law.PersonId;
import org.consentledger.law.Purpose;
import org.consentledger.law.Recorded;
import org.consentledger.law.ValueTag;
import org.jspecify.annotations.Nullable;

/** Judges one person's uses by the law; those alike between two moments of the person's facts once. */
final class Bench {
    /* A verdict compares the use's moment with moments of facts alone, each time whether the fact is at or before it. So uses of one
     * contact point for one purpose have one verdict from one such moment up to the next. */

    private final List<Recorded> facts;
    private final IncidentQuestion question;
    private final long size;
    private final NavigableSet<Instant> moments = new TreeSet<>();
    private final Map<Alike, JudgedUse> judged = new HashMap<>();

    Bench(List<Recorded> facts, IncidentQuestion question, long size) {
        this.facts = facts;
        this.question = question;
        this.size = size;
        for (Recorded recorded : facts) {
            moments.add(recorded.occurredAt());
            moments.add(recorded.knownAt());
            moments.add(recorded.recordedAt());
            if (recorded.fact() instanceof Fact.ConsentChanged changed && changed.expiresAt() != null) {
                moments.add(changed.expiresAt());
            }
        }
    }

    private record Alike(
            @Nullable ContactPointId contactPoint,
            @Nullable PersonId person,
            Set<ValueTag> tags,
            Purpose purpose,
            @Nullable Instant since) {}

    /** What became of a use, as of any that is alike. */
    JudgedUse judge(Recorded use) {
        var fact = (Fact.ContactPointUsed) use.fact();
        var alike = new Alike(
                fact.contactPoint(), fact.person(), fact.tags(), fact.purpose(), moments.floor(use.occurredAt()));
        return judged.computeIfAbsent(alike, _ -> JudgedUse.of(facts, use, question.known(), size, question.policy()));
    }
}
