package org.consentledger.law;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.consentledger.law.Fact.ConsentChanged;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.ContactPointRemoved;
import org.consentledger.law.Fact.ContactPointUsed;
import org.consentledger.law.Fact.FactRetracted;
import org.consentledger.law.Fact.NoticePublished;
import org.consentledger.law.Fact.NoticeServed;
import org.consentledger.law.Fact.PersonErased;
import org.consentledger.law.Fact.PolicyAdopted;
import org.consentledger.law.Fact.PurposeAssigned;
import org.consentledger.law.Fact.PurposeDefined;
import org.consentledger.law.Fact.PurposeRevoked;
import org.consentledger.law.Fact.SentinelPlanted;
import org.consentledger.law.Fact.SuppressionLifted;
import org.jspecify.annotations.Nullable;

/**
 * Whether a fact may be recorded (the law's section 2). No person's word is refused because of the words before it: what is
 * looked up is identity, erasure, definition and the target of a retraction, and nothing else.
 */
public final class Admission {
    private Admission() {}

    /** What the ledger already holds, asked under its lock. */
    public interface Ledger {
        boolean erased(PersonId person);

        /** Whose contact point the collection was of; null where it is not recorded. */
        @Nullable
        PersonId holder(CollectionId collection);

        /** Whose contact point it is; null where it was never collected. */
        @Nullable
        PersonId holder(ContactPointId contactPoint);

        /** Whether a fact that is not retracted tells of the collection. */
        boolean told(CollectionId collection);

        /** Whether the purpose, or one below it, is defined. */
        boolean defined(Purpose purpose);

        /** The content that a version names; null where the version is new. */
        @Nullable
        Object content(Version version);

        /** What a fact says; null where it is not recorded. */
        @Nullable
        Target target(FactId fact);
    }

    /** What a version belongs to. */
    public sealed interface Version {
        record OfPolicy(String version) implements Version {}

        record OfNotice(NoticeRef notice) implements Version {}
    }

    /** What a retraction would name. */
    public enum Target {
        RETRACTABLE,
        NOT_RETRACTABLE
    }

    /** The first refusal that applies; empty where the fact is recorded. */
    public static Optional<Refusal> refusal(
            Header header, Fact fact, Instant recordedAt, Duration clockTolerance, Ledger ledger) {
        Instant latest = mayBeDatedAhead(fact) ? Moments.LAST : recordedAt.plus(clockTolerance);
        return timeRefusal(header.occurredAt(), header.knownAt(), recordedAt, latest)
                .or(() -> backdated(header, fact, recordedAt))
                .or(() -> contentRefusal(fact, ledger));
    }

    /**
     * The refusal of a report about an erased person that no fact can be made of without the person's key: a collection, a word, or
     * what names a contact point of theirs by its value. None of these may be dated ahead.
     */
    public static Refusal refusalOfUnsayable(
            @Nullable Instant occurredAt, @Nullable Instant knownAt, Instant recordedAt, Duration clockTolerance) {
        return timeRefusal(occurredAt, knownAt, recordedAt, recordedAt.plus(clockTolerance))
                .orElse(Refusal.PERSON_ERASED);
    }

    private static Optional<Refusal> timeRefusal(
            @Nullable Instant occurredAt, @Nullable Instant knownAt, Instant recordedAt, Instant latest) {
        if (occurredAt != null && occurredAt.isAfter(latest)) {
            return Optional.of(Refusal.OCCURRED_IN_FUTURE);
        }
        return knownAt != null && knownAt.isAfter(recordedAt) ? Optional.of(Refusal.KNOWN_IN_FUTURE) : Optional.empty();
    }

    private static Optional<Refusal> backdated(Header header, Fact fact, Instant recordedAt) {
        Instant occurredAt = header.occurredAt() == null ? recordedAt : header.occurredAt();
        Instant knownAt = header.knownAt() == null ? recordedAt : header.knownAt();
        return fact instanceof PolicyAdopted && occurredAt.isBefore(knownAt)
                ? Optional.of(Refusal.POLICY_BACKDATED)
                : Optional.empty();
    }

