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

        /** @param person null where nobody knows whose value it is */
        record OfValue(@Nullable PersonReference person, GivenValue value) implements Target {}
    }

    /** Who supplied a contact point, in the reporter's terms. */
    record SuppliedBy(
            SupplierKind kind,
            @Nullable PersonReference user,
            @Nullable String partner) {
        public static final SuppliedBy PERSON = new SuppliedBy(SupplierKind.PERSON, null, null);
    }

    record DefinePurpose(Purpose purpose, String sentence, Map<String, String> terms) implements LedgerCommand {}

    /** @param text the exact text that people see; kept beside the ledger by its hash */
    record PublishNotice(NoticeRef notice, String text, Set<Purpose> discloses) implements LedgerCommand {}

    record ServeNotice(PersonReference person, NoticeRef notice, String surface) implements LedgerCommand {}

    record CollectContactPoint(
            Target.OfValue contactPoint,
            CollectionId collection,
            String surface,
            SuppliedBy suppliedBy,
            @Nullable NoticeRef notice,
            String jurisdiction)
            implements LedgerCommand {}

    record AssignPurpose(CollectionId collection, Purpose purpose, Basis basis) implements LedgerCommand {}

    record RevokePurpose(CollectionId collection, Purpose purpose) implements LedgerCommand {}

    /** @param contactPoint null for all that the person has, contact points collected later included */
    record ChangeConsent(
            PersonReference person,
            @Nullable Target contactPoint,
            Purpose purpose,
            ConsentStatus status,
            @Nullable Instant expiresAt,
            String how,
            @Nullable NoticeRef notice)
            implements LedgerCommand {}

    /** @param collection null for every collection at or before */
    record RemoveContactPoint(Target contactPoint, @Nullable CollectionId collection, String reason)
            implements LedgerCommand {}

    /** @param suppression whether later collections of the person's values are to be refused too */
    record ErasePerson(PersonReference person, boolean suppression) implements LedgerCommand {}

    record AdoptPolicy(Policy policy) implements LedgerCommand {}

    record PlantSentinel(Target contactPoint) implements LedgerCommand {}

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

    record RetractFact(FactId fact, String reason) implements LedgerCommand {}
}
