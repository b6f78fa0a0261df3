package org.consentledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.consentledger.store.AppenderFixture.answer;
import static org.consentledger.store.AppenderFixture.append;
import static org.consentledger.store.AppenderFixture.await;
import static org.consentledger.store.AppenderFixture.execute;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever breaks, each sender's answer agrees with what is stored, and nothing is stored twice. */
class BrokenConnectionIT {
    private static final int FEW = 3;
    private static final int MANY = FewFacts.MOST + 1;

    private final AppenderFixture fixture = new AppenderFixture();
    private final CuttingProxy proxy = proxy();

    private CuttingProxy proxy() {
        try {
            return new CuttingProxy(fixture.database.port());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        fixture.close();
    }

    /** Where a line may be cut, by a group of few and of many facts; the former on a fresh line too, before statements are prepared. */
    static Stream<Arguments> cuts() {
        return Stream.of(CuttingProxy.Cut.values())
                .filter(cut -> cut != CuttingProxy.Cut.NOWHERE)
                .flatMap(cut ->
                        Stream.of(Arguments.of(cut, FEW, 0), Arguments.of(cut, FEW, 8), Arguments.of(cut, MANY, 8)));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void a_line_cut_around_the_commit_is_mended_and_nobody_is_told_what_is_not_so(
            CuttingProxy.Cut cut, int facts, int groupsBefore) {
        try (Appender appender = appender(Duration.ofSeconds(20))) {
            groups(appender, groupsBefore, facts);
            List<Proposal> proposals = Proposals.uses(facts);
            proxy.cutNext(cut);
            List<Receipt> receipts = answer(appender.append(proposals));
            Receipt next = append(appender, Proposals.use());
            assertThat(proxy.cuts()).isEqualTo(1);
            long first = (long) groupsBefore * facts + 1;
            assertThat(receipts)
                    .extracting(receipt -> ((Receipt.Appended) receipt).place())
                    .containsExactlyElementsOf(
                            LongStream.range(first, first + facts).boxed().toList());
            WholeLedger ledger = fixture.ledger();
            assertThat(receipts)
                    .allSatisfy(receipt -> assertThat(((Receipt.Appended) receipt).recordedAt())
                            .isEqualTo(ledger.facts().get((int) first - 1).recordedAt()));
            assertThat(next).isInstanceOf(Receipt.Appended.class);
            assertThat(ledger.size()).isEqualTo(first + facts);
        }
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void who_cannot_be_told_whether_the_facts_are_there_sends_them_again_and_learns_it(
            CuttingProxy.Cut cut, int facts, int groupsBefore) {
        try (Appender appender = appender(Duration.ZERO)) {
            groups(appender, groupsBefore, facts);
            List<Proposal> proposals = Proposals.uses(facts);
            proxy.cutNext(cut);
            assertThatThrownBy(() -> answer(appender.append(proposals)))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("could not be asked");
            List<Receipt> again = answer(appender.append(proposals));
            switch (cut) {
                case AFTER_COMMIT -> assertThat(again).allMatch(Receipt.AlreadyRecorded.class::isInstance);
                case BEFORE_ROUND_TRIP, BEFORE_COMMIT -> assertThat(again).allMatch(Receipt.Appended.class::isInstance);
                case WITH_COMMIT, NOWHERE -> assertThat(again).noneMatch(Receipt.Refused.class::isInstance);
            }
            assertThat(fixture.ledger().size()).isEqualTo((groupsBefore + 1) * facts);
        }
    }

    @Test
    void a_transaction_that_comes_late_doubles_nothing() {
        try (Appender appender = appender(Duration.ofSeconds(20))) {
            var over = new AtomicBoolean();
            proxy.holdNext(() -> over.set(true));
            int facts = 0;
            for (; !over.get() && facts < MANY; facts++) {
                assertThat(append(appender, Proposals.use())).isInstanceOf(Receipt.Appended.class);
            }
            assertThat(over).isTrue();
            proxy.arrive();
            assertThat(fixture.ledger().size()).isEqualTo(facts);
        }
    }

    @Test
    void nobody_is_told_that_nothing_is_stored_while_the_transaction_may_come_late() {
        try (Appender appender = appender(Duration.ofSeconds(20))) {
            proxy.holdNext(
                    () -> fixture.asOwner("alter table ledger.fact add constraint none check (false) not valid"));
            var sent = new ArrayList<Proposal>();
            assertThatThrownBy(() -> {
                        while (sent.size() < MANY) {
                            sent.add(Proposals.use());
                            append(appender, sent.getLast());
                        }
                    })
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("could not be asked");
            fixture.asOwner("alter table ledger.fact drop constraint none");
            proxy.arrive();
            assertThat(append(appender, sent.getLast())).isEqualTo(new Receipt.AlreadyRecorded(sent.size()));
            assertThat(fixture.ledger().size()).isEqualTo(sent.size());
        }
    }

    private static void groups(Appender appender, int groups, int facts) {
        for (int i = 0; i < groups; i++) {
            answer(appender.append(Proposals.uses(facts)));
        }
    }

    @Test
    void what_the_server_itself_refused_is_not_in_doubt() {
        try (Appender appender = appender(Duration.ZERO)) {
            append(appender, Proposals.use());
            fixture.asOwner("alter table ledger.fact add check (place < 2)");
            assertThatThrownBy(() -> append(appender, Proposals.use()))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("nothing was stored");
            assertThat(fixture.ledger().size()).isEqualTo(1);
        }
    }

    @Test
    void a_server_out_of_reach_for_a_while_only_makes_senders_wait() {
        try (Appender appender = appender(Duration.ofSeconds(20))) {
            append(appender, Proposals.use());
            proxy.reachable(false);
            List<CompletableFuture<List<Receipt>>> sent = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sent.add(appender.append(Proposals.uses(5)));
            }
            await(() -> proxy.turnedAway() > 1);
            proxy.reachable(true);
            assertThat(sent).allSatisfy(one -> assertThat(answer(one)).allMatch(Receipt.Appended.class::isInstance));
            assertThat(fixture.ledger().size()).isEqualTo(101);
        }
    }

    @Test
    void a_server_out_of_reach_for_longer_is_told_and_nothing_is_stored() {
        try (Appender appender = appender(Duration.ofMillis(250))) {
            append(appender, Proposals.use());
            proxy.reachable(false);
            Proposal proposal = Proposals.use();
            assertThatThrownBy(() -> append(appender, proposal))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("nothing was stored");
            proxy.reachable(true);
            assertThat(fixture.ledger().size()).isEqualTo(1);
            assertThat(append(appender, proposal)).isInstanceOf(Receipt.Appended.class);
        }
    }

    @Test
    void a_session_ended_in_the_middle_of_its_copy_is_replaced_and_the_group_written_once() throws Exception {
        try (Appender appender = appender(Duration.ofSeconds(20))) {
            List<CompletableFuture<List<Receipt>>> sent = new ArrayList<>();
            int ended = 0;
            for (int i = 0; i < 50 && ended < 3; i++) {
                CompletableFuture<List<Receipt>> one = appender.append(Proposals.uses(10_000));
                sent.add(one);
                ended += endWhileCopying(one);
            }
            assertThat(ended).isEqualTo(3);
            long facts = sent.stream()
                    .flatMap(one -> answer(one).stream())
                    .filter(Receipt.Appended.class::isInstance)
                    .count();
            assertThat(facts).isEqualTo(10_000L * sent.size());
            assertThat(fixture.ledger().size()).isEqualTo(facts);
        }
    }

    /** Ends the appender's session if it is seen at its COPY before {@code until} is answered; how many were ended. */
    private int endWhileCopying(CompletableFuture<?> until) throws SQLException {
        try (Connection owner = fixture.database.connectAsOwner();
                Statement statement = owner.createStatement()) {
            int[] ended = {0};
            await(() -> {
                if (until.isDone()) {
                    return true;
                }
                try (ResultSet row = statement.executeQuery(
                        "select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity"
                                + " where datname = current_database() and state = 'active'"
                                + " and query like 'copy ledger.fact %'")) {
                    row.next();
                    ended[0] = row.getInt(1);
                    return ended[0] > 0;
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            return ended[0];
        }
    }

    private Appender appender(Duration patience) {
        var service = fixture.database.service();
        var login = new LedgerDatabase.Login(
                service.url().replace(":" + fixture.database.port() + "/", ":" + proxy.port() + "/"),
                service.user(),
                service.password());
        return new Appender(
                () -> {
                    Connection connection = login.connect();
                    execute(connection, "set time zone 'UTC'; set lock_timeout = '10s'");
                    return connection;
                },
                Proposals.CODEC,
                AppenderFixture.patience(patience));
    }
}
