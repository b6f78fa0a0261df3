package org.consentledger.forensics;

import java.util.List;
import org.consentledger.law.UseClass;

/**
 * What another policy would have made of an incident, had it been enforced: whatever it refuses, as known at the moment of the use,
 * would not have been done.
 *
 * @param all every use that the question is about, judged under the question's own policy
 * @param spared the breaches that it would have stopped
 * @param sparedPersons of their persons those with an account of whose breaches none would be left
 * @param sparedWithoutAccount likewise, those without one
 * @param remaining the breaches that it would have let through
 * @param stopped the lawful uses that it would have stopped as well
 * @param moves what each class would have become
 */
public record WhatIf(
        long ledgerSize,
        IncidentReport.Head head,
        Counts all,
        Counts spared,
        long sparedPersons,
        long sparedWithoutAccount,
        Counts remaining,
        Counts stopped,
        List<Move> moves) {
    /** What no longer changes with the list it was made of. */
    public WhatIf {
        moves = List.copyOf(moves);
    }

    /**
     * Uses of one class under the question's policy and of one under the other.
     *
     * @param permitted whether the other one permits them as known at the moment of the use
     */
    public record Move(UseClass useClass, UseClass instead, boolean permitted, Counts counts) {}
}
