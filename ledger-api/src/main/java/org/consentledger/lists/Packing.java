package org.consentledger.lists;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How a list is packed on its way. */
public enum Packing {
    NONE,
    /** RFC 1952, one member or several. */
    GZIP,
    /** RFC 8878, one frame or several, of windows up to 8 MiB as section 3.1.1.1.2 asks of every reader. */
    ZSTD;

    private static final int WINDOW_LOG = 23;

    /** What is packed in {@code in}, handed on as far as it has come. */
    public InputStream unpacked(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GzipMembers(in);
            case ZSTD -> new ZstdInputStream(in).setLongMax(WINDOW_LOG);
        };
    }
}
