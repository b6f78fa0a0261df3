package org.consentledger.write;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.consentledger.identity.GivenValue;
import org.consentledger.identity.PersonReference;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.Fact.UseReport;
import org.consentledger.law.FactId;
import org.consentledger.law.Purpose;
import org.consentledger.law.Refusal;
import org.consentledger.write.LedgerCommand.SuppliedBy;
import org.consentledger.write.LedgerCommand.Target;
import org.jspecify.annotations.Nullable;

/** What a reporter says in tests, in few words. */
final class Reports {
    static final Purpose ADS = new Purpose("advertising.audience-match");

    private Reports() {}

    /** A submission under a new id, now. */
    static Submission of(LedgerCommand command) {
        return of(id(), command);
    }

    static Submission of(FactId id, LedgerCommand command) {
        return new Submission(id, null, null, command);
    }

    static Submission at(@Nullable Instant occurredAt, @Nullable Instant knownAt, LedgerCommand command) {
        return new Submission(id(), occurredAt, knownAt, command);
    }

    static FactId id() {
        return new FactId("test", UUID.randomUUID());
    }

    static PersonReference person(String id) {
        return new PersonReference.OfPlatform(id);
    }

    static Target.OfValue phone(@Nullable String person, String number) {
        return new Target.OfValue(
                person == null ? null : person(person), GivenValue.plain(Channel.PHONE, number, null));
    }

    static CollectionId collection() {
        return new CollectionId(UUID.randomUUID());
    }

    static LedgerCommand define(Purpose purpose) {
        return new LedgerCommand.DefinePurpose(purpose, "A purpose.", Map.of());
    }

    static LedgerCommand collect(Target.OfValue contactPoint, CollectionId collection) {
        return new LedgerCommand.CollectContactPoint(
                contactPoint, collection, "two-factor", SuppliedBy.PERSON, null, "US");
    }

    static LedgerCommand assign(CollectionId collection) {
        return new LedgerCommand.AssignPurpose(collection, ADS, Basis.CONSENT);
    }

    static LedgerCommand consent(String person) {
        return new LedgerCommand.ChangeConsent(person(person), null, ADS, ConsentStatus.GIVEN, null, "web-form", null);
    }

    static LedgerCommand use(Target contactPoint) {
        return new LedgerCommand.RecordUse(
                contactPoint, ADS, "tailored-audiences", null, null, null, null, List.of(), UseReport.REPORTED);
    }

    static LedgerCommand erase(String person, boolean suppression) {
        return new LedgerCommand.ErasePerson(person(person), suppression);
    }

    /** About every value where no number is named. */
    static LedgerCommand lift(String person, String... numbers) {
        return new LedgerCommand.LiftSuppression(
                person(person),
                numbers.length == 0
                        ? null
                        : Stream.of(numbers)
                                .map(number -> phone(person, number).value())
                                .toList());
    }

    static LedgerCommand retract(FactId fact) {
        return new LedgerCommand.RetractFact(fact, "mistake");
    }

    static Recording refused(Refusal refusal) {
        return new Recording.Refused(refusal);
    }

    /** The place of what was recorded for the first time; fails for anything else. */
    static long place(Recording recording) {
        if (recording instanceof Recording.Recorded recorded && !recorded.before()) {
            return recorded.place();
        }
        throw new AssertionError("not recorded: " + recording);
    }
}
