package org.consentledger.bulk;

import java.util.concurrent.CompletableFuture;
import org.consentledger.api.Problem;
import org.consentledger.lists.RowBatch;
import org.jspecify.annotations.Nullable;

/** How one list is answered. */
public interface ListAnswers {
    /** Answers a batch of rows. Several are under way at a time; the answers are delivered in the order of the rows. */
    CompletableFuture<Judged> answer(RowBatch rows);

    /** The name of the last line. */
    String lastName();

    /**
     * The content of the last line, once every batch is answered.
     *
     * @param problem why the list was not read to its end; null where it was
     */
    Object last(Tally tally, @Nullable Problem problem);
}
