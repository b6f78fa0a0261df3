package org.consentledger.forensics;

import org.consentledger.check.Hindsight;
import org.consentledger.law.Reason;
import org.consentledger.law.UseClass;

/** What became of a use, in one number. */
final class Verdict {
    static final Codes<Reason> REASONS = Codes.of(Reason.class);
    static final Codes<UseClass> CLASSES = Codes.of(UseClass.class);
    private static final int REASON_BITS = 4;
    private static final int REASON = (1 << REASON_BITS) - 1;
    private static final int CLASS_AT = 2 * REASON_BITS;
    private static final int FLAGS_AT = CLASS_AT + 3;
    private static final int SHAPE_AT = 32;

    /** How many flags there are, see {@link #rests}. */
    static final int FLAGS = 3;

    private Verdict() {}

    static long of(Hindsight.Judged judged) {
        int flags =
                (judged.assertedKnowledge() ? 1 : 0) | (judged.laterEvidence() ? 2 : 0) | (judged.retraction() ? 4 : 0);
        return REASONS.number(judged.then())
                | ((long) REASONS.number(judged.now()) << REASON_BITS)
                | ((long) CLASSES.number(judged.useClass()) << CLASS_AT)
                | ((long) flags << FLAGS_AT)
                | ((judged.shape() + 1L) << SHAPE_AT);
    }

    static Reason then(long verdict) {
        return REASONS.get(thenNumber(verdict));
    }

    static Reason now(long verdict) {
        return REASONS.get(nowNumber(verdict));
    }

    static UseClass useClass(long verdict) {
        return CLASSES.get(classNumber(verdict));
    }

    static int classNumber(long verdict) {
        return (int) (verdict >>> CLASS_AT) & 7;
    }

    static int thenNumber(long verdict) {
        return (int) verdict & REASON;
    }

    static int nowNumber(long verdict) {
        return (int) (verdict >>> REASON_BITS) & REASON;
    }

    /** Whether the class rests on what flag {@code nth} stands for, see {@link RestsOn}. */
    static boolean rests(long verdict, int nth) {
        return (verdict >>> (FLAGS_AT + nth) & 1) != 0;
    }

    /** The number of the shape of the collection it is taken from; {@link Hindsight#NO_SHAPE} for none. */
    static int shape(long verdict) {
        return (int) (verdict >>> SHAPE_AT) - 1;
    }
}
