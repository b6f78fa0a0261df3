package org.consentledger.evidence;

import java.util.List;
import org.consentledger.seal.SignedNote;
import org.consentledger.seal.TileTree;
import org.consentledger.seal.TreeHead;
import org.consentledger.seal.VerifierKey;

/**
 * What a bundle's proofs lead to: a checkpoint that was signed.
 *
 * @param note the checkpoint as the log and its witnesses signed it
 * @param keys whose signatures stand under it, in their order
 * @param head size and root that it states
 * @param tree the tree at its size
 * @param map the root of the map of streams that it states
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between two stages, never compared
record Attested(SignedNote note, List<VerifierKey> keys, TreeHead head, TileTree tree, byte[] map) {}
