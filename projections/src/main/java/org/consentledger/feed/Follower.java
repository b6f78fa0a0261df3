package org.consentledger.feed;

import java.util.List;
import org.consentledger.law.Recorded;

/** Something in this node's memory that follows the ledger. */
public interface Follower {
    /**
     * The next facts, in order of place and without a gap, before any view is brought this far. After a failure the same facts
     * may come again.
     */
    void follow(List<Recorded> facts);
}
