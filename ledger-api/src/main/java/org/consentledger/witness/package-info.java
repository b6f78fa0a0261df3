/** A small witness that can be run beside the ledger, or by somebody else: it signs checkpoints that extend what it signed before. */
@NullMarked
package org.consentledger.witness;

import org.jspecify.annotations.NullMarked;
