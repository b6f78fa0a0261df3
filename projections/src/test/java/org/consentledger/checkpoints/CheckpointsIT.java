package org.consentledger.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.consentledger.seal.CheckpointExtensions;
import org.consentledger.seal.ConsistencyProof;
import org.consentledger.seal.Frontier;
import org.consentledger.seal.NoteOpening;
import org.consentledger.seal.SeedKey;
import org.consentledger.seal.SignatureType;
import org.consentledger.seal.SignedNote;
import org.consentledger.seal.TreeHead;
import org.junit.jupiter.api.Test;

/** What is signed while all is well. */
class CheckpointsIT {
    @Test
    void an_empty_ledger_is_signed_and_each_checkpoint_extends_the_one_before() throws SQLException {
        try (var log = new SignedLedger()) {
            Keeper keeper = log.keeper();
            keeper.round();
            assertThat(newest(log).checkpoint().head()).isEqualTo(Frontier.EMPTY.head());
            TreeHead before = Frontier.EMPTY.head();
            for (int facts : List.of(1, 2, 255, 300, 1)) {
                long size = log.append(facts);
                keeper.round();
                Published newest = newest(log);
                TreeHead head = newest.checkpoint().head();
                assertThat(head).isEqualTo(log.ledger().reader().head().tree());
                assertThat(newest.note().open(log.checkpoints().keys())).isInstanceOf(NoteOpening.Opened.class);
                assertThat(newest.checkpoint().origin()).isEqualTo(SignedLedger.ORIGIN);
                assertThat(log.file().read()).hasValue(newest.note().toString());
                var proof = TileTable.tree(log.database().pool(), size).consistency(before.size());
                assertThat(ConsistencyProof.verify(before, head, proof).holds()).isTrue();
                before = head;
            }
        }
    }

    @Test
    void nothing_is_signed_twice() throws SQLException {
        try (var log = new SignedLedger()) {
            log.append(3);
            log.keeper().round();
            Published first = newest(log);
            log.keeper().round();
            log.keeper(log.file("another"), List.of(log.key())).round();
            assertThat(newest(log)).isEqualTo(first);
            assertThat(log.file("another").read()).isEqualTo(log.file().read());
        }
    }

    @Test
    void a_checkpoint_carries_the_lines_that_it_is_given() throws SQLException {
        try (var log = new SignedLedger()) {
            log.append(3);
            log.keeper(log.file(), List.of(log.key()), head -> List.of("map " + head.size()))
                    .round();
            assertThat(newest(log).checkpoint().extensions()).containsExactly("map 3");
        }
    }

    @Test
    void of_two_nodes_one_signs_and_the_other_looks_on() throws SQLException {
        try (var log = new SignedLedger()) {
            log.append(3);
            Keeper other = log.keeper(log.file("other"), List.of(log.key()));
            log.whileAnotherSigns(() -> round(other));
            assertThat(log.checkpoints().newest()).isEmpty();
            log.keeper().round();
            log.whileAnotherSigns(() -> round(other));
            assertThat(log.file("other").read()).isEqualTo(log.file().read());
        }
    }

    private static void round(Keeper keeper) {
        try {
            keeper.round();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It died behind the file: what it signed is what the next one finds, with the lines that it had. */
    @Test
    void what_was_signed_and_not_stored_is_stored_as_it_was_signed() throws SQLException {
        try (var log = new SignedLedger()) {
            log.append(3);
            log.keeper(log.file(), List.of(log.key()), _ -> List.of("map a")).round();
            log.tamper("delete from checkpoints.checkpoint");
            Optional<String> signed = log.file().read();
            log.keeper(log.file(), List.of(log.key()), _ -> List.of("map b")).round();
            assertThat(newest(log).note()).hasToString(signed.orElseThrow());
        }
    }

    @Test
    void a_new_key_signs_along_with_the_old_one_and_both_are_published() throws SQLException {
        try (var log = new SignedLedger()) {
            log.append(3);
            log.keeper().round();
            SeedKey next = SeedKey.draw(SignedLedger.ORIGIN, SignatureType.ED25519);
            log.append(3);
            log.keeper(log.file(), List.of(log.key(), next)).round();
            SignedNote both = newest(log).note();
            assertThat(both.open(List.of(log.key().verifier()))).isInstanceOf(NoteOpening.Opened.class);
            assertThat(both.open(List.of(next.verifier()))).isInstanceOf(NoteOpening.Opened.class);
            log.append(3);
            log.keeper(log.file(), List.of(next)).round();
            assertThat(newest(log).note().open(List.of(log.key().verifier())))
                    .isEqualTo(NoteOpening.Refused.NO_KNOWN_KEY);
            assertThat(log.checkpoints().keys()).containsExactly(log.key().verifier(), next.verifier());
        }
    }

    @Test
    void what_is_signed_is_never_changed_by_the_service() throws SQLException {
        try (var log = new SignedLedger()) {
            log.keeper().round();
            for (String change :
                    List.of("delete from checkpoints.checkpoint", "update checkpoints.checkpoint set size = 7")) {
                assertThatExceptionOfType(SQLException.class).isThrownBy(() -> {
                    try (var connection = log.database().connectAsOwner();
                            var statement = connection.createStatement()) {
                        statement.execute(change);
                    }
                });
            }
        }
    }

    /** Goal: a checkpoint within a second of the append it covers. */
    @Test
    void nodes_that_sign_while_facts_arrive_sign_each_size_once_and_in_time() {
        try (var log = new SignedLedger();
                var first = signing(log, "first");
                var second = signing(log, "second")) {
            first.start();
            second.start();
            long slowest = LongStream.range(0, 20)
                    .map(_ -> {
                        long size = log.append(7);
                        long appended = System.nanoTime();
                        assertThat(first.awaitSize(size, Duration.ofSeconds(30)))
                                .isTrue();
                        return System.nanoTime() - appended;
                    })
                    .max()
                    .orElseThrow();
            assertThat(first.trouble()).isEmpty();
            assertThat(second.trouble()).isEmpty();
            assertThat(newest(log).size()).isEqualTo(140);
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private static Signing signing(SignedLedger log, String node) {
        var settings = new Signing.Settings(List.of(log.key()), log.path(node), Duration.ofMillis(100));
        return new Signing(
                log.database().pool(), log.ledger().reader(), CheckpointExtensions.NONE, settings, Clock.systemUTC());
    }

    private static Published newest(SignedLedger log) {
        return log.checkpoints().newest().orElseThrow();
    }
}
