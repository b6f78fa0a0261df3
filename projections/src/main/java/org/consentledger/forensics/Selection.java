package org.consentledger.forensics;

import java.util.Set;
import org.consentledger.check.CollectionShape;
import org.consentledger.check.Hindsight;
import org.consentledger.check.Numbered;
import org.consentledger.law.Moments;
import org.jspecify.annotations.Nullable;

/** Which uses a question is about. Safe for any number of threads. */
final class Selection {
    private final UseLog.Judged log;
    private final long from;
    private final long until;
    private final long known;
    private final long size;
    private final boolean[] ofTerms;
    private final boolean[] ofShape;
    private final boolean ofNoShape;
    private final boolean[] ofClass = new boolean[Verdict.CLASSES.size()];

    Selection(UseLog.Judged log, IncidentQuestion question, long size, Numbered.Known<CollectionShape> shapes) {
        this.log = log;
        this.from = question.from() == null ? Long.MIN_VALUE : Moments.toMicros(question.from());
        this.until = question.until() == null ? Long.MAX_VALUE : Moments.toMicros(question.until());
        this.known = question.knownMicros();
        this.size = size;
        this.ofTerms = new boolean[log.terms().size()];
        for (int i = 0; i < ofTerms.length; i++) {
            ofTerms[i] = meets(log.terms().get(i), question);
        }
        this.ofShape = new boolean[shapes.size()];
        for (int i = 0; i < ofShape.length; i++) {
            ofShape[i] = meets(shapes.get(i), question);
        }
        this.ofNoShape =
                question.surfaces() == null && question.suppliers() == null && question.jurisdictions() == null;
        for (int i = 0; i < ofClass.length; i++) {
            ofClass[i] = isOneOf(question.classes(), Verdict.CLASSES.get(i));
        }
    }

    private static boolean meets(UseTerms terms, IncidentQuestion question) {
        return (question.purpose() == null || question.purpose().covers(terms.purpose()))
                && isOneOf(question.programmes(), terms.programme())
                && isOneOf(question.advertisers(), terms.advertiser());
    }

    private static boolean meets(CollectionShape shape, IncidentQuestion question) {
        return isOneOf(question.surfaces(), shape.surface())
                && isOneOf(question.suppliers(), shape.supplier())
                && isOneOf(question.jurisdictions(), shape.jurisdiction());
    }

    private static <T> boolean isOneOf(@Nullable Set<T> condition, @Nullable T value) {
        return condition == null || (value != null && condition.contains(value));
    }

    /** Whether a use counts, and meets the conditions that no verdict is needed for. */
    boolean mayBeOf(int row) {
        UseRows.View rows = log.rows();
        long occurred = rows.occurred(row);
        return rows.place(row) <= size
                && occurred >= from
                && occurred < until
                && ofTerms[rows.terms(row)]
                && rows.known(row) <= known
                && (log.retracted().isEmpty() || !log.retracted().isTaken(row, known, size));
    }

    /** Whether it meets the others. */
    boolean isOf(long verdict) {
        int shape = Verdict.shape(verdict);
        return ofClass[Verdict.classNumber(verdict)] && (shape == Hindsight.NO_SHAPE ? ofNoShape : ofShape[shape]);
    }
}
