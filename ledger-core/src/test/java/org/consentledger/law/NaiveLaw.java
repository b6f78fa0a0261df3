package org.consentledger.law;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.consentledger.law.Fact.ConsentChanged;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.ContactPointRemoved;
import org.consentledger.law.Fact.FactRetracted;
import org.consentledger.law.Fact.PersonErased;
import org.consentledger.law.Fact.PolicyAdopted;
import org.consentledger.law.Fact.PurposeAssigned;
import org.consentledger.law.Fact.PurposeRevoked;
import org.consentledger.law.Fact.SentinelPlanted;
import org.consentledger.law.Fact.SuppressionLifted;
import org.jspecify.annotations.Nullable;

/**
 * The law a second time, sentence by sentence as its page has it, slow and without a thought for elegance. It shares the words
 * with {@link Permit} and nothing else; where the two differ, the page decides who is wrong.
 */
final class NaiveLaw {
    /** What one collection says. */
    record Said(
            CollectionId collection,
            Reason reason,
            @Nullable String rule) {}

    /**
     * A verdict with what it follows from.
     *
     * @param headline the place of the headline's collection; null where no collection counts
     * @param outcomes what each collection says, by the place of its fact
     */
    record Verdict(
            Reason reason,
            @Nullable String rule,
            @Nullable Long headline,
            Map<Long, Said> outcomes,
            String policyVersion,
            boolean hypothetical) {}

    private final Collection<Recorded> all;
    private final List<Recorded> counting;
    private final Question question;
    private final Instant at;

    private NaiveLaw(Collection<Recorded> all, Question question) {
        this.all = all;
        this.question = question;
        this.at = question.coordinates().at();
        this.counting = counting(all, question.coordinates());
    }

    static Verdict verdict(Collection<Recorded> facts, Question question) {
        return new NaiveLaw(facts, question).verdict();
    }

    // Section 3: the facts that count.

    static List<Recorded> counting(Collection<Recorded> all, Coordinates coordinates) {
        var counting = new ArrayList<Recorded>();
        for (Recorded fact : all) {
            if (held(fact, coordinates)
                    && !fact.occurredAt().isAfter(coordinates.at())
                    && !retracted(fact, all, coordinates)) {
                counting.add(fact);
            }
        }
        return counting;
    }

    /** Whether the ledger, as far as the question looks, holds the fact and the organisation knew it. */
    private static boolean held(Recorded fact, Coordinates coordinates) {
        if (fact.place() > coordinates.ledgerSize()) {
            return false;
        }
        Instant known = coordinates.known();
        return known == null || !fact.knownAt().isAfter(known);
    }

    private static boolean retracted(Recorded fact, Collection<Recorded> all, Coordinates coordinates) {
        if (fact.fact() instanceof FactRetracted || fact.fact() instanceof PersonErased) {
            return false;
        }
        for (Recorded other : all) {
            if (other.fact() instanceof FactRetracted retraction
                    && retraction.fact().equals(fact.id())
                    && held(other, coordinates)) {
                return true;
            }
        }
        return false;
    }

    // Section 5: the policy.

    private Policy policy() {
        return switch (question.policy()) {
            case PolicyChoice.Draft draft -> draft.policy();
            case PolicyChoice.Version version -> versionNamed(version.version());
            case PolicyChoice.InForce _ -> policyInForce();
        };
    }

    private Policy versionNamed(String version) {
        for (Recorded fact : all) {
            if (fact.place() <= question.coordinates().ledgerSize()
                    && fact.fact() instanceof PolicyAdopted adopted
                    && adopted.policy().version().equals(version)) {
                return adopted.policy();
            }
        }
        throw new Illegal("policy", "must name a version");
    }

    private Policy policyInForce() {
        Policy best = Policy.EMPTY;
        Instant since = Instant.MIN;
        for (Recorded fact : counting) {
            if (fact.fact() instanceof PolicyAdopted adopted) {
                boolean later = fact.occurredAt().isAfter(since);
                boolean tied = fact.occurredAt().equals(since);
                if (later || (tied && sortsAfter(adopted.policy().version(), best.version()))) {
                    best = adopted.policy();
                    since = fact.occurredAt();
                }
            }
        }
        return best;
    }

    private static boolean sortsAfter(String one, String other) {
        int[] ones = one.codePoints().toArray();
        int[] others = other.codePoints().toArray();
        for (int i = 0; i < ones.length && i < others.length; i++) {
            if (ones[i] != others[i]) {
                return ones[i] > others[i];
            }
        }
        return ones.length > others.length;
    }

