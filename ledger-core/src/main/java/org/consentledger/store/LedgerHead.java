package org.consentledger.store;

import java.time.Instant;
import org.consentledger.seal.TreeHead;

/** How far the ledger had come at the end of a group: its size and root, and the group's moment of recording. */
public record LedgerHead(TreeHead tree, Instant recordedAt) {
    public long size() {
        return tree.size();
    }
}
