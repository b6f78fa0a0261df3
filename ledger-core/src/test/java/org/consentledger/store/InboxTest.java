package org.consentledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int SENDERS = 8;

    private final Inbox inbox = new Inbox(10);

    @Test
    void the_taker_is_woken_by_whoever_brings_the_last_batch_it_waits_for() throws InterruptedException {
        int rounds = 5_000;
        var turns = new Semaphore(SENDERS);
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(Thread.ofPlatform().start(() -> {
                for (int round = 0; round < rounds; round++) {
                    turns.acquireUninterruptibly();
                    inbox.put(batch(1));
                }
            }));
        }
        long slowest = 0;
        for (int round = 0; round < rounds; round++) {
            long began = System.nanoTime();
            assertThat(inbox.await(SENDERS, LONG)).isTrue();
            slowest = Math.max(slowest, System.nanoTime() - began);
            List<Batch> group = inbox.take(10);
            assertThat(group).hasSize(SENDERS);
            group.forEach(inbox::leave);
            turns.release(SENDERS);
        }
        for (Thread sender : senders) {
            sender.join();
        }
        assertThat(Duration.ofNanos(slowest)).isLessThan(LONG);
    }

    @Test
    void who_waits_for_more_than_come_goes_on_when_the_time_is_up() {
        inbox.put(batch(1));
        assertThat(inbox.await(2, Duration.ofMillis(1))).isFalse();
        assertThat(inbox.await(1, LONG)).isTrue();
    }

    @Test
    void batches_are_taken_in_order_and_no_more_than_fit_but_the_first_always() {
        List<Batch> sent = List.of(batch(4), batch(2), batch(3), batch(1));
        sent.forEach(inbox::put);
        assertThat(inbox.take(1)).containsExactly(sent.getFirst());
        assertThat(inbox.take(4)).containsExactly(sent.get(1));
        assertThat(inbox.take(4)).containsExactly(sent.get(2), sent.get(3));
        assertThat(inbox.take(4)).isEmpty();
    }

    @Test
    void where_there_is_no_room_a_sender_waits_until_what_was_taken_leaves() {
        Batch first = batch(8);
        inbox.put(first);
        Thread sender = Thread.ofPlatform().start(() -> inbox.put(batch(3)));
        AppenderFixture.await(() -> sender.getState() == Thread.State.WAITING);
        assertThat(inbox.take()).isSameAs(first);
        assertThat(inbox.await(1, Duration.ofMillis(1))).isFalse();
        inbox.leave(first);
        assertThat(inbox.await(1, LONG)).isTrue();
    }

    private static Batch batch(int facts) {
        return new Batch(Proposals.uses(facts), false, null);
    }
}
