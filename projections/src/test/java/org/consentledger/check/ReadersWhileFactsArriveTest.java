package org.consentledger.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.consentledger.identity.SnapshotKeys;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact;
import org.consentledger.law.Histories;
import org.consentledger.law.Histories.History;
import org.consentledger.law.Permit;
import org.consentledger.law.Policy;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers on their own threads find what the law answers at their place, while facts arrive and are settled. */
class ReadersWhileFactsArriveTest {
    private static final int HISTORIES = 150;
    private static final int RECENT = 40;
    private static final int READERS = 2;
    private static final int QUESTIONS_EACH = 40;

    /** Many histories on one ledger, whose places are given anew. */
    private record Together(List<Recorded> ledger, List<History> histories, List<Recorded> policies) {
        static Together of(Random random) {
            List<History> alone = new ArrayList<>();
            List<List<Recorded>> left = new ArrayList<>();
            List<List<Recorded>> placed = new ArrayList<>();
            for (long seed = 0; seed < HISTORIES; seed++) {
                alone.add(Histories.admitted(seed));
                left.add(new ArrayList<>(alone.getLast().facts()));
                placed.add(new ArrayList<>());
            }
            var ledger = new ArrayList<Recorded>();
            while (left.stream().anyMatch(facts -> !facts.isEmpty())) {
                int next = random.nextInt(HISTORIES);
                for (int i = random.nextInt(4); i > 0 && !left.get(next).isEmpty(); i--) {
                    Recorded fact = left.get(next).removeFirst();
                    var moved = new Recorded(
                            ledger.size() + 1L,
                            fact.recordedAt(),
                            fact.id(),
                            fact.occurredAt(),
                            fact.knownAt(),
                            fact.knownAtAsserted(),
                            renamed(fact.fact(), next));
                    ledger.add(moved);
                    placed.get(next).add(moved);
                }
            }
            var histories = new ArrayList<History>();
            for (int i = 0; i < HISTORIES; i++) {
                History one = alone.get(i);
                histories.add(new History(one.seed(), placed.get(i), one.persons(), one.contactPoints()));
            }
            return new Together(ledger, histories, all(ledger, Fact.PolicyAdopted.class));
        }

        /** A version has one content, and each history writes its own. */
        private static Fact renamed(Fact fact, int history) {
            return fact instanceof Fact.PolicyAdopted(Policy policy)
                    ? new Fact.PolicyAdopted(
                            new Policy(history + "-" + policy.version(), policy.combine(), policy.rules()))
                    : fact;
        }

        private static List<Recorded> all(List<Recorded> facts, Class<? extends Fact> type) {
            return facts.stream()
                    .filter(recorded -> type.isInstance(recorded.fact()))
                    .toList();
        }

        /** What a verdict about somebody of this history reads of the first {@code place} facts. */
        List<Recorded> evidence(History history, long place) {
            List<Recorded> retractions = all(ledger, Fact.FactRetracted.class);
            return HistoryKeys.readable(Stream.of(history.facts(), policies, retractions)
                    .flatMap(List::stream)
                    .filter(recorded -> recorded.place() <= place)
                    .distinct()
                    .toList());
        }
    }

    @Test
    void readers_find_what_the_law_answers_at_their_place() throws Exception {
        Together together = Together.of(new Random(1));
        var ledger = new HistoryLedger();
        ledger.append(together.ledger());
        var keys = new HistoryKeys(together.ledger(), false);
        var done = new AtomicBoolean();
        try (var index = new StandingIndex(keys, ledger, null, RECENT);
                ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            List<Future<Integer>> asked = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                asked.add(readers.submit(reader(index, together, new Random(reader), done)));
            }
            try {
                follow(index, together.ledger(), new Random(2));
            } finally {
                done.set(true);
            }
            for (Future<Integer> questions : asked) {
                assertThat(questions.get()).isGreaterThan(QUESTIONS_EACH);
            }
            assertThat(index.place()).isEqualTo(together.ledger().size());
            assertThat(index.size()).isGreaterThan(HISTORIES);
        }
    }

    @Test
    void what_is_written_down_while_facts_arrive_is_of_one_place(@TempDir Path folder) {
        Together together = Together.of(new Random(3));
        List<Recorded> all = together.ledger();
        var ledger = new HistoryLedger();
        ledger.append(all);
        var snapshots = new Snapshots(folder.resolve("index"), SnapshotKeys.in(folder.resolve("secrets")));
        try (var index = new StandingIndex(new HistoryKeys(all, false), ledger, snapshots, RECENT)) {
            index.writeEvery(Duration.ofMillis(1));
            follow(index, all, new Random(4));
        }
        try (var index = new StandingIndex(new HistoryKeys(all, false), ledger, snapshots, RECENT)) {
            int place = (int) index.beginWithSnapshot();
            assertThat(place).isPositive();
            follow(index, all.subList(place, all.size()), new Random(5));
            for (History history : together.histories()) {
                List<Recorded> evidence = together.evidence(history, all.size());
                for (Question question : history.questions(QUESTIONS_EACH)) {
                    var asked = new Question(
                            question.contactPoint(),
                            question.purpose(),
                            new Coordinates(question.coordinates().at(), null, Coordinates.ALL),
                            PolicyChoice.IN_FORCE);
                    assertThat(Said.of(index.inquiry(asked.purpose(), asked.policy())
                                    .ask(asked.contactPoint(), asked.coordinates())))
                            .as("%s%n%s", asked, history)
                            .isEqualTo(Said.of(Permit.answer(evidence, asked)));
                }
            }
        }
    }

    private static void follow(StandingIndex index, List<Recorded> facts, Random random) {
        for (int from = 0; from < facts.size(); ) {
            int to = Math.min(facts.size(), from + 1 + random.nextInt(5));
            index.follow(facts.subList(from, to));
            from = to;
        }
    }

    /** Asks one image many questions, then the next one, until all facts are there. */
    private static Callable<Integer> reader(StandingIndex index, Together together, Random random, AtomicBoolean done) {
        return () -> {
            int asked = 0;
            for (boolean last = false; !last; ) {
                last = done.get();
                History history = together.histories().get(random.nextInt(HISTORIES));
                List<Question> questions = history.questions(QUESTIONS_EACH);
                Inquiry inquiry = index.inquiry(questions.getFirst().purpose(), PolicyChoice.IN_FORCE);
                long place = inquiry.place();
                List<Recorded> evidence = together.evidence(history, place);
                for (Question one : questions) {
                    var question = new Question(
                            one.contactPoint(),
                            questions.getFirst().purpose(),
                            new Coordinates(
                                    one.coordinates().at(), one.coordinates().known(), place),
                            PolicyChoice.IN_FORCE);
                    Coordinates coordinates = one.coordinates();
                    // Without a size the image's own place counts.
                    Finding finding = inquiry.ask(
                            question.contactPoint(),
                            new Coordinates(coordinates.at(), coordinates.known(), Coordinates.ALL));
                    assertThat(Said.of(finding))
                            .as("%s%n%s", question, history)
                            .isEqualTo(Said.of(Permit.answer(evidence, question)));
                    asked++;
                }
            }
            return asked;
        };
    }
}
