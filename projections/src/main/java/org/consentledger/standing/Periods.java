package org.consentledger.standing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Keeps the temporal tables of the latest word, as known today, in step with the words. */
@SuppressWarnings("InlineFormatString") // The statements stand together, apart from their use.
final class Periods {
    /* Words of one instant make one row: the most restrictive. A row is valid from its instant to the next word's. Only keys that
     * a batch touches are computed again; a key is touched by a word and by the retraction of a word. */

    private static final String ASSIGNMENTS = """
            insert into %1$s.assignment_period (collection, purpose, valid, basis)
            select collection, purpose,
                   tstzrange(occurred_at, lead(occurred_at) over (partition by collection, purpose order by occurred_at)), basis
            from (select a.collection, a.purpose, a.occurred_at,
                         case when bool_or(a.basis is null) then null
                              else (array_agg(a.basis order by array_position(array['consent', 'legitimate-interests',
                                    'public-task', 'contract', 'vital-interests', 'legal-obligation'], a.basis)))[1] end as basis
                  from %1$s.assignment a %2$s
                  where not exists (select from %1$s.retraction r where r.target = a.place)
                  group by a.collection, a.purpose, a.occurred_at) words
            """;

    private static final String CONSENTS = """
            insert into %1$s.consent_period (person, scope, purpose, valid, status, expires_at)
            select person, scope, purpose,
                   tstzrange(occurred_at, lead(occurred_at) over (partition by person, scope, purpose order by occurred_at)),
                   status, expires_at
            from (select w.person, coalesce(w.contact_point, w.person) as scope, w.purpose, w.occurred_at,
                         (array_agg(w.status order by w.positive, w.expires_at nulls last, w.status))[1] as status,
                         case when bool_and(w.positive) then min(w.expires_at) end as expires_at
                  from %1$s.consent w %2$s
                  where not exists (select from %1$s.retraction r where r.target = w.place)
                  group by w.person, coalesce(w.contact_point, w.person), w.purpose, w.occurred_at) words
            """;

    /** Words at {@code %2$d} or behind, and words that a retraction there takes back. */
    private static final String TOUCHED_ASSIGNMENTS = """
            (select collection, purpose from %1$s.assignment where place >= %2$d
             union
             select a.collection, a.purpose from %1$s.retraction r join %1$s.assignment a on a.place = r.target
             where r.place >= %2$d)
            """;

    private static final String TOUCHED_CONSENTS = """
            (select person, coalesce(contact_point, person) as scope, purpose from %1$s.consent where place >= %2$d
             union
             select w.person, coalesce(w.contact_point, w.person), w.purpose
             from %1$s.retraction r join %1$s.consent w on w.place = r.target where r.place >= %2$d)
            """;

    private Periods() {}

    /** Computes every period. */
    static void all(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ASSIGNMENTS.formatted(schema, ""));
            statement.execute(CONSENTS.formatted(schema, ""));
        }
    }

    /** Computes again the periods whose words changed by facts at {@code since} or behind. */
    static void since(Connection connection, String schema, long since) throws SQLException {
        String assignments = TOUCHED_ASSIGNMENTS.formatted(schema, since);
        String consents = TOUCHED_CONSENTS.formatted(schema, since);
        try (Statement statement = connection.createStatement()) {
            statement.execute("delete from " + schema + ".assignment_period p using " + assignments
                    + " t where p.collection = t.collection and p.purpose = t.purpose");
            statement.execute(ASSIGNMENTS.formatted(
                    schema, "join " + assignments + " t on t.collection = a.collection and t.purpose = a.purpose"));
            statement.execute("delete from " + schema + ".consent_period p using " + consents
                    + " t where p.person = t.person and p.scope = t.scope and p.purpose = t.purpose");
            statement.execute(CONSENTS.formatted(
                    schema,
                    "join " + consents + " t on t.person = w.person and t.scope = coalesce(w.contact_point, w.person)"
                            + " and t.purpose = w.purpose"));
        }
    }
}
