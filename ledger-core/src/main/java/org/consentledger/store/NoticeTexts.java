package org.consentledger.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;
import org.consentledger.law.Illegal;
import org.consentledger.law.Text;

/** The exact texts of notices, beside the ledger, by the SHA-256 of their UTF-8 bytes. Kept for ever, never changed. */
public final class NoticeTexts {
    /** Longest text, in characters. */
    public static final int MAX_LENGTH = 1_000_000;

    private final DataSource database;

    public NoticeTexts(DataSource database) {
        this.database = database;
    }

    /** The hash of a text that can be kept, 64 lower-case hex digits. */
    public static String hash(String text) {
        if (Text.isBlank(text) || text.length() > MAX_LENGTH || text.indexOf('\0') >= 0) {
            throw new Illegal("text", "must be 1 to " + MAX_LENGTH + " characters, not blank, without NUL");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
            throw new Illegal("text", "must be whole Unicode text");
        }
        return HexFormat.of().formatHex(sha256(bytes));
    }

    /** The text behind a hash. */
    public Optional<String> find(String hash) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select text from ledger.text where hash = ?")) {
            select.setBytes(1, HexFormat.of().parseHex(hash));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new LedgerUnavailable("a notice's text could not be read; ask again", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
