package org.consentledger.seal;

/** What checking a proof found: that it holds, or the first reason why it does not, in the order of the checks. */
public enum ProofResult {
    /** The proof leads to the root it was checked against. */
    HOLDS,
    /** The older tree has more leaves than the newer one, or the subtree ends beyond the tree. */
    SIZES_REVERSED,
    /** The range of leaves is not one that the tree has as a subtree. */
    NOT_A_SUBTREE,
    /** The leaf's index is not below the size of the tree. */
    INDEX_BEYOND_SIZE,
    /** The leaf hash, or a hash of the proof, does not have 32 bytes. */
    NOT_A_HASH,
    /** The proof has fewer or more hashes than sizes and index call for. */
    WRONG_LENGTH,
    /** The map has other facts under the label, or none, or some where there should be none. */
    STREAM_DIFFERS,
    /** The proof does not lead to the root of the older tree or subtree. */
    OLDER_ROOT_DIFFERS,
    /** The proof does not lead to the root of the tree. */
    ROOT_DIFFERS;

    /** Whether the proof is good; everything else is a reason to distrust whoever handed it over. */
    public boolean holds() {
        return this == HOLDS;
    }
}
