package org.consentledger.law;

import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.consentledger.law.Fact.ConsentChanged;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.ContactPointUsed;
import org.consentledger.law.Fact.PurposeAssigned;
import org.jspecify.annotations.Nullable;

/** Facts of one day, and questions about them. A fact is recorded when it occurs unless it says so. */
abstract class OneDay {
    static final PersonId ADA = new PersonId(new UUID(0, 1), false);
    static final PersonId BOB = new PersonId(new UUID(0, 2), false);
    static final PersonId CAROL = new PersonId(new UUID(0, 11), false);
    static final ContactPointId NUMBER = new ContactPointId(new UUID(0, 3));
    static final ContactPointId SAME_NUMBER_HASHED = new ContactPointId(new UUID(0, 4));
    static final ContactPointId BOBS = new ContactPointId(new UUID(0, 5));
    static final CollectionId FIRST = new CollectionId(new UUID(0, 6));
    static final CollectionId SECOND = new CollectionId(new UUID(0, 7));
    // Negative as a number and late as text.
    static final CollectionId LATE_IN_TEXT = new CollectionId(new UUID(-1, 8));
    static final ValueTag TAG = new ValueTag(new UUID(0, 9));
    static final ValueTag OTHER_TAG = new ValueTag(new UUID(0, 10));
    static final SuppressionKey KEY = new SuppressionKey("a".repeat(64));
    static final SuppressionKey OTHER_KEY = new SuppressionKey("b".repeat(64));

    static final Purpose ADVERTISING = new Purpose("advertising");
    static final Purpose AUDIENCE_MATCH = new Purpose("advertising.audience-match");
    static final Purpose TAILORED = new Purpose("advertising.audience-match.tailored");
    static final Purpose SECURITY = new Purpose("security");
    static final Purpose TWO_FACTOR = new Purpose("security.two-factor");

    final List<Recorded> facts = new ArrayList<>();

    static Reason reason(String verdict) {
        return switch (verdict) {
            case "permitted" -> Reason.CONSENT;
            case "refused" -> Reason.ERASED;
            case "not collected" -> Reason.NOT_COLLECTED;
            default -> Reason.NO_RECORD;
        };
    }

    static Tuple stretch(String since, String until, Reason reason) {
        return tuple(time(since), time(until), reason);
    }

    final void permittedFrom(String time) {
        given(time, collected(FIRST));
        given(time, new PurposeAssigned(FIRST, ADVERTISING, Basis.CONTRACT));
    }

    final void onConsent() {
        given("08:00", collected(FIRST));
        given("08:00", new PurposeAssigned(FIRST, ADVERTISING, Basis.CONSENT));
    }

    final Recorded given(String time, Fact fact) {
        return givenKnown(time, time, fact);
    }

    final Recorded givenKnown(String time, String known, Fact fact) {
        long place = facts.size() + 1L;
        facts.add(new Recorded(place, time(known), id(place), time(time), time(known), false, fact));
        return facts.getLast();
    }

    /** Asserted to have been known when it occurred. */
    final void recordedLate(String recorded, String time, Fact fact) {
        long place = facts.size() + 1L;
        facts.add(new Recorded(place, time(recorded), id(place), time(time), time(time), true, fact));
    }

    static FactId id(long place) {
        return new FactId("app", new UUID(1, place));
    }

    static Instant time(String time) {
        return LocalDate.parse("2019-09-17").atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
    }

    final Reason asked(String at, Purpose purpose) {
        var coordinates = new Coordinates(time(at), null, Coordinates.ALL);
        return answer(new Question(NUMBER, purpose, coordinates, PolicyChoice.IN_FORCE))
                .reason();
    }

    final List<Reason> reasons(String at) {
        return answer(question(at, null, Coordinates.ALL)).outcomes().stream()
                .map(Outcome::reason)
                .toList();
    }

