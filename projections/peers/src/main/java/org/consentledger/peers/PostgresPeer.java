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
import org.consentledger.check.SignUps;
import org.consentledger.store.LedgerDatabase;
import org.consentledger.store.LoadServer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * PostgreSQL at its best: the verdicts of one purpose worked out beforehand, each found by the primary key alone, prepared, in a table that
 * lies in its memory. The first policy change would rewrite all of it.
 */
final class PostgresPeer implements Peer {
    private static final String QUESTION =
            "select permitted from verdict where contact_point = ? and since <= ? order by since desc limit 1";

    private final LoadServer server;
    private final LedgerDatabase database;
    private final int points;

    PostgresPeer(int points, Path folder) throws Exception {
        this.points = points;
        this.server = new LoadServer(folder);
        this.database = server.database();
        fill();
    }

    private void fill() throws Exception {
        try (Connection connection = LoadServer.asOwner(database);
                Statement statement = connection.createStatement()) {
            statement.execute("create table verdict (contact_point uuid, since timestamptz, permitted boolean,"
                    + " primary key (contact_point, since))");
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy verdict (contact_point, since, permitted) from stdin");
            for (int number = 0; number < points; number++) {
                UUID id = SignUps.point(number).value();
                String rows = id + "\t" + SignUps.signedUp(number) + "\tf\n" + id + "\t" + SignUps.answered(number)
                        + "\t" + (SignUps.permits(number) ? "t\n" : "f\n");
                byte[] bytes = rows.getBytes(StandardCharsets.US_ASCII);
                copy.writeToCopy(bytes, 0, bytes.length);
            }
            copy.endCopy();
            statement.execute("vacuum analyze verdict");
        }
    }

    @Override
    public String name() {
        return "PostgreSQL by primary key";
    }

    @Override
    public int points() {
        return points;
    }

    @Override
    public Asker asker(Instant at) throws Exception {
        Connection connection = LoadServer.asOwner(database);
        PreparedStatement question = connection.prepareStatement(QUESTION);
        OffsetDateTime moment = at.atOffset(ZoneOffset.UTC);
        return new Asker() {
            @Override
            public boolean permitted(int number) throws Exception {
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
