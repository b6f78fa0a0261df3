package org.consentledger.seal;

import java.util.List;

/** Says what further lines a checkpoint carries, such as {@code map} and the root of another tree over the same facts. */
@FunctionalInterface
public interface CheckpointExtensions {
    /** No further lines. */
    CheckpointExtensions NONE = _ -> List.of();

    /**
     * The further lines of the checkpoint over the ledger's first facts, each of one word, a space and more.
     *
     * <p>Asked before a checkpoint is signed, by one node at a time, for sizes that rise, but for one that is asked again because
     * signing it broke off. It may take until it has read the ledger up to {@code head}. What it throws keeps the
     * checkpoint from being signed, and it is asked again later.
     *
     * @return the same lines for the same head, whenever and wherever it is asked
     */
    List<String> lines(TreeHead head);
}
