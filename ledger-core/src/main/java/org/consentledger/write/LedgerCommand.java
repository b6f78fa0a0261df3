package org.consentledger.write;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consentledger.identity.GivenValue;
import org.consentledger.identity.PersonReference;
import org.consentledger.law.Basis;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact.UseReport;
import org.consentledger.law.FactId;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.Policy;
import org.consentledger.law.Purpose;
import org.consentledger.law.SupplierKind;
import org.jspecify.annotations.Nullable;

/**
 * What a reporter asks the ledger to record, in the reporter's own terms: persons by the platform's id, contact points by
 * their value. One command for each type of fact.
 */
public sealed interface LedgerCommand {

    /** A contact point, by the ledger's id or by its value as held for a person. */
    sealed interface Target {
        record OfContactPoint(ContactPointId contactPoint) implements Target {}

        /** A value as held for a person; {@code person} is null where nobody knows whose it is. */
        record OfValue(@Nullable PersonReference person, GivenValue value) implements Target {}
    }

    /** Who supplied a contact point, in the reporter's terms. */
    record SuppliedBy(
            SupplierKind kind,
            @Nullable PersonReference user,
            @Nullable String partner) {
        public static final SuppliedBy PERSON = new SuppliedBy(SupplierKind.PERSON, null, null);
    }

    /** Makes a purpose known. */
    record DefinePurpose(Purpose purpose, String sentence, Map<String, String> terms) implements LedgerCommand {}

    /** One text of a notice: {@code text} is exactly what people see, and is kept beside the ledger by its hash. */
    record PublishNotice(NoticeRef notice, String text, Set<Purpose> discloses) implements LedgerCommand {}

    /** Somebody was shown a notice. */
    record ServeNotice(PersonReference person, NoticeRef notice, String surface) implements LedgerCommand {}

    /** A contact point was obtained. */
    record CollectContactPoint(
            Target.OfValue contactPoint,
            CollectionId collection,
            String surface,
            SuppliedBy suppliedBy,
            @Nullable NoticeRef notice,
            String jurisdiction)
            implements LedgerCommand {}

    /** A collection may serve a purpose. */
    record AssignPurpose(CollectionId collection, Purpose purpose, Basis basis) implements LedgerCommand {}

    /** A collection may no longer serve a purpose. */
    record RevokePurpose(CollectionId collection, Purpose purpose) implements LedgerCommand {}

    /** A word; {@code contactPoint} is null for all that the person has, contact points collected later included. */
    record ChangeConsent(
            PersonReference person,
            @Nullable Target contactPoint,
            Purpose purpose,
            ConsentStatus status,
            @Nullable Instant expiresAt,
            String how,
            @Nullable NoticeRef notice)
            implements LedgerCommand {}

    /** A removal; {@code collection} is null for every collection at or before. */
    record RemoveContactPoint(Target contactPoint, @Nullable CollectionId collection, String reason)
            implements LedgerCommand {}

    /** An erasure; {@code suppression} asks that later collections of the person's values be refused too. */
    record ErasePerson(PersonReference person, boolean suppression) implements LedgerCommand {}

    /** A suppression is to end; {@code values} is null for every value that the person's erasure suppressed. */
    record LiftSuppression(PersonReference person, @Nullable List<GivenValue> values) implements LedgerCommand {}

    /** A policy is to count. */
    record AdoptPolicy(Policy policy) implements LedgerCommand {}

    /** A contact point that nobody may ever use. */
    record PlantSentinel(Target contactPoint) implements LedgerCommand {}

    /** A contact point was used. */
    record RecordUse(
            Target contactPoint,
            Purpose purpose,
            String programme,
            @Nullable String advertiser,
            @Nullable String audience,
            @Nullable String list,
            @Nullable String run,
            List<String> recipients,
            UseReport report)
            implements LedgerCommand {}

    /** A fact was wrong. */
    record RetractFact(FactId fact, String reason) implements LedgerCommand {}
}
