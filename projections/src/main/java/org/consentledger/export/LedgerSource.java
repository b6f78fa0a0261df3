package org.consentledger.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.consentledger.seal.TreeHead;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.LedgerUnavailable;

/** The ledger in PostgreSQL, with what the view {@code standing} tells of suppressed values. */
public final class LedgerSource implements ExportSource {
    private static final String SUPPRESSED =
            "select collected, erased, key from standing.suppressed where collected <= ? and erased <= ? order by 1, 2, 3";

    private final LedgerReader reader;
    private final DataSource database;
    private final long size;

    /** @param size that both the ledger and the view have reached */
    public LedgerSource(LedgerReader reader, DataSource database, long size) {
        this.reader = reader;
        this.database = database;
        this.size = size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public TreeHead treeOf(long toSize) {
        return reader.treeOf(toSize);
    }

    @Override
    public void facts(long after, long upTo, Each each) throws IOException {
        try {
            reader.read(after, upTo, row -> {
                try {
                    each.fact(reader.decode(row));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public List<Suppressed> suppressed(long upTo) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SUPPRESSED)) {
            select.setLong(1, upTo);
            select.setLong(2, upTo);
            var suppressed = new ArrayList<Suppressed>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    suppressed.add(new Suppressed(
                            rows.getLong(1), rows.getLong(2), HexFormat.of().formatHex(rows.getBytes(3))));
                }
            }
            return suppressed;
        } catch (SQLException e) {
            throw new LedgerUnavailable("suppressed values cannot be read; ask again", e);
        }
    }
}
