package org.consentledger.checkpoints;

/** Why nothing is signed any more, in order of precedence. What to do about each stands in docs/operating.md. */
public enum Trouble {
    /** Checkpoints were signed by keys that are not here. */
    KEY_MISSING("Checkpoints were signed before, and their key is not here."),
    /** The keys that are here have another name than the log. */
    OTHER_LOG("The keys that are here belong to another log."),
    /** What was signed last cannot be read, or no key of the log signed it. */
    RECORD_UNREADABLE("What was signed last cannot be read, or no key of this log signed it."),
    /** Verification found something that nobody has settled yet. */
    FOUND("Verification found that the ledger was altered."),
    /** The ledger holds fewer facts than were signed: it was put back, or cut. */
    ROLLED_BACK("The ledger holds fewer facts than were signed."),
    /** The tiles do not lead to the root of the ledger. */
    TILES_ALTERED("The tree's tiles do not lead to the ledger's root."),
    /** The stored bytes of facts do not lead to the root that was kept when they were appended. */
    ENTRIES_ALTERED("The stored facts do not lead to the root that was kept when they were appended."),
    /** The ledger does not begin with what was signed: it went on differently after it was put back, or was rewritten. */
    FORKED("The ledger does not begin with what was signed.");

    private final String sentence;

    Trouble(String sentence) {
        this.sentence = sentence;
    }

    /** What is wrong, in one sentence. */
    public String sentence() {
        return sentence;
    }
}
