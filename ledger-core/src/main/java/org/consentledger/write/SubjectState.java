package org.consentledger.write;

import java.util.Optional;
import org.consentledger.law.Fact;
import org.consentledger.law.Refusal;

/**
 * What the stream of one subject tells about it: whether it is an erased person. Nothing else of a subject's past may
 * decide whether a word about it is recorded, because earlier words may still arrive.
 */
record SubjectState(boolean erased) {
    static final SubjectState NEW = new SubjectState(false);

    /** The state after {@code fact}; total, because a stored fact cannot be refused. */
    SubjectState evolve(Fact fact) {
        return fact instanceof Fact.PersonErased ? new SubjectState(true) : this;
    }

    /**
     * Why {@code fact} cannot join this subject's stream; empty where it can. The ledger decides the same again under its
     * lock, so that this is an early word and not the last one.
     */
    Optional<Refusal> refusal(Fact fact) {
        return erased && !(fact instanceof Fact.PersonErased) ? Optional.of(Refusal.PERSON_ERASED) : Optional.empty();
    }
}
