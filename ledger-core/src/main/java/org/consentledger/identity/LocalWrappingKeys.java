package org.consentledger.identity;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Wrapping keys held in memory, as Tink's primitives of one keyset for each epoch. */
final class LocalWrappingKeys implements WrappingKeys {
    private final NavigableMap<Integer, Aead> byEpoch;

    LocalWrappingKeys(Map<Integer, Aead> byEpoch) {
        this.byEpoch = new TreeMap<>(byEpoch);
    }

    @Override
    public int currentEpoch() {
        return byEpoch.lastKey();
    }

    @Override
    public byte[] wrap(int epoch, byte[] dataKey, byte[] boundTo) {
        try {
            return of(epoch).encrypt(dataKey, boundTo);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A data key cannot be wrapped.", e);
        }
    }

    @Override
    public byte[] unwrap(int epoch, byte[] wrapped, byte[] boundTo) {
        try {
            return of(epoch).decrypt(wrapped, boundTo);
        } catch (GeneralSecurityException e) {
            throw new NotOpened(e);
        }
    }

    private Aead of(int epoch) throws GeneralSecurityException {
        Aead aead = byEpoch.get(epoch);
        if (aead == null) {
            throw new GeneralSecurityException("The wrapping key of epoch " + epoch + " is not there.");
        }
        return aead;
    }
}
