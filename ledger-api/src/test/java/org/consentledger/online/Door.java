package org.consentledger.online;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the ways to ask a check. */
interface Door {
    /** One item; one of {@code sha256}, 32 bytes in hexadecimal, {@code plain} and {@code contactPoint}. */
    record Item(
            @Nullable String channel,
            @Nullable String sha256,
            @Nullable String profile,
            @Nullable String plain,
            @Nullable String contactPoint) {
        static Item ofContactPoint(String id) {
            return new Item(null, null, null, null, id);
        }

        static Item plain(String channel, String text) {
            return new Item(channel, null, null, text, null);
        }

        static Item hash(String channel, String sha256, String profile) {
            return new Item(channel, sha256, profile, null, null);
        }
    }

    /** What came back: for each item the contact points that may be matched, each with its person behind a space. */
    record Seen(long place, Instant at, List<List<String>> matchable) {}

    Seen check(String purpose, List<Item> items);
}
