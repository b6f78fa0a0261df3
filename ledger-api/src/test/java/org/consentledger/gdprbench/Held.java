package org.consentledger.gdprbench;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.consentledger.identity.Sha256;

/** What a product system knows of a record that it reported: to put it right it has to name what it said. */
final class Held {
    final String key;
    final String person;
    final Instant since;
    /** Of the address that stands for the record's data, in hex. */
    final String hash;

    final UUID collection = Facts.id();
    String source;
    String category;
    UUID fact = collection;

    Held(String key, String person, Instant since, String source, String category) {
        this.key = key;
        this.hash = HexFormat.of().formatHex(Sha256.ofText(key + "@example.com").bytes());
        this.person = person;
        this.since = since;
        this.source = source;
        this.category = category;
    }
}
