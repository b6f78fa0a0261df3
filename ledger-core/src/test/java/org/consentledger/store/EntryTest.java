package org.consentledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.consentledger.law.FactId;
import org.consentledger.law.Header;
import org.consentledger.law.Recorded;
import org.consentledger.seal.TreeHash;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sealed entry byte for byte: every leaf hash that was ever published stands on it. */
class EntryTest {
    private static final FactCodec CODEC = new FactCodec();
    private static final Instant RECORDED = Instant.parse("2019-09-17T12:00:00.000001Z");
    private static final Instant OCCURRED = Instant.parse("1969-12-31T23:59:59.999999Z");
    private static final FactId ID = new FactId("Ü", UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));

    @Test
    void the_layout_is_final() {
        assertThat(HexFormat.of().formatHex(entry(OCCURRED, RECORDED)))
                .isEqualTo(
                        "01" // layout
                                + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f" // salt
                                + "000592be75b83001" // 1568721600000001
                                + "ffffffffffffffff" // occurredAt, a microsecond before 1970
                                + "000592be75b83001" // knownAt
                                + "01" // asserted
                                + "00112233445566778899aabbccddeeff" // id
                                + "0002c39c" // source
                                + "10"
                                + HexFormat.of().formatHex("sentinel.planted".getBytes(StandardCharsets.US_ASCII))
                                + "0001" // revision
                                + HexFormat.of()
                                        .formatHex("{\"contactPoint\":\"01234567-89ab-4cde-8f00-000000000001\"}"
                                                .getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void its_leaf_hash_is_final() {
        assertThat(HexFormat.of().formatHex(new TreeHash().leaf(entry(null, null))))
                .isEqualTo("8c8bd273b9a6873ce46dfb33ef77aa94e56ddd4aab0bc985abb1ba49766aa373");
    }

    @Test
    void an_entry_reads_to_what_was_written() {
        assertThat(Entry.read(7, entry(OCCURRED, RECORDED), CODEC))
                .isEqualTo(new Recorded(
                        7, RECORDED, ID, OCCURRED, RECORDED, true, EventExamples.of("sentinel.planted.1")));
    }

    @Test
    void times_that_nobody_gave_are_the_moment_of_recording() {
        assertThat(Entry.read(7, entry(null, null), CODEC))
                .isEqualTo(new Recorded(
                        7, RECORDED, ID, RECORDED, RECORDED, false, EventExamples.of("sentinel.planted.1")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 33, 58, 75, 77, 80, 95, 100, 140})
    void an_entry_cut_short_stops_the_read(int length) {
        byte[] cut = Arrays.copyOf(entry(OCCURRED, RECORDED), length);
        assertThatThrownBy(() -> Entry.read(7, cut, CODEC)).isInstanceOf(UnreadableFact.class);
    }

    @Test
    void an_unknown_layout_stops_the_read() {
        byte[] entry = entry(OCCURRED, RECORDED);
        entry[0] = 2;
        assertThatThrownBy(() -> Entry.read(7, entry, CODEC))
                .isInstanceOf(UnreadableFact.class)
                .hasMessageContaining("layout");
    }

    @Test
    void a_source_that_is_none_stops_the_read() {
        byte[] entry = entry(OCCURRED, RECORDED);
        entry[77] = ' ';
        entry[76] = ' ';
        assertThatThrownBy(() -> Entry.read(7, entry, CODEC)).isInstanceOf(UnreadableFact.class);
    }

    private static byte[] entry(@Nullable Instant occurredAt, @Nullable Instant knownAt) {
        byte[] salts = new byte[40];
        for (int i = 0; i < salts.length; i++) {
            salts[i] = (byte) (i - 4);
        }
        byte[] source = ID.source().getBytes(StandardCharsets.UTF_8);
        byte[] name = "sentinel.planted".getBytes(StandardCharsets.US_ASCII);
        byte[] payload = CODEC.write(EventExamples.of("sentinel.planted.1"));
        byte[] entry = new byte[Entry.length(source, name, payload)];
        var header = new Header(ID, occurredAt, knownAt, "00".repeat(32));
        Entry.write(ByteBuffer.wrap(entry), salts, 4, RECORDED, header, source, name, 1, payload);
        return entry;
    }
}
