package org.consentledger.identity;

/**
 * The installation's wrapping keys, by epoch: what persons' data keys are stored under. The boundary behind which the keys
 * may come from a local keyset or from a key management service that is asked at start, never for each person.
 */
public interface WrappingKeys {
    /** The epoch that new data keys are wrapped in; epochs count from 1. */
    int currentEpoch();

    /** {@code dataKey} wrapped in {@code epoch}; unwraps only with the same {@code boundTo}. */
    byte[] wrap(int epoch, byte[] dataKey, byte[] boundTo);

    /**
     * The data key.
     *
     * @throws NotOpened where the epoch's key is not there any more, or what was wrapped belongs elsewhere
     */
    byte[] unwrap(int epoch, byte[] wrapped, byte[] boundTo);
}
