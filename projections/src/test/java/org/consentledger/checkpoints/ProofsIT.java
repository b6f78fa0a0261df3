package org.consentledger.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.consentledger.checkpoints.Proofs.Inclusion;
import org.consentledger.identity.GivenValue;
import org.consentledger.identity.PersonReference;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectionId;
import org.consentledger.law.FactId;
import org.consentledger.seal.ConsistencyProof;
import org.consentledger.seal.EntryBundle;
import org.consentledger.seal.TileId;
import org.consentledger.seal.TileRange;
import org.consentledger.seal.TlogProof;
import org.consentledger.seal.TreeHash;
import org.consentledger.seal.WitnessPolicy;
import org.consentledger.write.LedgerCommand;
import org.consentledger.write.Recording;
import org.consentledger.write.Submission;
import org.junit.jupiter.api.Test;

/** Proofs of a real ledger, before and after whatever happens to it. */
class ProofsIT {
    private static final PersonReference ALICE = new PersonReference.OfPlatform("alice");

    @Test
    void every_fact_is_proven_under_every_checkpoint_that_reaches_it() throws SQLException {
        try (var log = new SignedLedger()) {
            List<Published> signed = new ArrayList<>();
            for (int facts : List.of(1, 3, 300, 5)) {
                log.append(facts);
                log.keeper().round();
                signed.add(log.checkpoints().newest().orElseThrow());
            }
            for (Published checkpoint : signed) {
                for (long place = 1; place <= checkpoint.size(); place += 13) {
                    assertThat(holds(log, proofs(log).inclusion(place, checkpoint)))
                            .isTrue();
                }
                assertThatExceptionOfType(IllegalArgumentException.class)
                        .isThrownBy(() -> proofs(log).inclusion(checkpoint.size() + 1, checkpoint));
                for (Published older : signed) {
                    if (older.size() <= checkpoint.size()) {
                        List<byte[]> proof = proofs(log).consistency(older, checkpoint);
                        assertThat(ConsistencyProof.verify(
                                                older.checkpoint().head(),
                                                checkpoint.checkpoint().head(),
                                                proof)
                                        .holds())
                                .isTrue();
                    }
                }
            }
        }
    }

    /** Erasure destroys a key and changes no byte of what is signed. */
    @Test
    void erasure_breaks_no_proof() throws SQLException {
        try (var log = new SignedLedger()) {
            long collected = record(
                    log,
                    new LedgerCommand.CollectContactPoint(
                            new LedgerCommand.Target.OfValue(
                                    ALICE, GivenValue.plain(Channel.EMAIL, "alice@example.com", null)),
                            new CollectionId(UUID.randomUUID()),
                            "sign-up",
                            LedgerCommand.SuppliedBy.PERSON,
                            null,
                            "US"));
            log.append(5);
            log.keeper().round();
            Published before = log.checkpoints().newest().orElseThrow();
            Inclusion first = proofs(log).inclusion(collected, before);
            byte[] bundle = tiles(log).entries(new TileRange(0, 6)).orElseThrow();
            assertThat(holds(log, first)).isTrue();
            assertThat(openPersons(log)).isEqualTo(1);

            record(log, new LedgerCommand.ErasePerson(ALICE, true));
            log.append(5);
            log.keeper().round();
            Published after = log.checkpoints().newest().orElseThrow();
            assertThat(openPersons(log)).isZero();
            assertThat(holds(log, first)).isTrue();
            assertThat(tiles(log).entries(new TileRange(0, 6))).hasValue(bundle);
            Inclusion again = proofs(log).inclusion(collected, after);
            assertThat(holds(log, again)).isTrue();
            assertThat(again.leaf()).isEqualTo(first.leaf());
            assertThat(holds(log, proofs(log).inclusion(collected, before))).isTrue();
            assertThat(proofs(log).consistency(before, after)).isNotEmpty();
            var verification =
                    new Verification(log.database().pool(), log.ledger().reader(), Clock.systemUTC(), 2);
            assertThat(verification.run(_ -> {}).isComplete()).isTrue();
        }
    }

    private static long openPersons(SignedLedger log) throws SQLException {
        try (var connection = log.database().connectAsOwner();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery("select count(*) from identity.person where wrapped_key is not null")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void bundles_hold_the_stored_bytes_and_their_hashes_are_the_tile() throws SQLException {
        try (var log = new SignedLedger()) {
            log.append(300);
            log.keeper().round();
            for (TileRange range : Set.of(new TileRange(0, 256), new TileRange(1, 44), new TileRange(1, 7))) {
                List<byte[]> entries =
                        EntryBundle.parse(tiles(log).entries(range).orElseThrow());
                byte[] leaves = new byte[32 * range.width()];
                for (int i = 0; i < entries.size(); i++) {
                    new TreeHash().leaf(entries.get(i), leaves, 32 * i);
                }
                assertThat(tiles(log).hashes(new TileId(0, range))).hasValue(leaves);
            }
            assertThat(tiles(log).hashes(new TileId(1, new TileRange(0, 1)))).isPresent();
            for (TileRange none : Set.of(new TileRange(1, 45), new TileRange(1, 256), new TileRange(2, 1))) {
                assertThat(tiles(log).entries(none)).isEmpty();
                assertThat(tiles(log).hashes(new TileId(0, none))).isEmpty();
            }
        }
    }

    @Test
    void what_was_altered_is_not_proven_and_not_served() throws SQLException {
        try (var log = new SignedLedger()) {
            log.append(300);
            log.keeper().round();
            Published checkpoint = log.checkpoints().newest().orElseThrow();
            log.tamper("update ledger.fact set entry = set_bit(entry, 900, 1 - get_bit(entry, 900)) where place = 17");
            assertThatExceptionOfType(Altered.class)
                    .isThrownBy(() -> proofs(log).inclusion(17, checkpoint));
            assertThatExceptionOfType(Altered.class).isThrownBy(() -> tiles(log).entries(new TileRange(0, 256)));
            assertThat(holds(log, proofs(log).inclusion(18, checkpoint))).isTrue();
            log.tamper("delete from checkpoints.tile where level = 0 and nth = 0");
            assertThatExceptionOfType(Altered.class)
                    .isThrownBy(() -> proofs(log).inclusion(18, checkpoint));
        }
    }

    private static boolean holds(SignedLedger log, Inclusion inclusion) {
        TlogProof file = TlogProof.parse(inclusion.file().toString());
        return file.check(
                        inclusion.leaf(), SignedLedger.ORIGIN, List.of(log.key().verifier()), WitnessPolicy.NONE)
                == TlogProof.Result.HOLDS;
    }

    private static long record(SignedLedger log, LedgerCommand command) {
        Recording recording = log.ledger()
                .commands()
                .record(new Submission(new FactId("test", UUID.randomUUID()), null, null, command));
        assertThat(recording).isInstanceOf(Recording.Recorded.class);
        return ((Recording.Recorded) recording).place();
    }

    private static Proofs proofs(SignedLedger log) {
        return new Proofs(log.database().pool(), log.ledger().reader(), Clock.systemUTC());
    }

    private static Tiles tiles(SignedLedger log) {
        return new Tiles(log.database().pool(), log.ledger().reader(), log.checkpoints(), Clock.systemUTC());
    }
}
