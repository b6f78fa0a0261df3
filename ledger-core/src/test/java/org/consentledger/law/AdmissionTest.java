package org.consentledger.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ledger records and what it refuses, each refusal in its order of precedence. */
class AdmissionTest {
    private static final Instant NOW = Instant.parse("2019-09-17T12:00:00Z");
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Instant TOO_LATE = NOW.plus(TOLERANCE).plusNanos(1_000);

    private static final PersonId ERASED = new PersonId(new UUID(0, 1), false);
    private static final PersonId PRESENT = new PersonId(new UUID(0, 2), false);
    private static final ContactPointId OF_ERASED = new ContactPointId(new UUID(0, 3));
    private static final ContactPointId OF_PRESENT = new ContactPointId(new UUID(0, 4));
    private static final CollectionId TOLD_OF_ERASED = new CollectionId(new UUID(0, 5));
    private static final CollectionId TOLD = new CollectionId(new UUID(0, 6));
    private static final CollectionId RETRACTED = new CollectionId(new UUID(0, 7));
    private static final CollectionId UNHEARD_OF = new CollectionId(new UUID(0, 8));
    private static final Purpose DEFINED = new Purpose("advertising");
    private static final Purpose UNDEFINED = new Purpose("advertising.audience-match");
    private static final NoticeRef NOTICE = new NoticeRef("privacy", "1", "en");
    private static final Policy POLICY = new Policy("v1", Policy.Combine.ANY, List.of());

    /** A small ledger: one person erased, one present, one purpose, one notice, one policy, and a collection retracted. */
    private static final List<Recorded> LEDGER = facts(
            new PurposeDefined(DEFINED, "We show you advertisements.", Map.of()),
            new NoticePublished(NOTICE, "0".repeat(64), Set.of(DEFINED)),
            new PolicyAdopted(POLICY),
            collected(ERASED, OF_ERASED, TOLD_OF_ERASED),
            collected(PRESENT, OF_PRESENT, TOLD),
            collected(PRESENT, OF_PRESENT, RETRACTED),
            new FactRetracted(id(6), "recorded-in-error"),
            new PersonErased(ERASED, false, Set.of(), Map.of()));

    @ParameterizedTest(name = "{0} at {1}, known {2}: {3}")
    @CsvSource({
        // Everything wrong at once: the first refusal in order of precedence speaks.
        "word, too late, too late, OCCURRED_IN_FUTURE",
        "word, in time, too late, KNOWN_IN_FUTURE",
        "word, in time, in time, PERSON_ERASED",
        "policy, too late, too late, KNOWN_IN_FUTURE",
        "policy, past, in time, POLICY_BACKDATED",
        "policy, in time, in time, PURPOSE_UNKNOWN",
        "retraction, too late, in time, OCCURRED_IN_FUTURE",
        "retraction, in time, in time, TARGET_UNKNOWN",
    })
    void of_several_things_wrong_the_first_refusal_speaks(String what, String at, String known, Refusal refusal) {
        Fact fact = switch (what) {
            case "word" -> word(ERASED, UNDEFINED);
            case "policy" -> new PolicyAdopted(policyAbout("v1", UNDEFINED));
            default -> new FactRetracted(id(99), "recorded-in-error");
        };
        assertThat(refusal(fact, time(at), time(known))).contains(refusal);
    }

