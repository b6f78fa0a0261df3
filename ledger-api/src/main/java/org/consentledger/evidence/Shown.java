package org.consentledger.evidence;

import org.consentledger.law.Recorded;

/**
 * A fact with the bytes that the ledger's tree has of it.
 *
 * @param entry the sealed entry; nobody may change it
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between two stages, never compared
record Shown(Recorded recorded, byte[] entry) {
    long place() {
        return recorded.place();
    }
}
