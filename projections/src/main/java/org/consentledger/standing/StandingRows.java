package org.consentledger.standing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.consentledger.law.Basis;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;
import org.consentledger.law.ValueTag;
import org.consentledger.store.CopyRows;
import org.consentledger.store.FactJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The rows that a batch of facts adds to the tables of the standing view, gathered for COPY. */
final class StandingRows {
    private static final JsonMapper JSON = FactJson.mapper();
    private static final int INITIAL_BYTES = 64 * 1024;
    private static final String TIMES = "place, occurred_at, known_at, ";

    /** A table and the columns that rows are written in. */
    private enum Table {
        COLLECTION(
                TIMES
                        + "collection, contact_point, person, unknown, channel, surface, supplied_by, jurisdiction, notice,"
                        + " notice_version, notice_language, tags",
                15),
        ASSIGNMENT(TIMES + "collection, purpose, basis", 6),
        CONSENT(TIMES + "person, contact_point, tags, purpose, status, positive, expires_at", 10),
        REMOVAL(TIMES + "contact_point, collection, reason", 6),
        ERASURE(TIMES + "person", 4),
        LIFTED(TIMES + "person, key", 5),
        SENTINEL(TIMES + "contact_point", 4),
        POLICY(TIMES + "version, combine, rules", 6),
        PURPOSE(TIMES + "purpose, sentence", 5),
        RETRACTION("place, known_at, target", 3);

        private final String columns;
        private final int width;

        Table(String columns, int width) {
            this.columns = columns;
            this.width = width;
        }

        String copy(String schema) {
            return "copy " + schema + "." + name().toLowerCase(Locale.ROOT) + " (" + columns
                    + ") from stdin (format binary)";
        }
    }

    private final Map<Table, CopyRows> rows = new LinkedHashMap<>();

    /** @param targets places of the facts that the batch's retractions name */
    StandingRows(List<Recorded> facts, Map<Recorded, Long> targets) {
        facts.forEach(recorded -> add(recorded, targets));
    }

    void copyInto(Connection connection, String schema) throws SQLException {
        for (Map.Entry<Table, CopyRows> entry : rows.entrySet()) {
            entry.getValue().copyInto(connection, entry.getKey().copy(schema));
        }
    }

    private void add(Recorded recorded, Map<Recorded, Long> targets) {
        switch (recorded.fact()) {
            case Fact.ContactPointCollected fact -> collection(recorded, fact);
            case Fact.PurposeAssigned fact ->
                assignment(recorded, fact.collection().value(), fact.purpose().path(), fact.basis());
            case Fact.PurposeRevoked fact ->
                assignment(recorded, fact.collection().value(), fact.purpose().path(), null);
            case Fact.ConsentChanged fact -> consent(recorded, fact);
            case Fact.ContactPointRemoved fact ->
                row(Table.REMOVAL, recorded)
                        .uuid(fact.contactPoint().value())
                        .uuid(
                                fact.collection() == null
                                        ? null
                                        : fact.collection().value())
                        .text(fact.reason());
            case Fact.PersonErased fact ->
                row(Table.ERASURE, recorded).uuid(fact.person().value());
            case Fact.SuppressionLifted fact -> lifted(recorded, fact);
            case Fact.SentinelPlanted fact ->
                row(Table.SENTINEL, recorded).uuid(fact.contactPoint().value());
            case Fact.PolicyAdopted fact ->
                row(Table.POLICY, recorded)
                        .text(fact.policy().version())
                        .text(fact.policy().combine().word())
                        .jsonb(JSON.writeValueAsString(fact.policy().rules()));
            case Fact.PurposeDefined fact ->
                row(Table.PURPOSE, recorded).text(fact.purpose().path()).text(fact.sentence());
            case Fact.FactRetracted _ ->
                begin(Table.RETRACTION)
                        .int8(recorded.place())
                        .timestamptz(recorded.knownAt())
                        .int8(Objects.requireNonNull(targets.get(recorded)));
            case Fact.NoticePublished _, Fact.NoticeServed _, Fact.ContactPointUsed _ -> {
                // No verdict reads it.
            }
        }
    }

    private void collection(Recorded recorded, Fact.ContactPointCollected fact) {
        NoticeRef notice = fact.notice();
        row(Table.COLLECTION, recorded)
                .uuid(fact.collection().value())
                .uuid(fact.contactPoint().value())
                .uuid(fact.person().value())
                .bool(fact.person().unknown())
                .text(fact.channel().word())
                .text(fact.surface())
                .text(fact.suppliedBy().kind().word())
                .text(fact.jurisdiction())
                .text(notice == null ? null : notice.notice())
                .text(notice == null ? null : notice.version())
                .text(notice == null ? null : notice.language())
                .uuids(fact.value().tags().stream().map(ValueTag::value).toList());
    }

    private void lifted(Recorded recorded, Fact.SuppressionLifted fact) {
        if (fact.everything()) {
            row(Table.LIFTED, recorded).uuid(fact.person().value()).absent();
        }
        for (SuppressionKey key : fact.lifted()) {
            row(Table.LIFTED, recorded)
                    .uuid(fact.person().value())
                    .bytes(HexFormat.of().parseHex(key.hex()));
        }
    }

    private void assignment(Recorded recorded, UUID collection, String purpose, @Nullable Basis basis) {
        row(Table.ASSIGNMENT, recorded).uuid(collection).text(purpose).text(basis == null ? null : basis.word());
    }

    private void consent(Recorded recorded, Fact.ConsentChanged fact) {
        ContactPointId contactPoint = fact.contactPoint();
        row(Table.CONSENT, recorded)
                .uuid(fact.person().value())
                .uuid(contactPoint == null ? null : contactPoint.value())
                .uuids(fact.tags().stream().map(ValueTag::value).toList())
                .text(fact.purpose().path())
                .text(fact.status().word())
                .bool(fact.status().positive())
                .timestamptz(fact.expiresAt());
    }

    private CopyRows row(Table table, Recorded recorded) {
        return begin(table)
                .int8(recorded.place())
                .timestamptz(recorded.occurredAt())
                .timestamptz(recorded.knownAt());
    }

    private CopyRows begin(Table table) {
        return rows.computeIfAbsent(table, _ -> new CopyRows(INITIAL_BYTES)).row(table.width);
    }
}
