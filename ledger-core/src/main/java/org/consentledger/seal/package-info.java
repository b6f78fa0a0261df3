/** The proof that nothing was altered or left out: the Merkle tree over the ledger, its heads and their proofs. */
@NullMarked
package org.consentledger.seal;

import org.jspecify.annotations.NullMarked;
