package org.consentledger.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Text in UTF-8 that grows at its end. */
public final class ByteText {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int UUID_LENGTH = 36;
    private static final int LONGEST_NUMBER = 20;

    private byte[] bytes;
    private int length;

    ByteText(int room) {
        bytes = new byte[room];
    }

    static byte[] constant(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    ByteText add(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    /** A number that is not negative. */
    ByteText add(long number) {
        reserve(LONGEST_NUMBER);
        int end = length + 1;
        for (long left = number / 10; left > 0; left /= 10) {
            end++;
        }
        long left = number;
        for (int i = end - 1; i >= length; i--) {
            bytes[i] = DIGITS[(int) (left % 10)];
            left /= 10;
        }
        length = end;
        return this;
    }

    ByteText add(UUID id) {
        reserve(UUID_LENGTH);
        hex(id.getMostSignificantBits() >>> 32, 8);
        bytes[length++] = '-';
        hex(id.getMostSignificantBits() >>> 16, 4);
        bytes[length++] = '-';
        hex(id.getMostSignificantBits(), 4);
        bytes[length++] = '-';
        hex(id.getLeastSignificantBits() >>> 48, 4);
        bytes[length++] = '-';
        hex(id.getLeastSignificantBits(), 12);
        return this;
    }

    private void hex(long value, int digits) {
        for (int i = digits - 1; i >= 0; i--) {
            bytes[length++] = DIGITS[(int) (value >>> (4 * i)) & 0xF];
        }
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    int length() {
        return length;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
