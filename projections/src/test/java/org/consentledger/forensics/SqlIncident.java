package org.consentledger.forensics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.consentledger.check.SignUps;
import org.consentledger.law.Moments;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The same facts in tables made for this question, and the question in SQL: words as rectangles of when they held and when that was
 * known, so that each use meets one of them, and whatever people share in numbers.
 */
final class SqlIncident {
    private static final long EVER = Long.MAX_VALUE;
    private static final String TABLES = """
            create unlogged table collection (person int not null, occurred bigint not null, security boolean not null);
            create unlogged table word (person int not null, since bigint not null, until bigint not null, known bigint not null,
                                        known_until bigint not null, positive boolean not null);
            create unlogged table used (place bigint not null, occurred bigint not null, person int not null,
                                        programme smallint not null, advertiser smallint not null, audience smallint not null);
            """;

    /** Whoever had not answered had said nothing; what was given for security is refused by a rule, from before anybody signed up. */
    private static final String JUDGED = """
            create temporary table judged as
            select u.person, u.occurred, c.security, u.advertiser,
                case when not collected then 'UNPROVEN'
                     when permitted_now and permitted_then then 'LAWFUL'
                     when permitted_now then 'CLEARED'
                     when permitted_then then 'LATE_BREACH'
                     else 'PREVENTABLE_BREACH' end as class
            from used u
            join collection c using (person)
            left join word t on t.person = u.person and u.occurred >= t.since and u.occurred < t.until
                            and u.occurred >= t.known and u.occurred < t.known_until
            left join word n on n.person = u.person and u.occurred >= n.since and u.occurred < n.until
                            and n.known_until = 9223372036854775807,
            lateral (select c.occurred <= u.occurred as collected,
                            not c.security and coalesce(t.positive, false) as permitted_then,
                            not c.security and coalesce(n.positive, false) as permitted_now) as v
            """;

    private final Connection connection;

    SqlIncident(Connection connection) {
        this.connection = connection;
    }

    void fill(ManyUses many) throws SQLException {
        run(TABLES);
        copy("collection", row -> {
            for (int person = 0; person < many.persons; person++) {
                row.add(
                        person,
                        micros(SignUps.signedUp(person)),
                        SignUps.surface(person).startsWith("two-factor"));
            }
        });
        copy("word", row -> {
            for (int person = 0; person < many.persons; person++) {
                addWords(row, many, person);
            }
        });
        copy(
                "used",
                row -> many.forEach(use -> row.add(
                        use.place(),
                        micros(use.occurredAt()),
                        use.person(),
                        use.programme(),
                        use.advertiser(),
                        use.audience())));
        run("analyze");
    }

    private static void addWords(Row row, ManyUses many, int person) {
        long answered = micros(SignUps.answered(person));
        boolean consents = SignUps.consents(person);
        if (person % 100 == 1) {
            long withdrawn = micros(many.withdrawnAt());
            long told = micros(many.toldAt());
            row.add(person, answered, withdrawn, answered, EVER, consents);
            row.add(person, withdrawn, EVER, answered, told, consents);
            row.add(person, withdrawn, EVER, told, EVER, false);
        } else {
            row.add(person, answered, EVER, answered, EVER, consents);
        }
    }

    private static long micros(Instant instant) {
        return Moments.toMicros(instant);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Takes rows of a table. */
    interface Row {
        void add(Object... columns);
    }

    private interface Rows {
        void into(Row row);
    }

    private void copy(String table, Rows rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin");
        var bytes = new ByteArrayOutputStream();
        rows.into(columns -> {
            var line = new StringBuilder();
            for (Object column : columns) {
                line.append(line.isEmpty() ? "" : "\t").append(column);
            }
            bytes.writeBytes(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
            if (bytes.size() > 1 << 20) {
                write(copy, bytes);
            }
        });
        write(copy, bytes);
        copy.endCopy();
    }

    private static void write(CopyIn copy, ByteArrayOutputStream bytes) {
        try {
            copy.writeToCopy(bytes.toByteArray(), 0, bytes.size());
            bytes.reset();
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** Uses and distinct persons by class. */
    Map<String, String> classes() throws SQLException {
        run("set max_parallel_workers_per_gather = 2; set work_mem = '1GB'; drop table if exists judged");
        run(JUDGED);
        return counts("class");
    }

    /** The same by day, by surface and by advertiser, of what was judged before. */
    Map<String, String> lines() throws SQLException {
        Map<String, String> lines = new TreeMap<>();
        lines.putAll(counts("(to_timestamp(occurred / 1000000) at time zone 'UTC')::date || ' ' || class"));
        lines.putAll(counts(
                "case when class = 'UNPROVEN' then '' when security then 'two-factor-enrolment' else 'sign-up' end"
                        + " || ' ' || class"));
        lines.putAll(counts("'Advertiser ' || to_char(advertiser, 'FM000') || ' ' || class"));
        return lines;
    }

    private Map<String, String> counts(String key) throws SQLException {
        String sql = "select key, sum(uses), count(*) from (select " + key
                + " as key, person, count(*) as uses from judged group by 1, 2) one group by 1";
        Map<String, String> counts = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2) + " uses of " + rows.getLong(3));
            }
        }
        return counts;
    }
}
