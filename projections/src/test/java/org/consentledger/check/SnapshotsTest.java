package org.consentledger.check;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.consentledger.identity.Profiles;
import org.consentledger.identity.SnapshotKeys;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.Histories;
import org.consentledger.law.Histories.History;
import org.consentledger.law.Permit;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** An index begins with what was written down, or with nothing; what it finds is the same. */
class SnapshotsTest {
    private static final int SEEDS = 60;

    @TempDir
    private Path temporary;

    private final History history = Histories.admitted(7);
    private final HistoryLedger ledger = ledger(history);
    private Path folder = Path.of("");
    private Path secrets = Path.of("");

    /** Each file that is thrown away says so, thousands of times here. */
    @BeforeAll
    static void quiet() {
        level(Level.ERROR);
    }

    @AfterAll
    static void loud() {
        level(null);
    }

    private static void level(@Nullable Level level) {
        ((Logger) LoggerFactory.getLogger(Snapshots.class)).setLevel(level);
    }

    @BeforeEach
    void folders() {
        folder = temporary.resolve("index");
        secrets = temporary.resolve("secrets");
    }

    private static HistoryLedger ledger(History history) {
        var ledger = new HistoryLedger();
        ledger.append(history.facts());
        return ledger;
    }

    private Snapshots snapshots() {
        return new Snapshots(folder, SnapshotKeys.in(secrets));
    }

    private StandingIndex index(History of, LedgerFacts facts) {
        return new StandingIndex(new HistoryKeys(of.facts(), false), facts, snapshots());
    }

    /** Follows the history up to a place, writes the index down, and leaves it. */
    private void write(History of, HistoryLedger facts, int size) {
        try (StandingIndex index = index(of, facts)) {
            index.follow(of.facts().subList(0, size));
            index.write();
        }
    }

