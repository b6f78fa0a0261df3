package org.consentledger.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.consentledger.census.ToldHistory;
import org.consentledger.history.Happening;
import org.consentledger.history.History;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.Histories;
import org.consentledger.law.Purpose;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.consentledger.standing.Horizon;
import org.consentledger.standing.ViewedHistories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On any history, at any size and knowledge, the views trace what reading every fact finds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProvenanceAgreementIT {
    private static final int SEEDS = 60;
    private static final int SEEDS_PER_TEST = 20;
    private static final int QUESTIONS = 12;

    private final ViewedHistories views = new ViewedHistories();

    /** The first seed of each test; it covers those up to the next. */
    static LongStream seeds() {
        return LongStream.range(0, SEEDS / SEEDS_PER_TEST).map(test -> test * SEEDS_PER_TEST);
    }

    @BeforeAll
    void open() throws SQLException {
        views.open();
    }

    @AfterAll
    void close() throws SQLException {
        views.close();
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void the_views_trace_what_reading_every_fact_finds(long first) throws SQLException {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            var random = new Random(seed);
            Histories.History history = ToldHistory.of(Histories.admitted(seed), random);
            views.begin(history, random.nextBoolean());
            views.append(history.groups(), random);
            for (Question question : history.questions(QUESTIONS)) {
                long all = history.facts().size();
                long size = random.nextBoolean() ? all : random.nextLong(all + 1);
                var horizon = new Horizon(question.coordinates().known(), size);
                agree(new NaiveTraces(views.replayed(), horizon), horizon, question, random, history);
            }
        }
    }

    private void agree(
            NaiveTraces naive, Horizon horizon, Question question, Random random, Histories.History history) {
        String told = horizon + "\n" + history;
        UseFilter filter = filter(question, random, history);
        var uses = new Uses(views.database(), views.reader());
        assertThat(traced(uses, filter, horizon)).as("%s%n%s", filter, told).isEqualTo(naive.uses(filter));
        assertThat(uses.totals(filter, horizon)).as("%s%n%s", filter, told).isEqualTo(naive.totals(filter));

        Instant at = question.coordinates().at();
        var neverGiven = new NeverGiven(views.database());
        List<NeverGiven.Shadow> shadows = shadows(neverGiven, at, horizon);
        assertThat(shadows).as("at %s, %s", at, told).isEqualTo(naive.neverGiven(at));
        assertThat(neverGiven.totals(at, horizon).contactPoints()).isEqualTo(shadows.size());

        ContactPointId point = question.contactPoint();
        assertThat(said(new Sources(views.database(), views.reader(), views.standing()).of(point, horizon)))
                .as("%s, %s", point, told)
                .isEqualTo(said(naive.origin(point)));
        withdrawals(point, history, told);
    }

    /** The facts by their places: the two read more or less of their values. */
    private static String said(Sources.Origin origin) {
        return origin.person() + " " + origin.neverGiven() + said(origin.collections()) + said(origin.served());
    }

    private static List<String> said(List<Sources.Shown> facts) {
        return facts.stream()
                .map(shown -> shown.recorded().place() + " " + shown.text() + " " + shown.retracted())
                .toList();
    }

    /** As known today and at the newest size, from the happenings that the history tells. */
    private void withdrawals(ContactPointId point, Histories.History history, String told) {
        var happened = new History(views.database(), views.reader(), views.standing());
        List<Recorded> facts = happened.of(point, 0, 1_000).happenings().stream()
                .map(Happening::recorded)
                .toList();
        var now = new Horizon(null, history.facts().size());
        assertThat(places(new Withdrawals(happened, views.standing()).of(point, now.ledgerSize())))
                .as("%s, %s", point, told)
                .isEqualTo(places(new NaiveTraces(views.replayed(), now)
                        .withdrawals(
                                point,
                                facts,
                                facts.stream()
                                        .filter(recorded -> recorded.fact() instanceof Fact.ContactPointUsed)
                                        .toList())));
    }

    private static List<List<Long>> places(List<Withdrawals.Withdrawal> withdrawals) {
        return withdrawals.stream()
                .map(one -> Stream.of(Stream.of(one.word()), one.despite().stream(), Stream.ofNullable(one.heeded()))
                        .flatMap(part -> Stream.concat(part.map(Recorded::place), Stream.of(0L)))
                        .toList())
                .toList();
    }

    private static UseFilter filter(Question question, Random random, Histories.History history) {
        if (random.nextBoolean()) {
            return new UseFilter(null, null, null, null, null, null, null, null, null);
        }
        List<Instant> moments = history.moments();
        Instant moment = moments.get(random.nextInt(moments.size()));
        Purpose purpose = question.purpose();
        return new UseFilter(
                random.nextInt(4) == 0 ? question.contactPoint() : null,
                null,
                random.nextInt(4) == 0 ? "Advertiser Nr. 1" : null,
                null,
                random.nextInt(3) == 0 ? purpose : null,
                random.nextInt(3) == 0 ? purpose : null,
                random.nextInt(3) == 0 ? moment : null,
                random.nextInt(3) == 0 ? moment : null,
                shared(random.nextInt(4)));
    }

    private static @Nullable Boolean shared(int drawn) {
        return drawn > 1 ? null : Boolean.valueOf(drawn == 0);
    }

    private static List<TracedUse> traced(Uses uses, UseFilter filter, Horizon horizon) {
        var traced = new ArrayList<TracedUse>();
        try {
            uses.each(filter, horizon, traced::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return traced;
    }

    private static List<NeverGiven.Shadow> shadows(NeverGiven neverGiven, Instant at, Horizon horizon) {
        var shadows = new ArrayList<NeverGiven.Shadow>();
        try {
            neverGiven.each(at, horizon, shadows::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return shadows;
    }
}
