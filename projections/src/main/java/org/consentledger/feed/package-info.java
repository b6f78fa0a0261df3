/** Brings the ledger to each view in order, knows how far each got, and builds a view anew while it keeps answering. */
@NullMarked
package org.consentledger.feed;

import org.jspecify.annotations.NullMarked;
