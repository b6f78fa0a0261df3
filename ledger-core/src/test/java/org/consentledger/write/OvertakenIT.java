package org.consentledger.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consentledger.write.Reports.collect;
import static org.consentledger.write.Reports.collection;
import static org.consentledger.write.Reports.consent;
import static org.consentledger.write.Reports.erase;
import static org.consentledger.write.Reports.phone;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.consentledger.law.Refusal;
import org.consentledger.store.UsualSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes that meet at the ledger's lock with facts about somebody whom neither has seen before. */
class OvertakenIT {
    private final TestLedger test = new TestLedger();
    private final Ledger other =
            new Ledger(test.database().ledger(), test.installation(), UsualSettings.of(Clock.systemUTC()));

    @AfterEach
    void close() {
        other.close();
        test.close();
    }

    private int waiting() throws Exception {
        try (Connection connection = test.database().connectAsOwner();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void awaitWaiting(int sessions) throws Exception {
        for (int i = 0; i < 5_000 && waiting() < sessions; i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        assertThat(waiting()).isEqualTo(sessions);
    }

    /** What becomes of {@code mine} where the other node comes first with {@code theirs}, and both were drawn before. */
    private List<Recording> overtaken(List<Submission> theirs, List<Submission> mine) throws Exception {
        try (Connection holder = test.database().connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select * from ledger.head for update");
            var first = CompletableFuture.supplyAsync(() -> other.commands().recordAll(theirs));
            awaitWaiting(1);
            var second =
                    CompletableFuture.supplyAsync(() -> test.ledger().commands().recordAll(mine));
            awaitWaiting(2);
            holder.rollback();
            assertThat(first.get()).allMatch(Recording.Recorded.class::isInstance);
            return second.get();
        }
    }

    @BeforeEach
    void define() {
        test.ledger().commands().record(Reports.of(Reports.define(Reports.ADS)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_same_report_through_two_nodes_is_recorded_once(boolean behindAnUnsayable) throws Exception {
        LedgerCommands commands = test.ledger().commands();
        commands.record(Reports.of(consent("erased")));
        commands.record(Reports.of(erase("erased", false)));
        Submission same = Reports.of(collect(phone("racer", "+14155550130"), collection()));
        Submission unsayable = Reports.of(consent("erased"));
        assertThat(overtaken(List.of(same), behindAnUnsayable ? List.of(unsayable, same) : List.of(same))
                        .getLast())
                .isEqualTo(new Recording.Recorded(4, true));
    }

    @Test
    void a_retraction_behind_a_fact_that_was_overtaken_comes_after_it() throws Exception {
        Submission mine = Reports.of(consent("racer"));
        assertThat(overtaken(
                        List.of(Reports.of(consent("racer"))), List.of(mine, Reports.of(Reports.retract(mine.id())))))
                .allMatch(Recording.Recorded.class::isInstance);
    }

    @Test
    void of_two_collections_under_one_id_the_first_is_recorded_though_it_was_overtaken() throws Exception {
        var collection = collection();
        List<Recording> mine = overtaken(
                List.of(Reports.of(consent("racer"))),
                List.of(
                        Reports.of(collect(phone("racer", "+14155550130"), collection)),
                        Reports.of(collect(phone("someone", "+14155550131"), collection))));
        assertThat(mine)
                .containsExactly(new Recording.Recorded(3, false), new Recording.Refused(Refusal.COLLECTION_TAKEN));
    }

    @Test
    void a_list_is_recorded_in_its_order_though_one_of_its_first_part_was_overtaken() throws Exception {
        List<Submission> mine = new ArrayList<>(List.of(Reports.of(consent("racer"))));
        for (int i = 0; i < 3_000; i++) {
            mine.add(Reports.of(consent("somebody" + i)));
        }
        assertThat(overtaken(List.of(Reports.of(consent("racer"))), mine))
                .extracting(Reports::place)
                .isSorted();
    }
}
