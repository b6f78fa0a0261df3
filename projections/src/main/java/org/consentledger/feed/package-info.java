/** Brings the ledger to each view in order, knows how far each has got, and starts one over. */
@NullMarked
package org.consentledger.feed;

import org.jspecify.annotations.NullMarked;
