/** Runs of advertisers' lists: whoever is matched is on the ledger before the answer leaves. */
@NullMarked
package org.consentledger.gate;

import org.jspecify.annotations.NullMarked;
