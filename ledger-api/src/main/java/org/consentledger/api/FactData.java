package org.consentledger.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.consentledger.identity.GivenValue;
import org.consentledger.identity.PersonReference;
import org.consentledger.law.Basis;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Illegal;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.PersonId;
import org.consentledger.law.Policy;
import org.consentledger.law.Purpose;
import org.consentledger.law.SupplierKind;
import org.consentledger.write.LedgerCommand;
import org.consentledger.write.LedgerCommand.Target;
import org.jspecify.annotations.Nullable;

/** The {@code data} of each type of fact, in the reporter's own terms: one record for each type. */
sealed interface FactData {
    LedgerCommand command();

    /** Who supplied a contact point; another user by the platform's id or the ledger's surrogate. */
    record SuppliedBy(
            SupplierKind kind,
            PersonReference.@Nullable OfPlatform user,
            @Nullable PersonId userId,
            @Nullable String partner) {
        LedgerCommand.SuppliedBy supplier() {
            if (user != null && userId != null) {
                throw new Illegal("suppliedBy.userId", "must not stand beside 'user'");
            }
            return new LedgerCommand.SuppliedBy(
                    kind, user == null && userId != null ? new PersonReference.OfSurrogate(userId) : user, partner);
        }
    }

    /** A fact by its identity. */
    record FactReference(String source, UUID id) {}

    record PurposeDefined(
            Purpose purpose, String sentence, @Nullable Map<String, String> terms) implements FactData {
        @Override
        public LedgerCommand command() {
            return new LedgerCommand.DefinePurpose(purpose, sentence, terms == null ? Map.of() : terms);
        }
    }

    record NoticePublished(
            NoticeRef notice, String text, @Nullable Set<Purpose> discloses) implements FactData {
        @Override
        public LedgerCommand command() {
            return new LedgerCommand.PublishNotice(notice, text, discloses == null ? Set.of() : discloses);
        }
    }

    record NoticeServed(
            PersonReference.@Nullable OfPlatform person,
            @Nullable PersonId personId,
            NoticeRef notice,
            String surface) implements FactData {
        @Override
        public LedgerCommand command() {
            return new LedgerCommand.ServeNotice(somebody(person, personId), notice, surface);
        }
    }

    /** Without a person the ledger makes an unknown one for the value. */
    record ContactPointCollected(
            PersonReference.@Nullable OfPlatform person,
            @Nullable PersonId personId,
            Value value,
            CollectionId collection,
            String surface,
            SuppliedBy suppliedBy,
            @Nullable NoticeRef notice,
            String jurisdiction)
            implements FactData {
        @Override
        public LedgerCommand command() {
            return new LedgerCommand.CollectContactPoint(
                    new Target.OfValue(anybody(person, personId), value.given()),
                    collection,
                    surface,
                    suppliedBy.supplier(),
                    notice,
                    jurisdiction);
        }
    }

    record PurposeAssigned(CollectionId collection, Purpose purpose, Basis basis) implements FactData {
        @Override
        public LedgerCommand command() {
            return new LedgerCommand.AssignPurpose(collection, purpose, basis);
        }
    }

    record PurposeRevoked(CollectionId collection, Purpose purpose) implements FactData {
        @Override
        public LedgerCommand command() {
            return new LedgerCommand.RevokePurpose(collection, purpose);
        }
    }

    /** Without contact point and value for all that the person has. */
    record ConsentChanged(
            PersonReference.@Nullable OfPlatform person,
            @Nullable PersonId personId,
            @Nullable ContactPointId contactPoint,
            @Nullable Value value,
            Purpose purpose,
            ConsentStatus status,
            @Nullable Instant expiresAt,
            String how,
            @Nullable NoticeRef notice)
            implements FactData {
        @Override
        public LedgerCommand command() {
            PersonReference who = somebody(person, personId);
            Target target = contactPoint == null && value == null ? null : target(contactPoint, who, value);
            return new LedgerCommand.ChangeConsent(who, target, purpose, status, expiresAt, how, notice);
        }
    }

    /** Without a collection the contact point with every collection at or before. */
    record ContactPointRemoved(
            @Nullable ContactPointId contactPoint,
            PersonReference.@Nullable OfPlatform person,
            @Nullable PersonId personId,
            @Nullable Value value,
            @Nullable CollectionId collection,
            String reason)
            implements FactData {
        @Override
        public LedgerCommand command() {
            return new LedgerCommand.RemoveContactPoint(
                    target(contactPoint, person, personId, value), collection, reason);
        }
    }

