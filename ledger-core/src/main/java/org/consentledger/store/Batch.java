package org.consentledger.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.consentledger.law.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Candidates that came together.
 *
 * @param whole whether they are recorded all or none
 * @param list whose part they are; null where their order is nobody's concern
 * @param receipts one for each candidate, in their order
 */
record Batch(
        List<Candidate> candidates,
        boolean whole,
        @Nullable OrderedList list,
        CompletableFuture<List<Receipt>> receipts) {
    /** The answer to what has to be made anew, and to what stands behind that in a list. */
    static final Receipt ANEW = new Receipt.Refused(Refusal.STREAM_CONFLICT);

    Batch(List<? extends Candidate> candidates, boolean whole, @Nullable OrderedList list) {
        this(List.copyOf(candidates), whole, list, new CompletableFuture<>());
    }

    /** Tells batches of one sender from those of others. */
    Object sender() {
        return list == null ? receipts : list;
    }

    /** Tells what became of the candidates, behind the commit. */
    void answer(List<Receipt> answers) {
        if (list != null && answers.getLast().equals(ANEW)) {
            list.halt();
        }
        receipts.complete(answers);
    }

    /** Tells that nothing is known to be stored. */
    void fail(Throwable why) {
        if (list != null) {
            list.halt();
        }
        receipts.completeExceptionally(why);
    }
}
