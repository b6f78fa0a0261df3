package org.consentledger.provenance;

import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * A use with the person whose contact point it was of.
 *
 * @param person null where nobody collected the contact point
 */
public record TracedUse(Recorded use, @Nullable PersonId person) {}
