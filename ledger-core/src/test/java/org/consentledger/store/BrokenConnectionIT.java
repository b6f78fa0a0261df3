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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever breaks, each sender's answer agrees with what is stored, and nothing is stored twice. */
class BrokenConnectionIT {
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

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOWHERE")
    void a_line_cut_around_the_commit_is_mended_and_nobody_is_told_what_is_not_so(CuttingProxy.Cut cut) {
        try (Appender appender = appender(Duration.ofSeconds(20))) {
            List<Proposal> before = Proposals.uses(3);
            proxy.cutNext(cut);
            List<Receipt> receipts = answer(appender.append(before));
            Receipt next = append(appender, Proposals.use());
            assertThat(proxy.cuts()).isEqualTo(1);
            assertThat(receipts)
                    .extracting(receipt -> ((Receipt.Appended) receipt).place())
                    .containsExactly(1L, 2L, 3L);
            WholeLedger ledger = fixture.ledger();
            assertThat(receipts)
                    .allSatisfy(receipt -> assertThat(((Receipt.Appended) receipt).recordedAt())
                            .isEqualTo(ledger.facts().getFirst().recordedAt()));
            assertThat(next).isInstanceOf(Receipt.Appended.class);
            assertThat(ledger.size()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOWHERE")
    void who_cannot_be_told_whether_the_facts_are_there_sends_them_again_and_learns_it(CuttingProxy.Cut cut) {
        try (Appender appender = appender(Duration.ZERO)) {
            Proposal proposal = Proposals.use();
            proxy.cutNext(cut);
            assertThatThrownBy(() -> append(appender, proposal))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("could not be asked");
            Receipt again = append(appender, proposal);
            assertThat(again).isNotInstanceOf(Receipt.Refused.class);
            if (cut == CuttingProxy.Cut.AFTER_COMMIT) {
                assertThat(again).isEqualTo(new Receipt.AlreadyRecorded(1));
            }
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
