package org.consentledger.check;

import java.util.List;
import org.consentledger.law.Basis;
import org.consentledger.law.ConsentStatus;

/** The numbers under which dossiers keep the law's words: those of their order there. */
final class Words {
    /** The most restrictive first, so that of several the lowest number counts. */
    static final List<Basis> BASES = List.of(Basis.values());

    static final List<ConsentStatus> STATUSES = List.of(ConsentStatus.values());

    private static final boolean[] POSITIVE = new boolean[STATUSES.size()];

    static {
        STATUSES.forEach(status -> POSITIVE[number(status)] = status.positive());
    }

    private Words() {}

    static byte number(Basis basis) {
        return (byte) BASES.indexOf(basis);
    }

    static byte number(ConsentStatus status) {
        return (byte) STATUSES.indexOf(status);
    }

    /** Whether the status of that number is positive. */
    static boolean positive(byte status) {
        return POSITIVE[status];
    }
}
