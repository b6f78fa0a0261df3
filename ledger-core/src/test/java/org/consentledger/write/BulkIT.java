package org.consentledger.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.consentledger.identity.GivenValue;
import org.consentledger.identity.PersonReference;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.FactId;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.Policy;
import org.consentledger.law.Purpose;
import org.consentledger.law.Recorded;
import org.consentledger.store.FactJson;
import org.consentledger.store.WholeLedger;
import org.consentledger.write.LedgerCommand.SuppliedBy;
import org.consentledger.write.LedgerCommand.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fact that arrives in bulk takes the same decisions as one that arrives alone. */
class BulkIT {
    private static final int SUBMISSIONS = 400;
    private static final Pattern DRAWN =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}");
    private static final Pattern HIDDEN =
            Pattern.compile("\"(tags|suppressed|kept|lifted)\":(\\[[^]]*]|\\{[^}]*})|\"(sealed|value)\":\"[^\"]*\"");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void the_same_commands_one_by_one_and_in_bulk_end_alike(long seed) {
        List<Submission> submissions = new Population(seed).submissions(SUBMISSIONS);
        try (var single = new TestLedger();
                var bulk = new TestLedger()) {
            List<Recording> alone = submissions.stream()
                    .map(submission -> single.ledger().commands().record(submission))
                    .toList();
            var random = new Random(seed);
            List<Recording> together = new ArrayList<>();
            while (together.size() < submissions.size()) {
                int next = Math.min(submissions.size(), together.size() + 1 + random.nextInt(80));
                together.addAll(bulk.ledger().commands().recordAll(submissions.subList(together.size(), next)));
            }
            for (int i = 0; i < submissions.size(); i++) {
                assertThat(said(together.get(i)))
                        .as("%d: %s", i, submissions.get(i).command())
                        .isEqualTo(said(alone.get(i)));
            }
            assertThat(facts(bulk)).isEqualTo(facts(single));
            assertThat(alone.stream().map(Recording::getClass).distinct()).hasSize(3);
        }
    }

    private static String said(Recording recording) {
        return recording instanceof Recording.Rejected rejected
                ? rejected.why().field() + rejected.why().rule()
                : recording.toString();
    }

    /** Every fact with what each ledger draws for itself replaced by the order in which it appears. */
    private static List<String> facts(TestLedger test) {
        Map<String, String> drawn = new HashMap<>();
        var json = FactJson.mapper();
        return WholeLedger.consistent(test.database()).facts().stream()
                .map((Recorded recorded) -> recorded.place() + " " + recorded.id() + " " + recorded.knownAtAsserted()
                        + recorded.fact().getClass().getSimpleName()
                        + DRAWN.matcher(HIDDEN.matcher(json.writeValueAsString(recorded.fact()))
                                        .replaceAll("hidden"))
                                .replaceAll(match -> drawn.computeIfAbsent(match.group(), _ -> "#" + drawn.size())))
                .toList();
    }

    /** Few persons, collections and ids, so that commands meet each other. */
    private static final class Population {
        private static final List<Purpose> PURPOSES =
                List.of(new Purpose("a"), new Purpose("a.b"), new Purpose("c"), new Purpose("unknown"));

        private final Random random;
        private final List<CollectionId> collections = new ArrayList<>();
        private final List<FactId> ids = new ArrayList<>();
        private final List<Submission> sent = new ArrayList<>();
        private final Instant now = Instant.parse("2019-09-17T12:00:00Z");

        Population(long seed) {
            random = new Random(seed);
            for (int i = 0; i < 12; i++) {
                collections.add(new CollectionId(new UUID(random.nextLong(), random.nextLong())));
            }
        }

        List<Submission> submissions(int count) {
            while (sent.size() < count) {
                sent.add(submission());
            }
            return sent;
        }

        private Submission submission() {
            if (!sent.isEmpty() && random.nextInt(10) == 0) {
                return sent.get(random.nextInt(sent.size()));
            }
            var id = !ids.isEmpty() && random.nextInt(30) == 0
                    ? ids.get(random.nextInt(ids.size()))
                    : new FactId("test", new UUID(random.nextLong(), random.nextLong()));
            ids.add(id);
            Instant occurredAt = random.nextInt(4) == 0 ? now.plusSeconds(random.nextInt(1_000)) : null;
            if (random.nextInt(30) == 0) {
                occurredAt = Instant.parse("2999-01-01T00:00:00Z");
            }
            Instant knownAt = random.nextInt(6) == 0 ? now.plusSeconds(random.nextInt(1_000)) : null;
            return new Submission(id, occurredAt, knownAt, command());
        }

        private LedgerCommand command() {
            return switch (random.nextInt(17)) {
                case 0 -> Reports.define(PURPOSES.get(random.nextInt(3)));
                case 1 -> new LedgerCommand.PublishNotice(notice(), "Text " + random.nextInt(2), Set.of(purpose()));
                case 2 -> new LedgerCommand.ServeNotice(person(), notice(), "sign-up");
                case 3, 4, 5 ->
                    new LedgerCommand.CollectContactPoint(
                            value(), collection(), "two-factor", SuppliedBy.PERSON, null, "US");
                case 6 -> new LedgerCommand.AssignPurpose(collection(), purpose(), Basis.CONSENT);
                case 7 -> new LedgerCommand.RevokePurpose(collection(), purpose());
                case 8 ->
                    new LedgerCommand.ChangeConsent(
                            person(),
                            random.nextBoolean() ? value() : null,
                            purpose(),
                            ConsentStatus.WITHDRAWN,
                            null,
                            "web-form",
                            null);
                case 9 -> new LedgerCommand.RemoveContactPoint(value(), null, "deleted");
                case 10 -> new LedgerCommand.ErasePerson(person(), random.nextBoolean());
                case 11 ->
                    new LedgerCommand.AdoptPolicy(new Policy(
                            "v" + random.nextInt(3),
                            random.nextBoolean() ? Policy.Combine.ANY : Policy.Combine.ALL,
                            List.of()));
                case 12 -> new LedgerCommand.PlantSentinel(value());
                case 13, 14 -> Reports.use(value());
                case 15 ->
                    new LedgerCommand.LiftSuppression(person(), random.nextBoolean() ? List.of(value().value()) : null);
                default -> Reports.retract(ids.isEmpty() ? Reports.id() : ids.get(random.nextInt(ids.size())));
            };
        }

        private PersonReference person() {
            return Reports.person("person-" + random.nextInt(12));
        }

        private Target.OfValue value() {
            String number = random.nextInt(25) == 0 ? "no number" : "+1415555000" + random.nextInt(6);
            return new Target.OfValue(
                    random.nextInt(5) == 0 ? null : person(), GivenValue.plain(Channel.PHONE, number, null));
        }

        private CollectionId collection() {
            return collections.get(random.nextInt(collections.size()));
        }

        private Purpose purpose() {
            return PURPOSES.get(random.nextInt(PURPOSES.size()));
        }

        private NoticeRef notice() {
            return new NoticeRef("notice", "v" + random.nextInt(3), "en");
        }
    }
}
