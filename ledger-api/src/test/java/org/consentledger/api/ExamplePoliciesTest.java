package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.consentledger.law.Answer;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Permit;
import org.consentledger.law.PersonId;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Question;
import org.consentledger.law.Reason;
import org.consentledger.law.Recorded;
import org.consentledger.law.Sealed;
import org.consentledger.law.Supplier;
import org.consentledger.law.SupplierKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in docs/policies, read as the interface reads them, and what follows from them. */
class ExamplePoliciesTest {
    private static final Path FOLDER = Path.of("..", "docs", "policies");
    private static final Instant THEN = Instant.parse("2019-09-16T12:00:00Z");
    private static final Purpose TWO_FACTOR = new Purpose("security.two-factor");
    private static final Purpose TAILORED = new Purpose("advertising.audience-match.tailored");
    private static final PersonId PERSON = new PersonId(new UUID(0, 1), false);
    private static final ContactPointId NUMBER = new ContactPointId(new UUID(0, 2));
    private static final CollectionId COLLECTION = new CollectionId(new UUID(0, 3));

    private final List<Recorded> facts = new ArrayList<>();

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    private static PolicyChoice.Draft read(Path file) throws IOException {
        byte[] text = Files.readAllBytes(file);
        return (PolicyChoice.Draft) new PolicyForm().read(StrictJson.read(text, 0, text.length), "policy");
    }

    private static PolicyChoice.Draft policy(String platform) throws IOException {
        return read(FOLDER.resolve(platform + ".json"));
    }

    @Test
    void six_platforms_have_one_each() throws IOException {
        assertThat(files().map(file -> file.getFileName().toString()))
                .containsExactly(
                        "facebook.json",
                        "linkedin.json",
                        "pinterest.json",
                        "reddit.json",
                        "snapchat.json",
                        "twitter.json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void each_can_be_adopted_as_it_is_and_its_rules_name_their_source(Path file) throws IOException {
        String policy = Files.readString(file);
        byte[] event = Events.text(Events.event(
                        "00000000-0000-4000-8000-000000000001", "policy.adopted", "{\"policy\":" + policy + "}"))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(FactReader.read(event, 0, event.length)).isNotNull();
        assertThat(read(file).policy().rules())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.sentence()).containsPattern("Source: .*\", .*20(18|19)\\.$"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "facebook, BASIS, two-factor-numbers-serve-advertising",
        "twitter, BASIS, security-contacts-matched-by-mistake",
        "snapchat, RULE, two-factor-numbers-never-advertise",
        "linkedin, RULE, two-factor-numbers-never-advertise",
        "pinterest, RULE, two-factor-numbers-never-advertise",
        "reddit, RULE, two-factor-numbers-never-advertise"
    })
    void a_two_factor_number_on_an_advertisers_list(String platform, Reason reason, String rule) throws IOException {
        collected("two-factor-enrolment", Supplier.PERSON);
        Answer answer = answer(platform, TAILORED);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.rule()).isEqualTo(rule);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "facebook, BASIS",
        "twitter, PURPOSE_NOT_ASSIGNED",
        "snapchat, PURPOSE_NOT_ASSIGNED",
        "linkedin, PURPOSE_NOT_ASSIGNED",
        "pinterest, PURPOSE_NOT_ASSIGNED",
        "reddit, PURPOSE_NOT_ASSIGNED"
    })
    void a_number_from_somebody_elses_address_book(String platform, Reason reason) throws IOException {
        collected("address-book-upload", new Supplier(SupplierKind.USER, null, null));
        assertThat(answer(platform, TAILORED).reason()).isEqualTo(reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void under_each_a_number_goes_on_serving_what_it_was_given_for(Path file) throws IOException {
        collected("two-factor-enrolment", Supplier.PERSON);
        assertThat(answer(read(file), TWO_FACTOR).reason()).isEqualTo(Reason.BASIS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void whoever_has_objected_is_permitted_under_none(Path file) throws IOException {
        collected("two-factor-enrolment", Supplier.PERSON);
        given(new Fact.ConsentChanged(
                PERSON, null, Set.of(), new Purpose("advertising"), ConsentStatus.OBJECTED, null, "web-form", null));
        assertThat(answer(read(file), TAILORED).permitted()).isFalse();
    }

    private Answer answer(String platform, Purpose purpose) throws IOException {
        return answer(policy(platform), purpose);
    }

    private Answer answer(PolicyChoice policy, Purpose purpose) {
        return Permit.answer(
                facts, new Question(NUMBER, purpose, new Coordinates(THEN, null, Coordinates.ALL), policy));
    }

    private void collected(String surface, Supplier supplier) {
        given(new Fact.ContactPointCollected(
                NUMBER,
                PERSON,
                Channel.PHONE,
                new CollectedValue("plain-1", Set.of(), new Sealed("c2VhbGVk"), Set.of()),
                COLLECTION,
                surface,
                supplier,
                null,
                "US"));
        given(new Fact.PurposeAssigned(COLLECTION, TWO_FACTOR, Basis.CONTRACT));
    }

    private void given(Fact fact) {
        Instant at = THEN.minusSeconds(3_600);
        long place = facts.size() + 1L;
        facts.add(new Recorded(place, at, new FactId("test", new UUID(9, place)), at, at, false, fact));
    }
}