    private List<Path> files(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.toList();
        }
    }

    private Path only(Path in) throws IOException {
        assertThat(files(in)).hasSize(1);
        return files(in).getFirst();
    }

    @Test
    void an_index_goes_on_where_it_was_written_down() {
        for (long seed = 0; seed < SEEDS; seed++) {
            History one = Histories.admitted(seed);
            HistoryLedger facts = ledger(one);
            int size = 1 + new Random(seed).nextInt(one.facts().size());
            write(one, facts, size);
            try (StandingIndex index = index(one, facts)) {
                assertThat(index.beginWithSnapshot()).isEqualTo(size);
                index.follow(one.facts().subList(size, one.facts().size()));
                assertFindsTheLaw(index, one);
            }
        }
    }

    @Test
    void an_index_knows_every_sentinel_that_was_ever_planted() {
        int planted = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            History one = Histories.admitted(seed);
            HistoryLedger facts = ledger(one);
            write(one, facts, one.facts().size());
            try (StandingIndex index = index(one, facts)) {
                index.beginWithSnapshot();
                for (Recorded recorded : one.facts()) {
                    if (recorded.fact() instanceof Fact.SentinelPlanted fact) {
                        planted++;
                        assertThat(index.wasPlanted(fact.contactPoint())).isTrue();
                    }
                }
                assertThat(index.wasPlanted(new ContactPointId(new UUID(1, 1)))).isFalse();
            }
        }
        assertThat(planted).isPositive();
    }

    private static void assertFindsTheLaw(StandingIndex index, History of) {
        List<Recorded> readable = HistoryKeys.readable(of.facts());
        for (Question question : of.questions(40)) {
            assertThat(Said.of(index.inquiry(question.purpose(), question.policy())
                            .ask(question.contactPoint(), question.coordinates())))
                    .as("%s%n%s", question, of)
                    .isEqualTo(Said.of(Permit.answer(readable, question)));
        }
    }

    /** Nothing is begun with, and what could not be read is gone. */
    private void assertThrownAway(HistoryLedger facts) throws IOException {
        try (StandingIndex index = index(history, facts)) {
            assertThat(index.beginWithSnapshot()).isZero();
            assertThat(files(folder)).isEmpty();
            index.follow(history.facts());
            assertFindsTheLaw(index, history);
        }
    }

    @Test
    void nothing_is_begun_with_where_nothing_was_written() {
        try (StandingIndex index = index(history, ledger)) {
            assertThat(index.beginWithSnapshot()).isZero();
        }
    }

    @Test
    void a_byte_changed_anywhere_throws_the_snapshot_away() throws IOException {
        write(history, ledger, history.facts().size());
        Path file = only(folder);
        byte[] good = Files.readAllBytes(file);
        Path key = only(secrets.resolve("snapshots"));
        byte[] goodKey = Files.readAllBytes(key);
        for (int at = 0; at < good.length; at++) {
            byte[] changed = good.clone();
            changed[at] ^= (byte) (1 << at % 8);
            Files.write(file, changed);
            Files.write(key, goodKey);
            assertThat(snapshots().read(ledger, Profiles.IDENTITY))
                    .as("byte %s", at)
                    .isEmpty();
            assertThat(file).doesNotExist();
            assertThat(key).doesNotExist();
        }
        Files.write(file, good);
        Files.write(key, goodKey);
        assertThat(snapshots().read(ledger, Profiles.IDENTITY)).isPresent();
    }

    @Test
    void a_snapshot_cut_short_anywhere_is_thrown_away() throws IOException {
        write(history, ledger, history.facts().size());
        Path file = only(folder);
        byte[] good = Files.readAllBytes(file);
        Path key = only(secrets.resolve("snapshots"));
        byte[] goodKey = Files.readAllBytes(key);
        for (int length = 0; length < good.length; length += 7) {
            Files.write(file, Arrays.copyOf(good, length));
            Files.write(key, goodKey);
            assertThat(snapshots().read(ledger, Profiles.IDENTITY))
                    .as("%s bytes", length)
                    .isEmpty();
        }
    }

    @Test
    void a_snapshot_under_another_key_is_thrown_away() throws IOException {
        write(history, ledger, 5);
        byte[] otherKey = Files.readAllBytes(only(secrets.resolve("snapshots")));
        write(history, ledger, history.facts().size());
        Files.write(only(secrets.resolve("snapshots")), otherKey);
        assertThrownAway(ledger);
    }

    @Test
    void a_snapshot_without_its_key_is_thrown_away() throws IOException {
        write(history, ledger, history.facts().size());
        Files.delete(only(secrets.resolve("snapshots")));
        assertThrownAway(ledger);
    }

    @Test
    void a_snapshot_of_another_ledger_is_thrown_away() throws IOException {
        History other = Histories.admitted(8);
        write(other, ledger(other), other.facts().size());
        assertThrownAway(ledger);
    }

    @Test
    void a_snapshot_under_other_profiles_is_thrown_away() throws IOException {
        write(history, ledger, history.facts().size());
        assertThat(snapshots().read(ledger, Profiles.IDENTITY + ",meta-1")).isEmpty();
        assertThat(files(folder)).isEmpty();
        assertThat(files(secrets.resolve("snapshots"))).isEmpty();
    }

    @Test
    void a_snapshot_from_before_the_ledger_was_rolled_back_is_thrown_away() throws IOException {
        write(history, ledger, history.facts().size());
        var rolledBack = new HistoryLedger();
        rolledBack.append(history.facts().subList(0, history.facts().size() - 1));
        assertThat(snapshots().read(rolledBack, Profiles.IDENTITY)).isEmpty();
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void a_snapshot_of_another_format_is_thrown_away() throws IOException {
        write(history, ledger, history.facts().size());
        byte[] bytes = Files.readAllBytes(only(folder));
        bytes[7]--;
        Files.write(only(folder), bytes);
        assertThrownAway(ledger);
    }

    @Test
    void a_snapshot_takes_the_place_of_the_one_before_and_its_key_as_well() throws IOException {
        write(history, ledger, 3);
        Path first = only(folder);
        write(history, ledger, history.facts().size());
        assertThat(only(folder)).isNotEqualTo(first);
        Optional<String> id = Optional.of(only(folder).getFileName().toString().substring("index-".length()));
        assertThat(only(secrets.resolve("snapshots")).getFileName()).hasToString(id.orElseThrow() + ".json");
    }

    @Test
    void what_a_dying_node_left_half_written_is_taken_away() throws IOException {
        write(history, ledger, history.facts().size());
        Path whole = only(folder);
        Path half = folder.resolve("index-00000000-0000-4000-8000-000000000000.new");
        Files.write(half, new byte[10]);
        assertThat(snapshots().read(ledger, Profiles.IDENTITY)).isPresent();
        assertThat(files(folder)).isEqualTo(new ArrayList<>(List.of(whole)));
    }
}
