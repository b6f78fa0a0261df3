package org.consentledger.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.consentledger.law.Fact;
import org.consentledger.seal.TreeHash;

/** Makes the entries of one group, each with a salt of its own, and their leaf hashes. */
final class Sealing {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int BLOCK_BYTES = 16;

    private final Instant recordedAt;
    private final byte[] salts;
    private final TreeHash hash = new TreeHash();
    private final Map<String, byte[]> sources = new HashMap<>();

    Sealing(Instant recordedAt, int facts) {
        this.recordedAt = recordedAt;
        this.salts = drawn(facts * Entry.SALT_LENGTH);
    }

    /**
     * The key stream of AES-256 in counter mode under a key that is drawn and forgotten: so many bytes from the system's
     * generator take a tenth of what it costs to append a list.
     */
    private static byte[] drawn(int bytes) {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[BLOCK_BYTES]));
            return cipher.doFinal(new byte[bytes]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform lacks AES in counter mode", e);
        }
    }

    /** Length of the entry that the proposal becomes, in bytes. */
    static int entryLength(Proposal proposal) {
        byte[] source = proposal.header().id().source().getBytes(StandardCharsets.UTF_8);
        return Entry.length(source, name(proposal.fact()), proposal.payload());
    }

    /** The sealed entry of the group's {@code nth} fact, counted from 0. */
    byte[] entry(int nth, GroupDecisions.Admitted one) {
        byte[] source =
                sources.computeIfAbsent(one.header().id().source(), text -> text.getBytes(StandardCharsets.UTF_8));
        byte[] name = name(one.fact());
        byte[] payload = one.proposal().payload();
        byte[] entry = new byte[Entry.length(source, name, payload)];
        int revision = EventNames.of(one.fact().getClass()).revision();
        Entry.write(
                ByteBuffer.wrap(entry),
                salts,
                nth * Entry.SALT_LENGTH,
                recordedAt,
                one.header(),
                source,
                name,
                revision,
                payload);
        return entry;
    }

    byte[] leaf(byte[] entry) {
        return hash.leaf(entry);
    }

    private static byte[] name(Fact fact) {
        return NAMES.get(fact.getClass());
    }

    private static final ClassValue<byte[]> NAMES = new ClassValue<>() {
        @Override
        protected byte[] computeValue(Class<?> type) {
            return EventNames.of(type.asSubclass(Fact.class)).name().getBytes(StandardCharsets.US_ASCII);
        }
    };
}
