package org.consentledger.feed;

import org.jspecify.annotations.Nullable;

/**
 * How far a view has got.
 *
 * @param place the last fact that it holds
 * @param rebuiltTo while it is built anew, the last fact that the new one holds; null otherwise
 * @param head the ledger's size
 */
public record ViewProgress(
        String view, long place, @Nullable Long rebuiltTo, long head) {}
