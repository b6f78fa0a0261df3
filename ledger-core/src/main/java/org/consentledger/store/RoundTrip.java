package org.consentledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Selects that go to the database together, in one round trip. Each sees what was committed when its turn comes, so that those
 * behind a lock see what the lock was waited for.
 */
final class RoundTrip {
    private final List<Question> questions = new ArrayList<>();

    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** @param keys the statement's one parameter, an array; empty where it has none */
    private record Question(String sql, List<?> keys, RowReader reader) {}

    /** Asks what has no parameter, before everything else. */
    void askFirst(String sql, RowReader reader) {
        questions.addFirst(new Question(sql, List.of(), reader));
    }

    /** Asks about {@code keys}, UUIDs or texts; where there are none the statement is left out. */
    void ask(String sql, Collection<?> keys, RowReader reader) {
        if (!keys.isEmpty()) {
            questions.add(new Question(sql, List.copyOf(keys), reader));
        }
    }

    /** Has each reader read its rows, in the order of asking. */
    void run(Connection connection) throws SQLException {
        if (questions.isEmpty()) {
            return;
        }
        String sql = questions.stream().map(Question::sql).collect(Collectors.joining("; "));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 0;
            for (Question question : questions) {
                if (!question.keys().isEmpty()) {
                    Object[] keys = question.keys().toArray();
                    String type = keys[0] instanceof UUID ? "uuid" : "text";
                    statement.setArray(++parameter, connection.createArrayOf(type, keys));
                }
            }
            statement.execute();
            for (Question question : questions) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        question.reader().read(rows);
                    }
                }
                statement.getMoreResults();
            }
        }
    }
}
