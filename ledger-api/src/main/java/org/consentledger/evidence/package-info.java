/** Answers to take away, with all that shows that they are right, for whoever does not trust the ledger. */
@NullMarked
package org.consentledger.evidence;

import org.jspecify.annotations.NullMarked;