    static List<Arguments> refused() {
        return List.of(
                Arguments.of(
                        "a collection for somebody erased",
                        collected(ERASED, OF_ERASED, UNHEARD_OF),
                        Refusal.PERSON_ERASED),
                Arguments.of("a word of somebody erased", word(ERASED, DEFINED), Refusal.PERSON_ERASED),
                Arguments.of(
                        "a notice served to somebody erased",
                        new NoticeServed(ERASED, NOTICE, "sign-up"),
                        Refusal.PERSON_ERASED),
                Arguments.of(
                        "a second erasure", new PersonErased(ERASED, false, Set.of(), Map.of()), Refusal.PERSON_ERASED),
                Arguments.of(
                        "an assignment for somebody erased",
                        new PurposeAssigned(TOLD_OF_ERASED, UNDEFINED, Basis.CONSENT),
                        Refusal.PERSON_ERASED),
                Arguments.of(
                        "a revocation for somebody erased",
                        new PurposeRevoked(TOLD_OF_ERASED, DEFINED),
                        Refusal.PERSON_ERASED),
                Arguments.of(
                        "a removal for somebody erased",
                        new ContactPointRemoved(OF_ERASED, null, "deleted"),
                        Refusal.PERSON_ERASED),
                Arguments.of("a word about an unknown purpose", word(PRESENT, UNDEFINED), Refusal.PURPOSE_UNKNOWN),
                Arguments.of(
                        "an assignment of an unknown purpose",
                        new PurposeAssigned(TOLD, UNDEFINED, Basis.CONSENT),
                        Refusal.PURPOSE_UNKNOWN),
                Arguments.of(
                        "a revocation of an unknown purpose",
                        new PurposeRevoked(TOLD, UNDEFINED),
                        Refusal.PURPOSE_UNKNOWN),
                Arguments.of(
                        "a notice with an unknown purpose",
                        new NoticePublished(NOTICE, "1".repeat(64), Set.of(UNDEFINED)),
                        Refusal.PURPOSE_UNKNOWN),
                Arguments.of(
                        "a policy about an unknown purpose",
                        new PolicyAdopted(policyAbout("v1", UNDEFINED)),
                        Refusal.PURPOSE_UNKNOWN),
                Arguments.of("a collection told twice", collected(PRESENT, OF_PRESENT, TOLD), Refusal.COLLECTION_TAKEN),
                Arguments.of(
                        "another policy of one version",
                        new PolicyAdopted(policyAbout("v1", DEFINED)),
                        Refusal.VERSION_CONTENT_DIFFERS),
                Arguments.of(
                        "another text of one notice",
                        new NoticePublished(NOTICE, "1".repeat(64), Set.of(DEFINED)),
                        Refusal.VERSION_CONTENT_DIFFERS),
                Arguments.of(
                        "a retraction of nothing",
                        new FactRetracted(id(99), "recorded-in-error"),
                        Refusal.TARGET_UNKNOWN),
                Arguments.of(
                        "a retraction of a retraction",
                        new FactRetracted(id(7), "recorded-in-error"),
                        Refusal.TARGET_NOT_RETRACTABLE),
                Arguments.of(
                        "a retraction of an erasure",
                        new FactRetracted(id(8), "recorded-in-error"),
                        Refusal.TARGET_NOT_RETRACTABLE));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("refused")
    void each_refusal(String what, Fact fact, Refusal refusal) {
        assertThat(refusal(fact, NOW, NOW)).as(what).contains(refusal);
    }

    static List<Arguments> recorded() {
        return List.of(
                Arguments.of("a use of an erased person's contact point", use(OF_ERASED, null, UNDEFINED)),
                Arguments.of("a use of an erased person alone", use(null, ERASED, UNDEFINED)),
                Arguments.of("a suppression lifted by somebody erased", new SuppressionLifted(ERASED, true, Set.of())),
                Arguments.of("a suppression lifted before any", new SuppressionLifted(PRESENT, true, Set.of())),
                Arguments.of("a retraction of an erased person's fact", new FactRetracted(id(4), "recorded-in-error")),
                Arguments.of("a second retraction of one fact", new FactRetracted(id(6), "recorded-in-error")),
                Arguments.of("a collection anew after its retraction", collected(PRESENT, OF_PRESENT, RETRACTED)),
                Arguments.of(
                        "an assignment before its collection",
                        new PurposeAssigned(UNHEARD_OF, DEFINED, Basis.CONTRACT)),
                Arguments.of(
                        "a removal of what was never collected",
                        new ContactPointRemoved(new ContactPointId(new UUID(9, 9)), null, "deleted")),
                Arguments.of("one policy adopted again", new PolicyAdopted(POLICY)),
                Arguments.of(
                        "one notice published again", new NoticePublished(NOTICE, "0".repeat(64), Set.of(DEFINED))),
                Arguments.of("a sentinel", new SentinelPlanted(OF_ERASED)),
                Arguments.of("a purpose below another", new PurposeDefined(UNDEFINED, "We match lists.", Map.of())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void each_thing_recorded(String what, Fact fact) {
        assertThat(refusal(fact, NOW, NOW)).as(what).isEmpty();
    }

    @Test
    @DisplayName("the clock tolerance includes its end, and no time stated is the moment of recording")
    void the_clock_tolerance_includes_its_end() {
        assertThat(refusal(word(PRESENT, DEFINED), NOW.plus(TOLERANCE), NOW)).isEmpty();
        assertThat(refusal(word(PRESENT, DEFINED), TOO_LATE, NOW)).contains(Refusal.OCCURRED_IN_FUTURE);
        assertThat(refusal(word(PRESENT, DEFINED), null, null)).isEmpty();
    }

    @Test
    void knowledge_has_no_tolerance() {
        assertThat(refusal(word(PRESENT, DEFINED), NOW, NOW)).isEmpty();
        assertThat(refusal(word(PRESENT, DEFINED), NOW, NOW.plusNanos(1_000))).contains(Refusal.KNOWN_IN_FUTURE);
    }

    @Test
    void policies_notices_assignments_and_revocations_may_be_dated_ahead() {
        assertThat(List.of(
                        new PolicyAdopted(POLICY),
                        new NoticePublished(NOTICE, "0".repeat(64), Set.of(DEFINED)),
                        new PurposeAssigned(TOLD, DEFINED, Basis.CONSENT),
                        new PurposeRevoked(TOLD, DEFINED)))
                .allSatisfy(fact -> assertThat(refusal(fact, Moments.LAST, NOW)).isEmpty());
    }

    @Test
    void a_policy_known_before_may_begin_the_moment_it_was_known() {
        assertThat(refusal(new PolicyAdopted(POLICY), NOW.minusSeconds(60), NOW.minusSeconds(60)))
                .isEmpty();
        assertThat(refusal(new PolicyAdopted(POLICY), NOW.minusSeconds(60), null))
                .contains(Refusal.POLICY_BACKDATED);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1_000, 2_000, 3_000, 4_000, 5_000})
    void every_fact_of_an_admitted_history_is_let_in(long first) {
        for (long seed = first; seed < first + 100; seed++) {
            Histories.History history = Histories.admitted(seed);
            for (Recorded fact : history.facts()) {
                var header = new Header(
                        fact.id(), fact.occurredAt(), fact.knownAtAsserted() ? fact.knownAt() : null, "0".repeat(64));
                var before = new Holdings(history.first(fact.place() - 1));
                assertThat(Admission.refusal(header, fact.fact(), fact.recordedAt(), TOLERANCE, before))
                        .as("place %d of %s", fact.place(), history)
                        .isEmpty();
            }
        }
    }

    private static Optional<Refusal> refusal(Fact fact, @Nullable Instant occurredAt, @Nullable Instant knownAt) {
        var header = new Header(id(1_000), occurredAt, knownAt, "0".repeat(64));
        return Admission.refusal(header, fact, NOW, TOLERANCE, new Holdings(LEDGER));
    }

    private static Instant time(String name) {
        return switch (name) {
            case "past" -> NOW.minusNanos(1_000);
            case "in time" -> NOW;
            default -> TOO_LATE;
        };
    }

    private static ConsentChanged word(PersonId person, Purpose purpose) {
        return new ConsentChanged(person, null, Set.of(), purpose, ConsentStatus.GIVEN, null, "web-form", null);
    }

    private static ContactPointCollected collected(PersonId person, ContactPointId point, CollectionId collection) {
        var value = new CollectedValue("plain-1", Set.of(new ValueTag(new UUID(0, 9))), null, Set.of());
        return new ContactPointCollected(
                point, person, Channel.PHONE, value, collection, "sign-up", Supplier.PERSON, null, "EU");
    }

    private static ContactPointUsed use(@Nullable ContactPointId point, @Nullable PersonId person, Purpose purpose) {
        return new ContactPointUsed(
                point,
                person,
                Set.of(),
                null,
                purpose,
                "tailored-audiences",
                null,
                null,
                null,
                null,
                List.of(),
                Fact.UseReport.REPORTED);
    }

    private static Policy policyAbout(String version, Purpose purpose) {
        var rule = new Rule("r-1", "Never.", null, null, null, null, null, null, purpose, Rule.Effect.REFUSE, null);
        return new Policy(version, Policy.Combine.ANY, List.of(rule));
    }

    private static FactId id(long place) {
        return new FactId("app", new UUID(1, place));
    }

    private static List<Recorded> facts(Fact... facts) {
        var recorded = new ArrayList<Recorded>();
        for (Fact fact : facts) {
            long place = recorded.size() + 1L;
            Instant at = NOW.minusSeconds(1_000 - place);
            recorded.add(new Recorded(place, at, id(place), at, at, false, fact));
        }
        return recorded;
    }

    /** What a ledger of these facts holds. */
    private record Holdings(List<Recorded> facts) implements Admission.Ledger {
        @Override
        public boolean erased(PersonId person) {
            return facts.stream()
                    .anyMatch(fact -> fact.fact() instanceof PersonErased erased
                            && erased.person().equals(person));
        }

        @Override
        public @Nullable PersonId holder(CollectionId collection) {
            return collections(null, collection)
                    .map(ContactPointCollected::person)
                    .orElse(null);
        }

        @Override
        public @Nullable PersonId holder(ContactPointId contactPoint) {
            return collections(contactPoint, null)
                    .map(ContactPointCollected::person)
                    .orElse(null);
        }

        private Optional<ContactPointCollected> collections(
                @Nullable ContactPointId point, @Nullable CollectionId collection) {
            return facts.stream()
                    .map(Recorded::fact)
                    .filter(ContactPointCollected.class::isInstance)
                    .map(ContactPointCollected.class::cast)
                    .filter(fact -> point == null || fact.contactPoint().equals(point))
                    .filter(fact -> collection == null || fact.collection().equals(collection))
                    .findFirst();
        }

        @Override
        public boolean told(CollectionId collection) {
            return facts.stream()
                    .filter(fact -> fact.fact() instanceof ContactPointCollected collected
                            && collected.collection().equals(collection))
                    .anyMatch(fact -> facts.stream()
                            .noneMatch(other -> other.fact() instanceof FactRetracted retraction
                                    && retraction.fact().equals(fact.id())));
        }

        @Override
        public boolean defined(Purpose purpose) {
            return facts.stream()
                    .anyMatch(
                            fact -> fact.fact() instanceof PurposeDefined defined && purpose.covers(defined.purpose()));
        }

        @Override
        public @Nullable Object content(Admission.Version version) {
            return facts.stream()
                    .map(fact -> content(fact.fact(), version))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }

        private static @Nullable Object content(Fact fact, Admission.Version version) {
            return switch (version) {
                case Admission.Version.OfPolicy of ->
                    fact instanceof PolicyAdopted adopted
                                    && adopted.policy().version().equals(of.version())
                            ? adopted.policy()
                            : null;
                case Admission.Version.OfNotice of ->
                    fact instanceof NoticePublished published
                                    && published.notice().equals(of.notice())
                            ? published
                            : null;
            };
        }

        @Override
        public Admission.@Nullable Target target(FactId id) {
            return facts.stream()
                    .filter(fact -> fact.id().equals(id))
                    .map(fact -> fact.fact() instanceof FactRetracted || fact.fact() instanceof PersonErased
                            ? Admission.Target.NOT_RETRACTABLE
                            : Admission.Target.RETRACTABLE)
                    .findFirst()
                    .orElse(null);
        }
    }
}
