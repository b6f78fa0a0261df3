package org.consentledger.peers;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.IntFunction;
import org.consentledger.check.SignUps;
import org.consentledger.store.LedgerDatabase;
import org.consentledger.store.LoadServer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL, asked by primary key over JDBC, prepared; its tables lie in its memory. */
final class PostgresPeer implements Peer {
    private static final String CONSENTED = "coalesce(assigned.by_consent and said.given, false)";

    private final LoadServer server;
    private final LedgerDatabase database;
    private final Kept kept;
    private final int points;

    PostgresPeer(Kept kept, int points, Path folder) throws SQLException {
        this.kept = kept;
        this.points = points;
        this.server = new LoadServer(folder);
        this.database = server.database();
        try (Connection connection = LoadServer.asOwner(database)) {
            switch (kept) {
                case VERDICTS -> fillVerdicts(connection);
                case FACTS -> fillFacts(connection);
            }
            execute(connection, "vacuum analyze");
        }
    }

    private void fillVerdicts(Connection connection) throws SQLException {
        execute(
                connection,
                "create table verdict (contact_point uuid, since timestamptz, permitted boolean,"
                        + " primary key (contact_point, since))");
        copy(connection, "verdict", number -> {
            UUID id = SignUps.point(number).value();
            return row(id, SignUps.signedUp(number), false)
                    + row(id, SignUps.answered(number), SignUps.permits(number));
        });
    }

    private void fillFacts(Connection connection) throws SQLException {
        execute(
                connection,
                "create table collection (contact_point uuid primary key, since timestamptz, collection uuid, person uuid, surface text);"
                        + " create table assignment (collection uuid, purpose text, since timestamptz, by_consent boolean,"
                        + " primary key (collection, purpose, since));"
                        + " create table consent (person uuid, purpose text, since timestamptz, given boolean,"
                        + " primary key (person, purpose, since))");
        copy(
                connection,
                "collection",
                number -> row(
                        SignUps.point(number).value(),
                        SignUps.signedUp(number),
                        SignUps.collection(number).value(),
                        SignUps.person(number).value(),
                        SignUps.surface(number)));
        copy(connection, "assignment", number -> {
            UUID id = SignUps.collection(number).value();
            return row(id, "service", SignUps.signedUp(number), false)
                    + row(id, "advertising", SignUps.signedUp(number), true);
        });
        copy(
                connection,
                "consent",
                number -> row(
                        SignUps.person(number).value(),
                        "advertising",
                        SignUps.answered(number),
                        SignUps.consents(number)));
    }

    private static String row(Object... columns) {
        var row = new StringBuilder();
        for (Object column : columns) {
            row.append(row.isEmpty() ? "" : "\t").append(column);
        }
        return row.append('\n').toString();
    }

    private void copy(Connection connection, String table, IntFunction<String> rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin");
        for (int number = 0; number < points; number++) {
            byte[] bytes = rows.apply(number).getBytes(StandardCharsets.US_ASCII);
            copy.writeToCopy(bytes, 0, bytes.length);
        }
        copy.endCopy();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Takes the contact point and the instant, twice where facts are kept. */
    private String question() {
        return switch (kept) {
            case VERDICTS ->
                "select permitted from verdict where contact_point = ? and since <= ? order by since desc limit 1";
            case FACTS -> """
                select surface <> 'two-factor-enrolment' and %s
                from (values (?::uuid, ?::timestamptz)) as asked (contact_point, at)
                join collection on collection.contact_point = asked.contact_point and collection.since <= asked.at
                left join lateral (
                    select by_consent from assignment
                    where assignment.collection = collection.collection and assignment.since <= asked.at
                      and purpose in ('advertising', 'advertising.audience-match', 'advertising.audience-match.tailored')
                    order by since desc limit 1) as assigned on true
                left join lateral (
                    select given from consent
                    where consent.person = collection.person and consent.since <= asked.at
                      and purpose in ('advertising', 'advertising.audience-match', 'advertising.audience-match.tailored')
                    order by since desc limit 1) as said on true""".formatted(CONSENTED);
        };
    }

    @Override
    public String name() {
        return "PostgreSQL by primary key, " + kept.text();
    }

    @Override
    public int points() {
        return points;
    }

    @Override
    public Asker asker(Instant at) throws SQLException {
        Connection connection = LoadServer.asOwner(database);
        PreparedStatement question = connection.prepareStatement(question());
        OffsetDateTime moment = at.atOffset(ZoneOffset.UTC);
        return new Asker() {
            @Override
            public boolean permitted(int number) throws SQLException {
                question.setObject(1, SignUps.point(number).value());
                question.setObject(2, moment);
                try (ResultSet row = question.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }

            @Override
            public void close() throws SQLException {
                question.close();
                connection.close();
            }
        };
    }

    @Override
    public void close() {
        database.close();
        server.close();
    }
}
