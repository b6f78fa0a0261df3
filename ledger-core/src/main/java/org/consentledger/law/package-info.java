/** The law of the ledger: facts, coordinates, policy and the pure functions that turn them into verdicts. */
@NullMarked
package org.consentledger.law;

import org.jspecify.annotations.NullMarked;
