/** Where contact points of a test's ledger came from and went. */
@NullMarked
package org.consentledger.provenance;

import org.jspecify.annotations.NullMarked;
