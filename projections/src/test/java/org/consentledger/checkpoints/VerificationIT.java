package org.consentledger.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.consentledger.checkpoints.Verification.Progress;
import org.junit.jupiter.api.Test;

/** The whole ledger, computed again while it goes on. */
class VerificationIT {
    private static final int MANY = 70_000;

    @Test
    void every_checkpoint_is_held_to_the_stored_facts() throws SQLException {
        try (var log = new SignedLedger()) {
            for (int facts : List.of(0, 1, 254, 1, 300, 1_000)) {
                if (facts > 0) {
                    log.append(facts);
                }
                log.keeper().round();
            }
            log.append(7);
            Progress progress = verification(log).run(_ -> {});
            assertThat(progress).isEqualTo(new Progress(0, 1_556, 1_556, 5));
            assertThat(verification(log).last().orElseThrow().size()).isEqualTo(1_556);
        }
    }

    @Test
    void a_flipped_bit_anywhere_is_found_said_and_stops_signing_until_it_is_settled() throws SQLException {
        List<String> flips = List.of(
                "update ledger.fact set entry = set_bit(entry, 900, 1 - get_bit(entry, 900)) where place = 17",
                "update checkpoints.tile set hashes = set_bit(hashes, 9, 1 - get_bit(hashes, 9)) where level = 0 and nth = 0",
                "update checkpoints.tile set hashes = set_bit(hashes, 9, 1 - get_bit(hashes, 9)) where level = 1");
        for (String flip : flips) {
            try (var log = new SignedLedger()) {
                log.append(600);
                log.keeper().round();
                log.tamper(flip);
                assertThatExceptionOfType(Altered.class)
                        .isThrownBy(() -> verification(log).run(_ -> {}));
                log.tamper(flip);
                log.append(1);
                assertThatExceptionOfType(SigningStopped.class)
                        .isThrownBy(log.keeper()::round)
                        .extracting(SigningStopped::trouble)
                        .isEqualTo(Trouble.FOUND);
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> settle(log.database().connect()));
                settle(log.database().connectAsOwner());
                log.keeper().round();
                assertThat(verification(log).run(_ -> {}).isComplete()).isTrue();
            }
        }
    }

    private static void settle(Connection given) throws SQLException {
        try (Connection connection = given;
                var statement = connection.createStatement()) {
            statement.execute("update checkpoints.finding set settled_at = now()");
        }
    }

    @Test
    void a_fact_that_is_gone_and_a_checkpoint_that_nobody_signed_are_found() throws SQLException {
        for (String change : List.of(
                "delete from ledger.fact where place = 300",
                "update checkpoints.checkpoint set note = replace(note, E'\\n300\\n', E'\\n301\\n')")) {
            try (var log = new SignedLedger()) {
                log.append(300);
                log.keeper().round();
                log.append(300);
                log.keeper().round();
                log.tamper(change);
                assertThatExceptionOfType(Altered.class)
                        .isThrownBy(() -> verification(log).run(_ -> {}));
            }
        }
    }

    @Test
    void what_broke_off_goes_on_where_it_had_come_to() throws SQLException {
        try (var log = new SignedLedger()) {
            log.append(MANY);
            log.keeper().round();
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() ->
                            verification(log).run(_ -> Thread.currentThread().interrupt()));
            assertThat(Thread.interrupted()).isTrue();
            List<Progress> seen = new ArrayList<>();
            Progress whole = verification(log).run(seen::add);
            assertThat(whole).isEqualTo(new Progress(VerifiedChunk.MOST, MANY, MANY, 1));
            assertThat(seen).containsExactly(whole);
            log.append(1);
            log.keeper().round();
            assertThat(verification(log).run(_ -> {}).from()).isZero();
        }
    }

    private static Verification verification(SignedLedger log) {
        return new Verification(log.database().pool(), log.ledger().reader(), Clock.systemUTC(), 2);
    }
}
