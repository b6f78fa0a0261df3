package org.consentledger.lists;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** gzip as RFC 1952 has it, while it comes. */
class GzipMembersTest {
    private static final int HEADER_BYTES = 10;
    private static final int FLAGS_AT = 3;
    private static final int EVERY_FLAG = 0x1F;

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (InputStream in = new GzipMembers(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    @Test
    void members_of_any_size_are_one_stream() throws IOException {
        var random = new Random(1952);
        for (int round = 0; round < 100; round++) {
            var packed = new ByteArrayOutputStream();
            var expected = new ByteArrayOutputStream();
            for (int member = random.nextInt(4); member >= 0; member--) {
                byte[] bytes = new byte[random.nextInt(40_000)];
                // Half of it packs well.
                random.nextBytes(bytes);
                Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 'x');
                expected.writeBytes(bytes);
                packed.writeBytes(gzip(bytes));
            }
            assertThat(unpacked(packed.toByteArray())).isEqualTo(expected.toByteArray());
        }
    }

    @Test
    void what_a_header_may_hold_is_passed_over() throws IOException {
        byte[] plain = gzip("text".getBytes(US_ASCII));
        byte[] header = Arrays.copyOf(plain, HEADER_BYTES);
        header[FLAGS_AT] = EVERY_FLAG;
        byte[] further = "\3\0abcname\0comment\0\1\2".getBytes(US_ASCII);
        byte[] rest = Arrays.copyOfRange(plain, HEADER_BYTES, plain.length);
        assertThat(unpacked(joined(header, further, rest))).asString(US_ASCII).isEqualTo("text");
        header[FLAGS_AT] = 0x20;
        assertThatThrownBy(() -> unpacked(joined(header, rest))).isInstanceOf(ZipException.class);
        header[FLAGS_AT] = 0x08;
        byte[] endless = "n".repeat(1 << 17).getBytes(US_ASCII);
        assertThatThrownBy(() -> unpacked(joined(header, endless))).isInstanceOf(ZipException.class);
    }

    @Test
    void whatever_is_changed_behind_a_header_is_found() throws IOException {
        String text = "a text that is packed, a text that is packed";
        byte[] packed = gzip(text.getBytes(US_ASCII));
        int found = 0;
        for (int bit = HEADER_BYTES * 8; bit < packed.length * 8; bit++) {
            byte[] changed = packed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(unpacked(changed)).asString(US_ASCII).isEqualTo(text);
            } catch (IOException _) {
                found++;
            }
        }
        // Some bits fill the last byte up, and mean nothing.
        assertThat(found).isGreaterThan((packed.length - HEADER_BYTES) * 8 - 8);
        assertThatThrownBy(() -> unpacked(joined(packed, new byte[] {0}))).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> unpacked(joined(packed, new byte[20]))).isInstanceOf(ZipException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void what_was_flushed_can_be_read_before_more_comes(int room) throws IOException {
        var packed = new ByteArrayOutputStream();
        var out = new GZIPOutputStream(packed, 512, true);
        out.write("first".getBytes(US_ASCII));
        out.flush();
        int sent = packed.size();
        out.write("second".getBytes(US_ASCII));
        out.close();
        byte[] all = packed.toByteArray();
        var arriving = new ByteArrayInputStream(all, 0, sent) {
            void more() {
                count = all.length;
            }
        };
        var in = new GzipMembers(arriving);
        byte[] read = new byte[room];
        for (int left = 5; left > 0; ) {
            assertThat(in.available()).isPositive();
            left -= in.read(read);
        }
        assertThat(in.available()).isZero();
        arriving.more();
        assertThat(in.available()).isPositive();
        assertThat(in.readAllBytes()).asString(US_ASCII).isEqualTo("second");
    }
}
