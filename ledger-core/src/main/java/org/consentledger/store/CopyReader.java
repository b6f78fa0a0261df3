package org.consentledger.store;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/** Reads rows of (bigint, bytea) from a binary COPY: places with their entries. */
final class CopyReader {
    private static final int HEADER_LENGTH = 19;

    private final CopyOut copy;
    private boolean begun;

    CopyReader(CopyOut copy) {
        this.copy = copy;
    }

    /** The next row; null behind the last one. */
    @Nullable
    SealedRow next() throws SQLException {
        byte[] data = copy.readFromCopy();
        if (data == null) {
            return null;
        }
        // PostgreSQL sends one row a message; the file's header comes in front of the first.
        ByteBuffer row = ByteBuffer.wrap(data);
        if (!begun) {
            begun = true;
            row.position(HEADER_LENGTH);
            if (!row.hasRemaining()) {
                return next();
            }
        }
        if (row.getShort() == -1) {
            return next();
        }
        row.getInt();
        long place = row.getLong();
        int length = row.getInt();
        return new SealedRow(place, Arrays.copyOfRange(data, row.position(), row.position() + length));
    }
}
