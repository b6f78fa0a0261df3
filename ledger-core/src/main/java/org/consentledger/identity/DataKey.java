package org.consentledger.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.consentledger.law.Channel;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Sealed;
import org.consentledger.law.ValueTag;

/**
 * One person's key, AES-256: whatever is kept of the person's values is sealed or hashed under it, and is lost with it.
 * Safe for any number of threads.
 */
public final class DataKey {
    /*
     * The key itself encrypts nothing. HKDF-SHA-256 (RFC 5869) without a salt derives from it one subkey of 32 bytes for
     * each kind of work, with the kind's name as info: "encryption", "ids", "tags", "content". The names, the labels
     * below and the layout nonce || ciphertext || tag are stored forms and never change.
     */
    static final int LENGTH = 32;

    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] raw;
    private final SecretKeySpec encryption;
    private final Hmac ids;
    private final Hmac tags;
    private final Hmac content;

    private DataKey(byte[] raw) {
        this.raw = Bytes.exactly(LENGTH, raw);
        try {
            KDF hkdf = KDF.getInstance("HKDF-SHA256");
            SecretKey extracted = hkdf.deriveKey(
                    "Generic", HKDFParameterSpec.ofExtract().addIKM(raw).extractOnly());
            encryption = new SecretKeySpec(subkey(hkdf, extracted, "encryption"), "AES");
            ids = new Hmac(subkey(hkdf, extracted, "ids"));
            tags = new Hmac(subkey(hkdf, extracted, "tags"));
            content = new Hmac(subkey(hkdf, extracted, "content"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform lacks HKDF-SHA-256.", e);
        }
    }

    private static byte[] subkey(KDF hkdf, SecretKey extracted, String kind) throws GeneralSecurityException {
        byte[] info = kind.getBytes(StandardCharsets.US_ASCII);
        return hkdf.deriveData(HKDFParameterSpec.expandOnly(extracted, info, LENGTH));
    }

    /** A new key, drawn at random. */
    static DataKey draw() {
        byte[] raw = new byte[LENGTH];
        RANDOM.nextBytes(raw);
        return new DataKey(raw);
    }

    /** The key of these 32 bytes. */
    static DataKey of(byte[] raw) {
        return new DataKey(raw.clone());
    }

    /** The bytes to wrap. */
    byte[] raw() {
        return raw.clone();
    }

    /** {@code plain} under this key. Opens only with the same {@code boundTo}, so that it cannot be moved elsewhere. */
    public Sealed seal(byte[] plain, byte[] boundTo) {
        return new Sealed(Base64.getEncoder().encodeToString(encrypt(plain, boundTo)));
    }

    /**
     * What was sealed.
     *
     * @throws NotOpened where it was sealed under another key, bound to something else, or damaged
     */
    public byte[] open(Sealed sealed, byte[] boundTo) {
        try {
            return decrypt(Base64.getDecoder().decode(sealed.base64()), boundTo);
        } catch (IllegalArgumentException e) {
            throw new NotOpened(e);
        }
    }

    /** The id of a value as held for this person: collecting it twice is the same contact point. */
    public ContactPointId contactPoint(Channel channel, String identityProfile, Sha256 identity) {
        String label = "contact-point|" + channel.word() + "|" + identityProfile + "|";
        return new ContactPointId(Bytes.uuid8(ids.of(label, identity.bytes())));
    }

    /** The id of {@code value} as held for this person. */
    public ContactPointId contactPoint(KnownValue value) {
        return contactPoint(value.channel(), value.profile(), value.identity());
    }

    /** What tells, among this person's values alone, whether two share a match key. */
    public ValueTag tag(MatchKey matchKey) {
        return new ValueTag(Bytes.uuid8(tags.of("tag|", matchKey.bytes())));
    }

    /** The keyed hash, 64 lower-case hex digits, by which two reports of a fact are found to say the same. */
    public String content(byte[] canonical) {
        return ContentHashes.of(content, canonical);
    }

    /** {@code nonce || ciphertext || tag}: AES-256-GCM under the encryption subkey, with a random nonce of 96 bits. */
    byte[] encrypt(byte[] plain, byte[] boundTo) {
        byte[] nonce = new byte[NONCE_LENGTH];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, boundTo);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_LENGTH + plain.length + TAG_BITS / Byte.SIZE);
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE_LENGTH);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform lacks AES-256-GCM.", e);
        }
    }

    /** What {@link #encrypt} was given. */
    byte[] decrypt(byte[] sealed, byte[] boundTo) {
        if (sealed.length < NONCE_LENGTH) {
            throw new NotOpened();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_LENGTH), boundTo);
            return cipher.doFinal(sealed, NONCE_LENGTH, sealed.length - NONCE_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new NotOpened(e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] boundTo) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, encryption, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(boundTo);
        return cipher;
    }

    /** Tells nothing of the key. */
    @Override
    public String toString() {
        return "DataKey[hidden]";
    }
}
