package org.consentledger.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consentledger.law.Refusal;

/**
 * What becomes of the batches of one group. A batch that is recorded all or none and has a refused fact is left out, as if it had
 * not come; of an ordered list nothing is recorded behind what has to be made anew.
 */
final class BatchDecisions {
    private final GroupDecisions decisions;
    private final Map<Batch, Refusal> leftOut;
    private final Set<OrderedList> halted = new HashSet<>();
    private final List<List<Receipt>> receipts = new ArrayList<>();

    private BatchDecisions(GroupDecisions decisions, Map<Batch, Refusal> leftOut) {
        this.decisions = decisions;
        this.leftOut = leftOut;
    }

    /** Decides a group, anew for each batch that has to be left out. */
    static BatchDecisions of(List<Batch> group, GroupDecisions.Ground ground) throws SQLException {
        List<Candidate> candidates =
                group.stream().flatMap(batch -> batch.candidates().stream()).toList();
        var leftOut = new IdentityHashMap<Batch, Refusal>();
        while (true) {
            var batches = new BatchDecisions(new GroupDecisions(ground, candidates), leftOut);
            if (batches.decide(group)) {
                return batches;
            }
        }
    }

    GroupDecisions decisions() {
        return decisions;
    }

    /** For each batch, in order, one receipt for each of its candidates. */
    List<List<Receipt>> receipts() {
        return receipts;
    }

    /** Whether the group could be decided without leaving one more batch out. */
    private boolean decide(List<Batch> group) throws SQLException {
        for (Batch batch : group) {
            Refusal refusal = leftOut.get(batch);
            List<Receipt> answers = refusal == null
                    ? each(batch)
                    : Collections.nCopies(batch.candidates().size(), new Receipt.Refused(refusal));
            if (answers.size() < batch.candidates().size()) {
                return false;
            }
            receipts.add(answers);
        }
        return true;
    }

    /** An answer for each candidate; fewer where the batch has to be left out. */
    private List<Receipt> each(Batch batch) throws SQLException {
        boolean together = batch.whole() && batch.candidates().size() > 1;
        var answers = new ArrayList<Receipt>(batch.candidates().size());
        for (Candidate candidate : batch.candidates()) {
            Receipt answer = inOrder(batch, candidate);
            if (together && answer instanceof Receipt.Refused refused) {
                leftOut.put(batch, refused.refusal());
                return answers;
            }
            answers.add(answer);
        }
        return answers;
    }

    private Receipt inOrder(Batch batch, Candidate candidate) throws SQLException {
        OrderedList list = batch.list();
        if (list == null) {
            return decisions.decide(candidate);
        }
        Receipt answer = list.halted() || halted.contains(list) ? Batch.ANEW : decisions.decide(candidate);
        if (answer.equals(Batch.ANEW)) {
            halted.add(list);
        }
        return answer;
    }
}
