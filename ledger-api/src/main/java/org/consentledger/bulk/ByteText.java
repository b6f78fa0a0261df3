package org.consentledger.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Text in UTF-8 that grows at its end. */
public final class ByteText {
    private static final byte[] DIGITS = "0123456789".getBytes(StandardCharsets.US_ASCII);
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle FOUR = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
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
        long second = hex((int) id.getMostSignificantBits());
        long third = hex((int) (id.getLeastSignificantBits() >>> 32));
        EIGHT.set(bytes, length, hex((int) (id.getMostSignificantBits() >>> 32)));
        FOUR.set(bytes, length + 9, (int) (second >>> 32));
        FOUR.set(bytes, length + 14, (int) second);
        FOUR.set(bytes, length + 19, (int) (third >>> 32));
        FOUR.set(bytes, length + 24, (int) third);
        EIGHT.set(bytes, length + 28, hex((int) id.getLeastSignificantBits()));
        for (int dash = 8; dash <= 23; dash += 5) {
            bytes[length + dash] = '-';
        }
        length += UUID_LENGTH;
        return this;
    }

    /** Eight hexadecimal digits, a byte each, the first one the most significant. */
    private static long hex(int value) {
        long digits = Long.expand(value & 0xFFFF_FFFFL, 0x0F0F_0F0F_0F0F_0F0FL);
        long letters = ((digits + 0x0606_0606_0606_0606L) >>> 4) & 0x0101_0101_0101_0101L;
        return digits + 0x3030_3030_3030_3030L + letters * ('a' - '0' - 10);
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
