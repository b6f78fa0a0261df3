package org.consentledger.identity;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.consentledger.law.Channel;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;

/**
 * A known value as bytes, before it is sealed: a stored form that never changes. Another one takes another version.
 *
 * <pre>
 *   version      1 byte    2
 *   channel      1 byte    1 e-mail, 2 phone
 *   profile      text      of the identity
 *   identity     32 bytes  hash
 *   profiles     text      those installed when it was read, separated by a space; for a hash its own
 *   match keys   1 byte    how many, then each: 32 bytes, and 8 bytes with a bit for each of its profiles, the first
 *                          of them the lowest; none for one taken over from an earlier value of the person
 *   plain        text      empty where a hash was given
 *   region       text      empty without one
 * </pre>
 *
 * A text is its length in UTF-8 bytes (2 bytes, unsigned, most significant first) and those bytes. Version 1 is read too: it
 * has no {@code profiles}, and each of its match keys is a profile (text) and 32 bytes.
 */
final class SealedForm {
    private static final byte NAMED_KEYS = 1;
    private static final byte VERSION = 2;

    private SealedForm() {}

    static byte[] write(KnownValue value, Profiles profiles) {
        GivenValue given = value.given();
        boolean plain = given.sha256() == null;
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        out.write(VERSION);
        out.write(code(given.channel()));
        putText(out, value.profile());
        out.writeBytes(value.identity().bytes());
        putText(out, plain ? profiles.words() : value.profile());
        out.write(value.keys().size());
        for (ProfiledKey key : value.keys()) {
            out.writeBytes(key.key().bytes());
            out.writeBytes(Bytes.of(plain ? key.profiles() : Math.min(1, Long.bitCount(key.profiles()))));
        }
        putText(out, given.plain());
        putText(out, given.region());
        return out.toByteArray();
    }

    static KnownValue read(byte[] bytes, Profiles profiles) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            KnownValue value = read(in, profiles);
            if (in.hasRemaining()) {
                throw new NotOpened();
            }
            return value;
        } catch (BufferUnderflowException | Illegal e) {
            throw new NotOpened(e);
        }
    }

    /** Match keys as they are read, and the profiles that had been installed, of those that are. */
    private record Keys(List<ProfiledKey> keys, long profiles) {}

    private static KnownValue read(ByteBuffer in, Profiles profiles) {
        byte version = in.get();
        if (version != VERSION && version != NAMED_KEYS) {
            throw new NotOpened();
        }
        Channel channel = channel(in.get());
        String profile = text(in);
        Sha256 identity = Sha256.of(bytes(in, Sha256.LENGTH));
        Keys keys = version == VERSION ? keys(in, profiles) : namedKeys(in, profiles);
        String plain = text(in);
        String region = text(in);
        if (plain.isEmpty()) {
            return new KnownValue(
                    GivenValue.hash(channel, identity, profile),
                    identity,
                    under(keys.keys(), profiles.sameRule(channel, profile)),
                    profiles.set());
        }
        return new KnownValue(
                new GivenValue(channel, plain, region.isEmpty() ? null : region, null, profile),
                identity,
                keys.keys(),
                keys.profiles());
    }

    private static Keys keys(ByteBuffer in, Profiles profiles) {
        String words = text(in);
        int size = Byte.toUnsignedInt(in.get());
        var keys = new ArrayList<ProfiledKey>(size);
        for (int left = size; left > 0; left--) {
            MatchKey key = MatchKey.of(bytes(in, MatchKey.LENGTH));
            keys.add(new ProfiledKey(key, profiles.translate(words, in.getLong())));
        }
        return new Keys(keys, profiles.translate(words, -1));
    }

    private static Keys namedKeys(ByteBuffer in, Profiles profiles) {
        SequencedMap<MatchKey, Long> named = new LinkedHashMap<>();
        for (int left = Byte.toUnsignedInt(in.get()); left > 0; left--) {
            long one = profiles.translate(text(in), 1);
            named.merge(MatchKey.of(bytes(in, MatchKey.LENGTH)), one, (some, other) -> some | other);
        }
        long all = named.values().stream().reduce(0L, (some, one) -> some | one);
        return new Keys(
                named.entrySet().stream()
                        .map(key -> new ProfiledKey(key.getKey(), key.getValue()))
                        .toList(),
                all);
    }

    private static List<ProfiledKey> under(List<ProfiledKey> keys, long profiles) {
        return keys.stream()
                .map(key -> new ProfiledKey(key.key(), key.profiles() == 0 ? 0 : profiles))
                .toList();
    }

    private static byte code(Channel channel) {
        return switch (channel) {
            case EMAIL -> 1;
            case PHONE -> 2;
        };
    }

    private static Channel channel(byte code) {
        return switch (code) {
            case 1 -> Channel.EMAIL;
            case 2 -> Channel.PHONE;
            default -> throw new NotOpened();
        };
    }

    private static void putText(ByteArrayOutputStream out, @Nullable String text) {
        byte[] utf8 = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        out.write(utf8.length >>> Byte.SIZE);
        out.write(utf8.length);
        out.writeBytes(utf8);
    }

    private static String text(ByteBuffer in) {
        return new String(bytes(in, Short.toUnsignedInt(in.getShort())), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        if (in.remaining() < length) {
            throw new NotOpened();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
