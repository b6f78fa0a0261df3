package org.consentledger.identity;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.consentledger.law.Channel;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;

/**
 * A known value as bytes, before it is sealed: a stored form that never changes. Another one takes another version.
 *
 * <pre>
 *   version      1 byte    1
 *   channel      1 byte    1 e-mail, 2 phone
 *   profile      text      of the identity
 *   identity     32 bytes  SHA-256
 *   match keys   1 byte    how many, then each: profile (text), 32 bytes; sorted by profile
 *   plain        text      empty where a hash was given
 *   region       text      empty without one
 * </pre>
 *
 * A text is its length in UTF-8 bytes (2 bytes, unsigned, most significant first) and those bytes.
 */
final class SealedForm {
    private static final byte VERSION = 1;

    private SealedForm() {}

    static byte[] write(KnownValue value) {
        GivenValue given = value.given();
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        out.write(VERSION);
        out.write(code(given.channel()));
        putText(out, value.profile());
        out.writeBytes(value.identity().bytes());
        out.write(value.matchKeys().size());
        new TreeMap<>(value.matchKeys()).forEach((profile, matchKey) -> {
            putText(out, profile);
            out.writeBytes(matchKey.bytes());
        });
        putText(out, given.plain());
        putText(out, given.region());
        return out.toByteArray();
    }

    static KnownValue read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            KnownValue value = read(in);
            if (in.hasRemaining()) {
                throw new NotOpened();
            }
            return value;
        } catch (BufferUnderflowException | Illegal e) {
            throw new NotOpened(e);
        }
    }

    private static KnownValue read(ByteBuffer in) {
        if (in.get() != VERSION) {
            throw new NotOpened();
        }
        Channel channel = channel(in.get());
        String profile = text(in);
        Sha256 identity = Sha256.of(bytes(in, Sha256.LENGTH));
        Map<String, MatchKey> matchKeys = new HashMap<>();
        for (int left = Byte.toUnsignedInt(in.get()); left > 0; left--) {
            matchKeys.put(text(in), MatchKey.of(bytes(in, MatchKey.LENGTH)));
        }
        String plain = text(in);
        String region = text(in);
        GivenValue given = plain.isEmpty()
                ? GivenValue.hash(channel, identity, profile)
                : new GivenValue(channel, plain, region.isEmpty() ? null : region, null, profile);
        return new KnownValue(given, identity, matchKeys);
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
