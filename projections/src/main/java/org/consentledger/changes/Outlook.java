package org.consentledger.changes;

import org.consentledger.check.Finding;
import org.consentledger.check.Roll;

/**
 * What holds of a contact point from an instant on, as long as nothing else is recorded and no other policy comes into force.
 *
 * @param permitted whether it may be matched at that instant
 * @param until where it may, the first instant at which it may not, or another policy comes into force; {@link Finding#FOR_EVER}
 *     where there is none
 * @param opens the first instant behind, and behind {@code until}, at which it may be matched, under the same policy;
 *     {@link Finding#FOR_EVER} where there is none
 */
record Outlook(boolean permitted, long until, long opens) {
    /** Of the roll's person's {@code nth} contact point at {@code at}, as the ledger stood at {@code size}. */
    static Outlook of(Roll roll, int nth, long at, long size) {
        Finding finding = roll.ask(nth, at, size);
        boolean permitted = finding.permitted();
        long end = finding.untilMicros() == Finding.FOR_EVER ? Finding.FOR_EVER : roll.policyUntil(at, size);
        long until = permitted ? first(false, finding.untilMicros(), end, roll, nth, size) : at;
        long opens = first(true, permitted ? until : finding.untilMicros(), end, roll, nth, size);
        return new Outlook(permitted, until, opens < end ? opens : Finding.FOR_EVER);
    }

    /** Whether it may be matched at some instant from {@code since} to {@code upTo}, both included. */
    static boolean everPermitted(Roll roll, int nth, long since, long upTo, long size) {
        return first(true, since, upTo + 1, roll, nth, size) <= upTo;
    }

    /** The first instant from {@code from} on with this verdict; {@code end} where none comes before it. */
    private static long first(boolean permitted, long from, long end, Roll roll, int nth, long size) {
        long at = from;
        while (at < end) {
            Finding finding = roll.ask(nth, at, size);
            if (finding.permitted() == permitted) {
                return at;
            }
            at = finding.untilMicros();
        }
        return end;
    }
}