    record PersonErased(
            PersonReference.@Nullable OfPlatform person,
            @Nullable PersonId personId,
            @Nullable Boolean suppression) implements FactData {
        @Override
        public LedgerCommand command() {
            return new LedgerCommand.ErasePerson(somebody(person, personId), Boolean.TRUE.equals(suppression));
        }
    }

    /** Without values for every one that the person's erasure suppressed. */
    record SuppressionLifted(
            PersonReference.@Nullable OfPlatform person,
            @Nullable PersonId personId,
            @Nullable List<Value> values) implements FactData {
        @Override
        public LedgerCommand command() {
            return new LedgerCommand.LiftSuppression(somebody(person, personId), values == null ? null : given(values));
        }

        private static List<GivenValue> given(List<Value> values) {
            var given = new ArrayList<GivenValue>(values.size());
            for (Value value : values) {
                try {
                    given.add(value.given());
                } catch (Illegal e) {
                    throw e.renamed("values[" + given.size() + "]");
                }
            }
            return given;
        }
    }

    record PolicyAdopted(Policy policy) implements FactData {
        @Override
        public LedgerCommand command() {
            if (policy.version().isEmpty()) {
                throw new Illegal("policy.version", "must be given");
            }
            return new LedgerCommand.AdoptPolicy(policy);
        }
    }

    record SentinelPlanted(
            @Nullable ContactPointId contactPoint,
            PersonReference.@Nullable OfPlatform person,
            @Nullable PersonId personId,
            @Nullable Value value)
            implements FactData {
        @Override
        public LedgerCommand command() {
            return new LedgerCommand.PlantSentinel(target(contactPoint, person, personId, value));
        }
    }

    /** A use that somebody reports, by contact point or by person and value. */
    record ContactPointUsed(
            @Nullable ContactPointId contactPoint,
            PersonReference.@Nullable OfPlatform person,
            @Nullable PersonId personId,
            @Nullable Value value,
            Purpose purpose,
            String programme,
            @Nullable String advertiser,
            @Nullable String audience,
            @Nullable String list,
            @Nullable String run,
            @Nullable List<String> recipients)
            implements FactData {
        @Override
        public LedgerCommand command() {
            return new LedgerCommand.RecordUse(
                    target(contactPoint, person, personId, value),
                    purpose,
                    programme,
                    advertiser,
                    audience,
                    list,
                    run,
                    recipients == null ? List.of() : recipients,
                    Fact.UseReport.REPORTED);
        }
    }

    record FactRetracted(FactReference fact, String reason) implements FactData {
        @Override
        public LedgerCommand command() {
            return new LedgerCommand.RetractFact(identity(), reason);
        }

        private FactId identity() {
            try {
                return new FactId(fact.source(), fact.id());
            } catch (Illegal e) {
                throw new Illegal("fact." + e.field(), e.rule());
            }
        }
    }

    /** One of the two ways to name a person; null where neither is used. */
    static @Nullable PersonReference anybody(PersonReference.@Nullable OfPlatform person, @Nullable PersonId personId) {
        if (person != null && personId != null) {
            throw new Illegal("personId", "must not stand beside 'person'");
        }
        return personId == null ? person : new PersonReference.OfSurrogate(personId);
    }

    private static PersonReference somebody(PersonReference.@Nullable OfPlatform person, @Nullable PersonId personId) {
        PersonReference reference = anybody(person, personId);
        if (reference == null) {
            throw new Illegal("person", "must be given, or 'personId'");
        }
        return reference;
    }

    private static Target target(
            @Nullable ContactPointId contactPoint,
            PersonReference.@Nullable OfPlatform person,
            @Nullable PersonId personId,
            @Nullable Value value) {
        PersonReference holder = anybody(person, personId);
        if (contactPoint != null && holder != null) {
            throw new Illegal("contactPoint", "must not stand beside a person: it has one");
        }
        return target(contactPoint, holder, value);
    }

    private static Target target(
            @Nullable ContactPointId contactPoint, @Nullable PersonReference holder, @Nullable Value value) {
        if ((contactPoint == null) == (value == null)) {
            throw new Illegal("contactPoint", "must be given, or 'value', and not both");
        }
        return contactPoint == null
                ? new Target.OfValue(holder, Objects.requireNonNull(value).given())
                : new Target.OfContactPoint(contactPoint);
    }
}
