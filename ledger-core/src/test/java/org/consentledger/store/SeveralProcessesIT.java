package org.consentledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consentledger.store.AppenderFixture.append;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.consentledger.law.FactId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Appenders that share nothing but the database. */
class SeveralProcessesIT {
    private static final int FACTS = 4_000;

    private final AppenderFixture fixture = new AppenderFixture();

    @TempDir
    Path folder = Path.of("");

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void two_processes_lose_nothing_double_nothing_and_leave_no_gap() throws Exception {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Process one = AppendingProcess.start(fixture.database, 1, FACTS, false, first);
        Process other = AppendingProcess.start(fixture.database, 2, FACTS, false, second);
        try {
            AppendingProcess.begin(List.of(one, other), List.of(first, second));
            assertThat(exit(one)).isZero();
            assertThat(exit(other)).isZero();
        } finally {
            one.destroyForcibly();
            other.destroyForcibly();
        }
        Map<UUID, Long> answered = new HashMap<>(AppendingProcess.answered(first));
        answered.putAll(AppendingProcess.answered(second));
        assertThat(answered).hasSize(2 * FACTS);
        WholeLedger ledger = fixture.ledger();
        assertThat(ledger.size()).isEqualTo(2 * FACTS);
        assertEachAtItsPlace(ledger, answered);
        long turns = changesOfProcess(ledger, AppendingProcess.answered(first));
        assertThat(turns).as("they appended by turns").isGreaterThan(5);
    }

    @Test
    void a_process_halted_in_the_middle_leaves_a_ledger_that_the_next_one_continues() throws Exception {
        Path file = folder.resolve("halted");
        Process halted = AppendingProcess.start(fixture.database, 3, FACTS, true, file);
        try {
            AppendingProcess.begin(List.of(halted), List.of(file));
            assertThat(exit(halted)).isEqualTo(1);
        } finally {
            halted.destroyForcibly();
        }
        Map<UUID, Long> answered = AppendingProcess.answered(file);
        assertThat(answered).isNotEmpty();
        try (Appender next = fixture.appender()) {
            Receipt receipt = append(next, Proposals.use());
            WholeLedger ledger = fixture.ledger();
            assertThat(receipt).isInstanceOf(Receipt.Appended.class);
            assertThat(ledger.size()).isLessThan(FACTS);
            assertEachAtItsPlace(ledger, answered);
        }
    }

    private static int exit(Process process) throws InterruptedException, IOException {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IOException("a process does not end");
        }
        return process.exitValue();
    }

    private static void assertEachAtItsPlace(WholeLedger ledger, Map<UUID, Long> answered) {
        answered.forEach((id, place) ->
                assertThat(ledger.fact(new FactId("test", id)).place()).isEqualTo(place));
    }

    private static long changesOfProcess(WholeLedger ledger, Map<UUID, Long> first) {
        long changes = 0;
        for (int i = 1; i < ledger.size(); i++) {
            boolean before = first.containsKey(ledger.facts().get(i - 1).id().id());
            boolean now = first.containsKey(ledger.facts().get(i).id().id());
            changes += before == now ? 0 : 1;
        }
        return changes;
    }
}
