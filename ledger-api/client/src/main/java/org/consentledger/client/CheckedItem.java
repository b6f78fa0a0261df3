package org.consentledger.client;

import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing asked about. What holds a value never prints it. */
public sealed interface CheckedItem {
    /** The kind of a value. */
    enum Channel {
        EMAIL("email"),
        PHONE("phone");

        private final String word;

        Channel(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * The SHA-256 of a value's normal form.
     *
     * @param hex 64 hexadecimal digits
     * @param profile the normal form's name, such as {@code plain-1}
     */
    record Hash(Channel channel, String hex, String profile) implements CheckedItem {
        @Override
        public String toString() {
            return "Hash[hidden]";
        }
    }

    /**
     * A value as somebody wrote it.
     *
     * @param region the two letters of the region of a phone number without a country code; null for none
     */
    record Plain(Channel channel, String text, @Nullable String region) implements CheckedItem {
        @Override
        public String toString() {
            return "Plain[hidden]";
        }
    }

    /** A contact point by the ledger's id. */
    record ContactPoint(UUID id) implements CheckedItem {}

    /** The SHA-256 in its 32 bytes. */
    static CheckedItem hash(Channel channel, byte[] sha256, String profile) {
        return new Hash(channel, HexFormat.of().formatHex(sha256), profile);
    }

    /** A value that needs no region. */
    static CheckedItem plain(Channel channel, String text) {
        return new Plain(channel, text, null);
    }
}
