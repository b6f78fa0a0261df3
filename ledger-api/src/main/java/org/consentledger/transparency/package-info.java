/** The ledger as others follow and check it: checkpoints, tiles, bundles of entries, and proofs, over HTTP. */
@NullMarked
package org.consentledger.transparency;

import org.jspecify.annotations.NullMarked;
