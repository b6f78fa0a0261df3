package org.consentledger.law;

import java.util.Arrays;

/** The characters of which nobody sees anything: white space, control and format characters. */
final class Invisible {
    /*
     * A table, and no question to the JDK, whose answer grows with each version of Unicode: a text that was recorded must be
     * a text for ever. Ranges of code points, first and last, ascending.
     * Source: Unicode 17, White_Space and Default_Ignorable_Code_Point (which counts in what is reserved for such), with the
     * control characters and U+FFF9 to U+FFFB.
     */
    private static final int[] RANGES = {
        0x0, 0x20, 0x7F, 0xA0, 0xAD, 0xAD, 0x34F, 0x34F, 0x61C, 0x61C, 0x115F, 0x1160, 0x1680, 0x1680, 0x17B4, 0x17B5,
        0x180B, 0x180F, 0x2000, 0x200F, 0x2028, 0x202F, 0x205F, 0x206F, 0x3000, 0x3000, 0x3164, 0x3164, 0xFE00, 0xFE0F,
        0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFFB, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF
    };

    private Invisible() {}

    static boolean contains(int codePoint) {
        int found = Arrays.binarySearch(RANGES, codePoint);
        // Between the first and the last of a range: the place to insert it is an odd one.
        return found >= 0 || (-found - 1) % 2 != 0;
    }
}