    private @Nullable Rule decidingRule(ContactPointCollected collected) {
        for (Rule rule : policy().rules()) {
            if (holds(rule, collected)) {
                return rule;
            }
        }
        return null;
    }

    private boolean holds(Rule rule, ContactPointCollected collected) {
        if (rule.surfaces() != null && !rule.surfaces().contains(collected.surface())) {
            return false;
        }
        if (rule.suppliers() != null
                && !rule.suppliers().contains(collected.suppliedBy().kind())) {
            return false;
        }
        if (rule.channels() != null && !rule.channels().contains(collected.channel())) {
            return false;
        }
        if (rule.jurisdictions() != null && !rule.jurisdictions().contains(collected.jurisdiction())) {
            return false;
        }
        if (rule.notices() != null) {
            NoticeRef notice = collected.notice();
            if (notice == null || !rule.notices().contains(notice.notice())) {
                return false;
            }
        }
        if (rule.usedFor() != null && !liesIn(question.purpose(), rule.usedFor())) {
            return false;
        }
        return rule.assignedWithin() == null || hasLiveAssignmentIn(collected.collection(), rule.assignedWithin());
    }

    private boolean hasLiveAssignmentIn(CollectionId collection, Purpose purpose) {
        for (Recorded fact : counting) {
            if (fact.fact() instanceof PurposeAssigned assigned
                    && assigned.collection().equals(collection)
                    && liesIn(assigned.purpose(), purpose)
                    && latestWord(collection, assigned.purpose()).assigned()) {
                return true;
            }
        }
        return false;
    }

    /** Segment by segment, as section 1 has it. */
    static boolean liesIn(Purpose purpose, Purpose within) {
        List<String> segments = List.of(purpose.path().split("\\.", -1));
        List<String> first = List.of(within.path().split("\\.", -1));
        return segments.size() >= first.size()
                && segments.subList(0, first.size()).equals(first);
    }

    // Section 4: the latest word.

    /** What assignments and revocations say: nothing, not any more, or yes on a basis. */
    private record Assignment(
            boolean anyWord, boolean assigned, @Nullable Basis basis) {}

    private Assignment latestWord(CollectionId collection, Purpose purpose) {
        Instant latest = null;
        for (Recorded fact : counting) {
            if (speaksOf(fact.fact(), collection, purpose)
                    && (latest == null || fact.occurredAt().isAfter(latest))) {
                latest = fact.occurredAt();
            }
        }
        if (latest == null) {
            return new Assignment(false, false, null);
        }
        var bases = new HashSet<Basis>();
        for (Recorded fact : counting) {
            if (speaksOf(fact.fact(), collection, purpose) && fact.occurredAt().equals(latest)) {
                if (fact.fact() instanceof PurposeAssigned assigned) {
                    bases.add(assigned.basis());
                } else {
                    return new Assignment(true, false, null);
                }
            }
        }
        for (Basis basis : List.of(
                Basis.CONSENT,
                Basis.LEGITIMATE_INTERESTS,
                Basis.PUBLIC_TASK,
                Basis.CONTRACT,
                Basis.VITAL_INTERESTS,
                Basis.LEGAL_OBLIGATION)) {
            if (bases.contains(basis)) {
                return new Assignment(true, true, basis);
            }
        }
        throw new AssertionError("a latest word of neither kind");
    }

    private static boolean speaksOf(Fact fact, CollectionId collection, Purpose purpose) {
        return (fact instanceof PurposeAssigned assigned
                        && assigned.collection().equals(collection)
                        && liesIn(purpose, assigned.purpose()))
                || (fact instanceof PurposeRevoked revoked
                        && revoked.collection().equals(collection)
                        && liesIn(purpose, revoked.purpose()));
    }

    private enum Consent {
        NONE,
        POSITIVE,
        NEGATIVE,
        EXPIRED
    }

    private Consent consent(PersonId person, boolean expiredSpeaks) {
        var instants = new TreeMap<Instant, List<ConsentChanged>>();
        for (Recorded fact : counting) {
            if (fact.fact() instanceof ConsentChanged word
                    && word.person().equals(person)
                    && liesIn(question.purpose(), word.purpose())
                    && reaches(word)) {
                instants.computeIfAbsent(fact.occurredAt(), _ -> new ArrayList<>())
                        .add(word);
            }
        }
        for (List<ConsentChanged> words : instants.descendingMap().values()) {
            Consent said = together(words);
            if (said != Consent.EXPIRED || expiredSpeaks) {
                return said;
            }
        }
        return Consent.NONE;
    }