    final @Nullable CollectionId headline(String at) {
        Outcome headline = answer(question(at, null, Coordinates.ALL)).headline();
        return headline == null ? null : headline.collection();
    }

    final Answer answer(Question question) {
        return Permit.answer(facts, question);
    }

    final JudgedUse judged(Recorded use, @Nullable String known) {
        Instant limit = known == null ? null : time(known);
        return JudgedUse.of(facts, use, limit, Coordinates.ALL, PolicyChoice.IN_FORCE);
    }

    final DayAnswer day(String date, String zone) {
        return DayAnswer.of(
                facts, question("00:00", null, Coordinates.ALL), Day.of(LocalDate.parse(date), ZoneId.of(zone)));
    }

    static Question question(String at, @Nullable String known, long ledgerSize) {
        var coordinates = new Coordinates(time(at), known == null ? null : time(known), ledgerSize);
        return new Question(NUMBER, AUDIENCE_MATCH, coordinates, PolicyChoice.IN_FORCE);
    }

    static Question underVersion(String version, Question question) {
        return new Question(
                question.contactPoint(), question.purpose(), question.coordinates(), new PolicyChoice.Version(version));
    }

    static ContactPointCollected collected(CollectionId collection) {
        return collected(ADA, NUMBER, collection, TAG, null);
    }

    static ContactPointCollected collected(
            PersonId person, ContactPointId point, CollectionId collection, ValueTag tag, @Nullable NoticeRef notice) {
        var value = new CollectedValue("plain-1", Set.of(tag), null, Set.of(KEY));
        return new ContactPointCollected(
                point, person, Channel.PHONE, value, collection, "two-factor-enrolment", Supplier.PERSON, notice, "EU");
    }

    static ConsentChanged word(Purpose purpose, ConsentStatus status, @Nullable String expiresAt) {
        Instant expiry = expiresAt == null ? null : time(expiresAt);
        return new ConsentChanged(ADA, NUMBER, Set.of(), purpose, status, expiry, "web-form", null);
    }

    static ConsentChanged wordOf(PersonId person, ContactPointId point, Set<ValueTag> tags) {
        return new ConsentChanged(person, point, tags, ADVERTISING, ConsentStatus.GIVEN, null, "web-form", null);
    }

    static ContactPointUsed use(@Nullable ContactPointId point, @Nullable PersonId person, Set<ValueTag> tags) {
        return new ContactPointUsed(
                point,
                person,
                tags,
                null,
                AUDIENCE_MATCH,
                "tailored-audiences",
                null,
                null,
                null,
                null,
                List.of(),
                Fact.UseReport.REPORTED);
    }

    static Policy policy(String version, Rule... rules) {
        return new Policy(version, Policy.Combine.ANY, List.of(rules));
    }

    static Rule refuse(String id, @Nullable Purpose usedFor) {
        return rule(id, Rule.Effect.REFUSE, null, null, usedFor);
    }

    static Rule allow(String id, Basis basis) {
        return rule(id, Rule.Effect.ALLOW, basis, null, null);
    }

    static Rule rule(
            String id,
            Rule.Effect effect,
            @Nullable Basis basis,
            @Nullable Purpose assignedWithin,
            @Nullable Purpose usedFor) {
        return new Rule(id, "As it says.", null, null, null, null, null, assignedWithin, usedFor, effect, basis);
    }

    static Rule ruleAbout(String condition, String value) {
        return new Rule(
                "r-1",
                "As it says.",
                condition.equals("surface") ? Set.of(value, "profile") : null,
                condition.equals("supplier") ? Set.of(SupplierKind.valueOf(value)) : null,
                condition.equals("channel") ? Set.of(Channel.valueOf(value)) : null,
                condition.equals("jurisdiction") ? Set.of(value) : null,
                condition.equals("notice") ? Set.of(value) : null,
                condition.equals("assigned within") ? new Purpose(value) : null,
                condition.equals("used for") ? new Purpose(value) : null,
                Rule.Effect.REFUSE,
                null);
    }
}
