package org.consentledger.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.consentledger.law.PersonId;
import org.jspecify.annotations.Nullable;

/** One row of the directory, with everything that only keys can read still closed. */
final class PersonRow {
    static final String COLUMNS = "surrogate, unknown, lookup, epoch, wrapped_key, reference";

    final PersonId id;
    final @Nullable Lookup lookup;
    final int epoch;
    final byte @Nullable [] wrappedKey;
    final byte @Nullable [] reference;

    PersonRow(
            PersonId id,
            @Nullable Lookup lookup,
            int epoch,
            byte @Nullable [] wrappedKey,
            byte @Nullable [] reference) {
        this.id = id;
        this.lookup = lookup;
        this.epoch = epoch;
        this.wrappedKey = wrappedKey;
        this.reference = reference;
    }

    static PersonRow of(ResultSet row) throws SQLException {
        byte[] lookup = row.getBytes("lookup");
        return new PersonRow(
                new PersonId(row.getObject("surrogate", UUID.class), row.getBoolean("unknown")),
                lookup == null ? null : Lookup.of(lookup),
                row.getInt("epoch"),
                row.getBytes("wrapped_key"),
                row.getBytes("reference"));
    }
}