    private Consent together(List<ConsentChanged> words) {
        Consent said = Consent.POSITIVE;
        for (ConsentChanged word : words) {
            switch (word.status()) {
                case REFUSED, WITHDRAWN, OBJECTED, REVOKED, INVALIDATED -> {
                    return Consent.NEGATIVE;
                }
                case GIVEN, RENEWED -> {
                    if (word.expiresAt() != null && !word.expiresAt().isAfter(at)) {
                        said = Consent.EXPIRED;
                    }
                }
            }
        }
        return said;
    }

    /** For this contact point, for all that they have, or for a value that shares a match key with this one. */
    private boolean reaches(ConsentChanged word) {
        ContactPointId scope = word.contactPoint();
        if (scope == null || scope.equals(question.contactPoint())) {
            return true;
        }
        Set<ValueTag> tags = tags(question.contactPoint());
        return overlap(word.tags(), tags) || overlap(tags(scope), tags);
    }

    private Set<ValueTag> tags(ContactPointId point) {
        var tags = new HashSet<ValueTag>();
        for (Recorded fact : collections(point)) {
            tags.addAll(collected(fact).value().tags());
        }
        return tags;
    }

    static <T> boolean overlap(Set<T> some, Set<T> others) {
        for (T one : some) {
            if (others.contains(one)) {
                return true;
            }
        }
        return false;
    }

    // Section 6: the verdict.

    private Verdict verdict() {
        Policy policy = policy();
        boolean hypothetical = !(question.policy() instanceof PolicyChoice.InForce);
        var outcomes = new TreeMap<Long, Said>();
        for (Recorded fact : collections(question.contactPoint())) {
            outcomes.put(fact.place(), outcome(fact));
        }
        if (outcomes.isEmpty()) {
            Reason reason = countsButForAt() ? Reason.NOT_COLLECTED : Reason.NO_RECORD;
            return new Verdict(reason, null, null, outcomes, policy.version(), hypothetical);
        }
        boolean permitted = permitted(outcomes.values(), policy.combine());
        Recorded headline = null;
        for (Recorded fact : collections(question.contactPoint())) {
            boolean agrees = permits(said(outcomes, fact).reason()) == permitted;
            if (agrees && (headline == null || comesAfter(fact, headline, outcomes))) {
                headline = fact;
            }
        }
        if (headline == null) {
            throw new AssertionError("no collection agrees with the verdict");
        }
        Said said = said(outcomes, headline);
        return new Verdict(said.reason(), said.rule(), headline.place(), outcomes, policy.version(), hypothetical);
    }

    private static Said said(Map<Long, Said> outcomes, Recorded fact) {
        Said said = outcomes.get(fact.place());
        if (said == null) {
            throw new AssertionError("a collection without an outcome");
        }
        return said;
    }

    private static boolean permitted(Collection<Said> outcomes, Policy.Combine combine) {
        boolean anyLive = false;
        boolean anyPermits = false;
        boolean everyLivePermits = true;
        for (Said outcome : outcomes) {
            boolean live = line(outcome.reason()) > 2;
            anyLive |= live;
            anyPermits |= permits(outcome.reason());
            everyLivePermits &= !live || permits(outcome.reason());
        }
        return combine == Policy.Combine.ANY ? anyPermits : anyLive && everyLivePermits;
    }

    private static boolean comesAfter(Recorded one, Recorded other, Map<Long, Said> outcomes) {
        int lines =
                line(said(outcomes, one).reason()) - line(said(outcomes, other).reason());
        if (lines != 0) {
            return lines > 0;
        }
        if (!one.occurredAt().equals(other.occurredAt())) {
            return one.occurredAt().isAfter(other.occurredAt());
        }
        String id = collected(one).collection().value().toString();
        String otherId = collected(other).collection().value().toString();
        return id.equals(otherId) ? one.place() > other.place() : sortsAfter(id, otherId);
    }

    private Said outcome(Recorded collection) {
        ContactPointCollected collected = collected(collection);
        CollectionId id = collected.collection();
        if (erased(collected.person())) {
            return new Said(id, Reason.ERASED, null);
        }
        if (sentinel(collected.contactPoint())) {
            return new Said(id, Reason.SENTINEL, null);
        }
        if (suppressed(collected.contactPoint())) {
            return new Said(id, Reason.SUPPRESSED, null);
        }
        if (removed(collection)) {
            return new Said(id, Reason.REMOVED, null);
        }
        Rule rule = decidingRule(collected);
        if (rule != null) {
            if (rule.effect() == Rule.Effect.REFUSE) {
                return new Said(id, Reason.RULE, rule.id());
            }
            Basis basis = rule.basis() == null ? Basis.LEGITIMATE_INTERESTS : rule.basis();
            return new Said(id, onBasis(basis, collected.person()), rule.id());
        }
        Assignment assignment = latestWord(id, question.purpose());
        if (assignment.basis() == null) {
            return new Said(id, assignment.anyWord() ? Reason.PURPOSE_REVOKED : Reason.PURPOSE_NOT_ASSIGNED, null);
        }
        return new Said(id, onBasis(assignment.basis(), collected.person()), null);
    }

