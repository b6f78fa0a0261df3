package org.consentledger.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** SQL scripts beside a view's classes, in which {@code %1$s} stands for the view's schema. */
public final class Scripts {
    private Scripts() {}

    /** Runs the script {@code name} that lies beside {@code owner} against {@code schema}, a plain identifier. */
    public static void run(Connection connection, Class<?> owner, String name, String schema) throws SQLException {
        try (InputStream script = owner.getResourceAsStream(name);
                Statement statement = connection.createStatement()) {
            if (script == null) {
                throw new IllegalStateException("a view's script is missing from its jar: " + name);
            }
            statement.setEscapeProcessing(false);
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8).replace("%1$s", schema));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
