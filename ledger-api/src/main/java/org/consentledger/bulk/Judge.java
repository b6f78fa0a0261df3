package org.consentledger.bulk;

import java.util.List;
import org.consentledger.check.Found;
import org.consentledger.check.Inquiry;
import org.consentledger.law.Reason;
import org.consentledger.lists.RowBatch;
import org.consentledger.lists.RowProblem;

/** Answers batches of rows from one standpoint. For one thread. */
final class Judge {
    private final Inquiry inquiry;
    private final KeyedRows keyed;
    private final RowWriter writer;
    private final boolean toMatcher;
    private final boolean all;
    private final long at;
    private final long known;
    private final long size;

    Judge(Standpoint standpoint, RowWriter writer) {
        ListQuestion question = standpoint.question();
        this.inquiry = standpoint.inquiries().next();
        this.keyed = new KeyedRows(standpoint.hashKeys());
        this.writer = writer;
        this.toMatcher = question.asker() == ListQuestion.Asker.MATCHER;
        this.all = question.all();
        this.at = standpoint.atMicros();
        this.known = standpoint.knownMicros();
        this.size = standpoint.coordinates().ledgerSize();
    }

    Judged judge(RowBatch rows) {
        var judged = new Judged(rows.size());
        keyed.forEach(rows, inquiry, new KeyedRows.Visitor() {
            @Override
            public void hash(int index, long key) {
                judged.key(key);
                judge(rows.row(index), key, judged);
            }

            @Override
            public void bad(int index, RowProblem problem) {
                judged.bad(problem);
                writer.bad(judged.text(), rows.row(index), rows.line(index), problem);
            }
        });
        return judged;
    }

    private void judge(long row, long key, Judged judged) {
        List<Found> found = inquiry.ask(key, keyed.profiles(), at, known, size);
        if (found.size() > 1) {
            found = found.stream().sorted(Found.BY_ID).toList();
        }
        if (toMatcher) {
            check(row, key, found, judged);
        } else {
            if (found.isEmpty()) {
                judged.reason(Reason.NO_RECORD);
            }
            found.forEach(one -> judged.reason(one.finding().reason()));
            judged.row(anyPermitted(found));
            writer.answered(judged.text(), row, found);
        }
    }

    private void check(long row, long key, List<Found> found, Judged judged) {
        if (found.isEmpty()) {
            // A stranger takes as long as whoever is refused, or many rows of one value would tell them apart.
            inquiry.passTime(key, at, known, size);
        }
        boolean permitted = anyPermitted(found);
        judged.row(permitted);
        if (permitted) {
            writer.permitted(judged.text(), row, permitted(found));
        } else if (all) {
            writer.refused(judged.text(), row);
        }
    }

    private static boolean anyPermitted(List<Found> found) {
        for (Found one : found) {
            if (one.finding().permitted()) {
                return true;
            }
        }
        return false;
    }

    private static List<Found> permitted(List<Found> found) {
        return found.size() == 1
                ? found
                : found.stream().filter(one -> one.finding().permitted()).toList();
    }
}