    private Reason onBasis(Basis basis, PersonId person) {
        return switch (basis) {
            case CONSENT ->
                switch (consent(person, true)) {
                    case POSITIVE -> Reason.CONSENT;
                    case NONE -> Reason.CONSENT_MISSING;
                    case NEGATIVE -> Reason.CONSENT_NEGATIVE;
                    case EXPIRED -> Reason.CONSENT_EXPIRED;
                };
            case LEGITIMATE_INTERESTS, PUBLIC_TASK ->
                consent(person, false) == Consent.NEGATIVE ? Reason.OBJECTED : Reason.BASIS;
            case CONTRACT, VITAL_INTERESTS, LEGAL_OBLIGATION -> Reason.BASIS;
        };
    }

    private boolean erased(PersonId person) {
        for (Recorded fact : counting) {
            if (fact.fact() instanceof PersonErased erased && erased.person().equals(person)) {
                return true;
            }
        }
        return false;
    }

    private boolean sentinel(ContactPointId point) {
        for (Recorded fact : counting) {
            if (fact.fact() instanceof SentinelPlanted sentinel
                    && sentinel.contactPoint().equals(point)) {
                return true;
            }
        }
        return false;
    }

    private boolean suppressed(ContactPointId point) {
        var keys = new HashSet<SuppressionKey>();
        for (Recorded fact : collections(point)) {
            keys.addAll(collected(fact).value().suppressionKeys());
        }
        for (Recorded fact : counting) {
            if (fact.fact() instanceof PersonErased erased) {
                for (SuppressionKey key : erased.suppressed()) {
                    if (keys.contains(key) && !lifted(erased.person(), key, fact.occurredAt())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Whether the person lifted the suppression of the key later than they were erased. */
    private boolean lifted(PersonId person, SuppressionKey key, Instant erasedAt) {
        for (Recorded fact : counting) {
            if (fact.fact() instanceof SuppressionLifted lift
                    && lift.person().equals(person)
                    && (lift.everything() || lift.lifted().contains(key))
                    && fact.occurredAt().isAfter(erasedAt)) {
                return true;
            }
        }
        return false;
    }

    private boolean removed(Recorded collection) {
        for (Recorded fact : counting) {
            if (fact.fact() instanceof ContactPointRemoved removal) {
                if (removal.collection() != null) {
                    if (removal.collection().equals(collected(collection).collection())) {
                        return true;
                    }
                } else if (removal.contactPoint().equals(collected(collection).contactPoint())
                        && !collection.occurredAt().isAfter(fact.occurredAt())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean countsButForAt() {
        Coordinates endOfTime = new Coordinates(
                Moments.LAST,
                question.coordinates().known(),
                question.coordinates().ledgerSize());
        for (Recorded fact : counting(all, endOfTime)) {
            if (fact.fact() instanceof ContactPointCollected collected
                    && collected.contactPoint().equals(question.contactPoint())) {
                return true;
            }
        }
        return false;
    }

    /** The collections of a contact point that count. */
    private List<Recorded> collections(ContactPointId point) {
        var collections = new ArrayList<Recorded>();
        for (Recorded fact : counting) {
            if (fact.fact() instanceof ContactPointCollected collected
                    && collected.contactPoint().equals(point)) {
                collections.add(fact);
            }
        }
        return collections;
    }

    private static ContactPointCollected collected(Recorded fact) {
        return (ContactPointCollected) fact.fact();
    }

    /** The table's lines, written out. */
    static int line(Reason reason) {
        return switch (reason) {
            case NO_RECORD, NOT_COLLECTED -> 0;
            case ERASED, SENTINEL, SUPPRESSED -> 1;
            case REMOVED -> 2;
            case RULE -> 3;
            case PURPOSE_NOT_ASSIGNED, PURPOSE_REVOKED -> 4;
            case CONSENT, CONSENT_MISSING, CONSENT_NEGATIVE, CONSENT_EXPIRED, OBJECTED, BASIS -> 5;
        };
    }

    static boolean permits(Reason reason) {
        return reason == Reason.CONSENT || reason == Reason.BASIS;
    }

    static boolean withoutEvidence(Reason reason) {
        return reason == Reason.NO_RECORD || reason == Reason.NOT_COLLECTED;
    }
}
