package org.consentledger.bulk;

import java.util.ArrayList;
import java.util.List;
import org.consentledger.api.Problem;
import org.consentledger.law.Reason;
import org.consentledger.lists.RowProblem;
import org.jspecify.annotations.Nullable;

/** Counts the rows of one list as they are answered. For one thread. */
public final class Tally {
    private final Distinct values;
    private final CountsBy<Reason> reasons = new CountsBy<>(Reason.class);
    private final CountsBy<RowProblem> problems = new CountsBy<>(RowProblem.class);
    private long rows;
    private long hashes;
    private long permitted;
    private long duplicates;

    Tally(ListBounds bounds) {
        values = new Distinct(bounds.slots());
    }

    void add(Judged judged) {
        rows += judged.rows();
        hashes += judged.hashes();
        permitted += judged.permitted();
        reasons.addAll(judged.reasons());
        problems.addAll(judged.problems());
        long[] keys = judged.keys();
        values.fetch(keys, judged.hashes());
        for (int i = 0; i < judged.hashes(); i++) {
            if (values.cameBefore(keys[i])) {
                duplicates++;
            } else {
                judged.first(i);
            }
        }
    }

    long rows() {
        return rows;
    }

    /** Whether every value was told from those before; a list may hold more than there is room for. */
    public boolean isWhole() {
        return values.isWhole();
    }

    /** The rows whose answers were delivered. */
    public BulkLine.ListCounts counts() {
        return new BulkLine.ListCounts(rows, permitted, hashes - permitted, rows - hashes, duplicates);
    }

    BulkLine.ListSummary summary(Standpoint from, @Nullable Problem problem) {
        return new BulkLine.ListSummary(
                problem == null,
                rows,
                permitted,
                hashes - permitted,
                rows - hashes,
                duplicates,
                values.isWhole() ? null : Boolean.TRUE,
                problemCounts(),
                from.question().asker() == ListQuestion.Asker.INVESTIGATOR ? reasonCounts() : null,
                from.coordinates().at(),
                from.coordinates().known(),
                from.coordinates().ledgerSize(),
                problem);
    }

    private List<BulkLine.ProblemCount> problemCounts() {
        var counts = new ArrayList<BulkLine.ProblemCount>();
        problems.forEach((problem, count) -> counts.add(new BulkLine.ProblemCount(problem.word(), count)));
        return counts;
    }

    private List<BulkLine.ReasonCount> reasonCounts() {
        var counts = new ArrayList<BulkLine.ReasonCount>();
        reasons.forEach((reason, count) -> counts.add(new BulkLine.ReasonCount(reason, count)));
        return counts;
    }
}
