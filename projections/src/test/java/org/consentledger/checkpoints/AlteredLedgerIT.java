package org.consentledger.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.consentledger.seal.CheckpointExtensions;
import org.consentledger.seal.SeedKey;
import org.consentledger.seal.SignatureType;
import org.junit.jupiter.api.Test;

/** Backups put back, forks and flipped bits: each is found and said, and nothing is signed any more. */
class AlteredLedgerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void a_backup_put_back_is_found_and_again_when_it_has_grown_differently() throws SQLException {
        try (var backup = new SignedLedger()) {
            backup.append(300);
            backup.keeper().round();
            try (SignedLedger lived = backup.copy()) {
                lived.append(300);
                lived.keeper().round();
            }
            try (SignedLedger restored = backup.copy()) {
                stops(restored, Trouble.ROLLED_BACK);
                restored.append(299);
                stops(restored, Trouble.ROLLED_BACK);
                restored.append(1);
                stops(restored, Trouble.FORKED);
                restored.append(300);
                stops(restored, Trouble.FORKED);
                assertThat(restored.checkpoints().newest().orElseThrow().size()).isEqualTo(300);
            }
        }
    }

    @Test
    void a_node_that_looks_on_finds_it_too() throws SQLException {
        try (var backup = new SignedLedger()) {
            backup.append(10);
            backup.keeper().round();
            try (SignedLedger lived = backup.copy()) {
                lived.append(10);
                lived.keeper().round();
            }
            try (SignedLedger restored = backup.copy()) {
                Keeper other = restored.keeper(restored.file("other"), List.of(restored.key()));
                restored.append(20);
                other.round();
                restored.whileAnotherSigns(() -> stops(restored, Trouble.FORKED));
            }
        }
    }

    @Test
    void a_bit_flipped_in_a_fact_is_found_before_it_is_signed() throws SQLException {
        try (var log = new SignedLedger()) {
            log.append(300);
            log.keeper().round();
            log.append(300);
            log.tamper("update ledger.fact set entry = set_bit(entry, 700, 1 - get_bit(entry, 700)) where place = 450");
            stops(log, Trouble.ENTRIES_ALTERED);
            log.append(5);
            stops(log, Trouble.ENTRIES_ALTERED);
            log.tamper("update ledger.fact set entry = set_bit(entry, 700, 1 - get_bit(entry, 700)) where place = 450");
            log.keeper().round();
            assertThat(log.checkpoints().newest().orElseThrow().size()).isEqualTo(605);
        }
    }

    @Test
    void a_fact_that_is_gone_or_a_head_that_is_another_is_found() throws SQLException {
        try (var log = new SignedLedger()) {
            log.append(300);
            log.tamper("update ledger.tree_head set root = set_bit(root, 7, 1 - get_bit(root, 7))");
            stops(log, Trouble.ENTRIES_ALTERED);
        }
        try (var log = new SignedLedger()) {
            log.append(300);
            log.tamper("delete from ledger.fact where place = 100");
            stops(log, Trouble.ENTRIES_ALTERED);
        }
    }

    @Test
    void a_bit_flipped_in_a_tile_is_found() throws SQLException {
        for (String where : List.of("level = 0 and nth = 1", "level = 1")) {
            try (var log = new SignedLedger()) {
                log.append(300);
                log.keeper().round();
                log.tamper("update checkpoints.tile set hashes = set_bit(hashes, 9, 1 - get_bit(hashes, 9)) where "
                        + where);
                log.append(1);
                stops(log, Trouble.TILES_ALTERED);
            }
        }
    }

    @Test
    void tiles_that_are_gone_are_made_again_where_all_are() throws SQLException {
        try (var log = new SignedLedger()) {
            log.append(300);
            log.keeper().round();
            log.tamper("delete from checkpoints.tile where level = 1");
            log.append(1);
            stops(log, Trouble.TILES_ALTERED);
            log.tamper("delete from checkpoints.tile; update checkpoints.log set tiled = 0");
            log.keeper().round();
            assertThat(log.checkpoints().newest().orElseThrow().size()).isEqualTo(301);
        }
    }

    /** Facts and heads are rewritten as by their owner; only what was signed knows better. */
    @Test
    void a_ledger_rewritten_in_itself_is_found() throws SQLException {
        try (var log = new SignedLedger();
                var other = new SignedLedger()) {
            log.append(300);
            log.keeper().round();
            other.append(400);
            assertThatExceptionOfType(SigningStopped.class)
                    .isThrownBy(() -> new Keeper(
                                    other.database().pool(),
                                    other.ledger().reader(),
                                    List.of(log.key()),
                                    log.file(),
                                    CheckpointExtensions.NONE,
                                    Clock.systemUTC())
                            .round())
                    .extracting(SigningStopped::trouble)
                    .isEqualTo(Trouble.FORKED);
        }
    }

    @Test
    void other_keys_no_keys_and_unreadable_records_stop_signing() throws SQLException {
        try (var log = new SignedLedger()) {
            log.append(3);
            log.keeper().round();
            log.append(3);
            stops(log.keeper(log.file(), List.of()), Trouble.KEY_MISSING);
            SeedKey other = SeedKey.draw("test.example/other", SignatureType.ED25519);
            stops(log.keeper(log.file("other"), List.of(other)), Trouble.OTHER_LOG);
            String signed = log.file().read().orElseThrow();
            log.file().write(signed.replace("\n3\n", "\n2\n"));
            stops(log, Trouble.RECORD_UNREADABLE);
            log.file().write("");
            stops(log, Trouble.RECORD_UNREADABLE);
            log.file().write(signed);
            log.tamper("update checkpoints.checkpoint set note = replace(note, E'\\n3\\n', E'\\n2\\n')");
            stops(log, Trouble.RECORD_UNREADABLE);
        }
    }

    @Test
    void the_thread_says_what_it_found_and_goes_on_when_it_is_mended() throws SQLException {
        try (var log = new SignedLedger()) {
            log.append(3);
            String flip = "update ledger.fact set entry = set_bit(entry, 700, 1 - get_bit(entry, 700)) where place = 2";
            log.tamper(flip);
            var settings = new Signing.Settings(List.of(log.key()), log.path("node"), Duration.ofMillis(20));
            try (var signing = new Signing(
                    log.database().pool(),
                    log.ledger().reader(),
                    CheckpointExtensions.NONE,
                    settings,
                    Clock.systemUTC())) {
                signing.start();
                assertThat(signing.awaitTrouble(PATIENCE)).isTrue();
                assertThat(signing.trouble()).hasValue(Trouble.ENTRIES_ALTERED);
                assertThat(signing.signed()).isNegative();
                log.tamper(flip);
                assertThat(signing.awaitSize(3, PATIENCE)).isTrue();
                assertThat(signing.trouble()).isEmpty();
            }
        }
    }

    /** By the statements of docs/operating.md, under another name. */
    @Test
    void after_a_backup_was_put_back_a_new_log_begins() throws SQLException, IOException {
        try (var log = new SignedLedger()) {
            log.append(300);
            log.keeper().round();
            log.tamper("delete from ledger.fact where place > 200; delete from ledger.tree_head where size > 200");
            stops(log, Trouble.ROLLED_BACK);
            Matcher statements = Pattern.compile("(?s)```sql\n(create schema signed_before.*?)```")
                    .matcher(Files.readString(Path.of("..", "docs", "operating.md")));
            assertThat(statements.find()).isTrue();
            try (var connection = log.database().connectAsOwner();
                    var statement = connection.createStatement()) {
                statement.execute(statements.group(1));
            }
            SeedKey other = SeedKey.draw("test.example/after", SignatureType.ED25519);
            log.keeper(log.file("after"), List.of(other)).round();
            Published newest = log.checkpoints().newest().orElseThrow();
            assertThat(newest.checkpoint().origin()).isEqualTo("test.example/after");
            assertThat(newest.size()).isEqualTo(log.ledger().reader().head().size());
        }
    }

    private static void stops(SignedLedger log, Trouble trouble) {
        stops(log.keeper(), trouble);
    }

    private static void stops(Keeper keeper, Trouble trouble) {
        assertThatExceptionOfType(SigningStopped.class)
                .isThrownBy(keeper::round)
                .extracting(SigningStopped::trouble)
                .isEqualTo(trouble);
    }
}