    private static boolean mayBeDatedAhead(Fact fact) {
        return switch (fact) {
            case PolicyAdopted _, NoticePublished _, PurposeAssigned _, PurposeRevoked _ -> true;
            case PurposeDefined _,
                    NoticeServed _,
                    ContactPointCollected _,
                    ConsentChanged _,
                    ContactPointRemoved _,
                    PersonErased _,
                    SuppressionLifted _,
                    SentinelPlanted _,
                    ContactPointUsed _,
                    FactRetracted _ -> false;
        };
    }

    private static Optional<Refusal> contentRefusal(Fact fact, Ledger ledger) {
        if (holdersBarredByErasure(fact, ledger).anyMatch(ledger::erased)) {
            return Optional.of(Refusal.PERSON_ERASED);
        }
        if (!purposesToKnow(fact).stream().allMatch(ledger::defined)) {
            return Optional.of(Refusal.PURPOSE_UNKNOWN);
        }
        return switch (fact) {
            case ContactPointCollected collected
            when ledger.told(collected.collection()) -> Optional.of(Refusal.COLLECTION_TAKEN);
            case PolicyAdopted adopted ->
                sameContent(ledger, new Version.OfPolicy(adopted.policy().version()), adopted.policy());
            case NoticePublished published -> sameContent(ledger, new Version.OfNotice(published.notice()), published);
            case FactRetracted retracted -> retraction(ledger.target(retracted.fact()));
            case ContactPointCollected _,
                    PurposeDefined _,
                    NoticeServed _,
                    PurposeAssigned _,
                    PurposeRevoked _,
                    ConsentChanged _,
                    ContactPointRemoved _,
                    PersonErased _,
                    SuppressionLifted _,
                    SentinelPlanted _,
                    ContactPointUsed _ -> Optional.empty();
        };
    }

    /** The persons about whom this fact is an error once one of them is erased; none for facts that erasure does not bar. */
    private static Stream<PersonId> holdersBarredByErasure(Fact fact, Ledger ledger) {
        return switch (fact) {
            case ContactPointCollected collected -> Stream.of(collected.person());
            case ConsentChanged changed -> Stream.of(changed.person());
            case NoticeServed served -> Stream.of(served.person());
            case PersonErased erased -> Stream.of(erased.person());
            case PurposeAssigned assigned -> Stream.ofNullable(ledger.holder(assigned.collection()));
            case PurposeRevoked revoked -> Stream.ofNullable(ledger.holder(revoked.collection()));
            case ContactPointRemoved removed -> {
                CollectionId collection = removed.collection();
                yield Stream.concat(
                        Stream.ofNullable(ledger.holder(removed.contactPoint())),
                        Stream.ofNullable(collection == null ? null : ledger.holder(collection)));
            }
            case PurposeDefined _,
                    NoticePublished _,
                    PolicyAdopted _,
                    SuppressionLifted _,
                    SentinelPlanted _,
                    ContactPointUsed _,
                    FactRetracted _ -> Stream.empty();
        };
    }

    /** The purposes that must be known; a use is never refused entry, so it names any. */
    public static Set<Purpose> purposesToKnow(Fact fact) {
        return switch (fact) {
            case PurposeAssigned assigned -> Set.of(assigned.purpose());
            case PurposeRevoked revoked -> Set.of(revoked.purpose());
            case ConsentChanged changed -> Set.of(changed.purpose());
            case NoticePublished published -> published.discloses();
            case PolicyAdopted adopted ->
                adopted.policy().rules().stream()
                        .flatMap(rule -> Stream.of(
                                Optional.ofNullable(rule.assignedWithin()), Optional.ofNullable(rule.usedFor())))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet());
            case PurposeDefined _,
                    NoticeServed _,
                    ContactPointCollected _,
                    ContactPointRemoved _,
                    PersonErased _,
                    SuppressionLifted _,
                    SentinelPlanted _,
                    ContactPointUsed _,
                    FactRetracted _ -> Set.of();
        };
    }

    private static Optional<Refusal> sameContent(Ledger ledger, Version version, Object content) {
        Object stored = ledger.content(version);
        return stored == null || stored.equals(content)
                ? Optional.empty()
                : Optional.of(Refusal.VERSION_CONTENT_DIFFERS);
    }

    private static Optional<Refusal> retraction(@Nullable Target target) {
        if (target == null) {
            return Optional.of(Refusal.TARGET_UNKNOWN);
        }
        return target == Target.NOT_RETRACTABLE ? Optional.of(Refusal.TARGET_NOT_RETRACTABLE) : Optional.empty();
    }
}
