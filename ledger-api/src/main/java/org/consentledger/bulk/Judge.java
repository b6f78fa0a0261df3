package org.consentledger.bulk;

import java.util.List;
import org.consentledger.check.Found;
import org.consentledger.check.Inquiry;
import org.consentledger.identity.HashKeys;
import org.consentledger.law.Reason;
import org.consentledger.lists.RowBatch;
import org.consentledger.lists.RowProblem;

/** Answers batches of rows from one standpoint. For one thread. */
final class Judge {
    private final Inquiry inquiry;
    private final HashKeys keys;
    private final RowWriter writer;
    private final boolean toMatcher;
    private final boolean all;
    private final long at;
    private final long known;
    private final long size;
    /** What the next rows are found by. */
    private final long[] ahead = new long[Inquiry.FETCHED];

    Judge(Standpoint standpoint, RowWriter writer) {
        ListQuestion question = standpoint.question();
        this.inquiry = standpoint.inquiries().next();
        this.keys = standpoint.hashKeys();
        this.writer = writer;
        this.toMatcher = question.asker() == ListQuestion.Asker.MATCHER;
        this.all = question.all();
        this.at = standpoint.atMicros();
        this.known = standpoint.knownMicros();
        this.size = standpoint.coordinates().ledgerSize();
    }

    Judged judge(RowBatch rows) {
        var judged = new Judged(rows.size());
        for (int from = 0; from < rows.size(); from += ahead.length) {
            judge(rows, from, Math.min(rows.size(), from + ahead.length), judged);
        }
        return judged;
    }

    private void judge(RowBatch rows, int from, int to, Judged judged) {
        for (int i = from; i < to; i++) {
            ahead[i - from] = rows.problem(i) == null ? keys.key(rows.hashes(), rows.at(i)) : 0;
        }
        inquiry.fetch(ahead, to - from);
        for (int i = from; i < to; i++) {
            RowProblem problem = rows.problem(i);
            if (problem == null) {
                long key = ahead[i - from];
                judged.key(key);
                judge(rows.row(i), key, judged);
            } else {
                judged.bad(problem);
                writer.bad(judged.text(), rows.row(i), rows.line(i), problem);
            }
        }
    }

    private void judge(long row, long key, Judged judged) {
        List<Found> found = inquiry.ask(key, keys.profiles(), at, known, size);
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
