package org.consentledger.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.consentledger.law.Admission;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;
import org.consentledger.seal.Frontier;
import org.consentledger.seal.TreeHead;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Reads the ledger. Whatever is committed is read in order of place, without gaps. */
public final class LedgerReader {
    private final DataSource database;
    private final Queries queries;
    private final FactCodec codec;

    public LedgerReader(DataSource database, FactCodec codec) {
        this.database = database;
        this.queries = new Queries(database);
        this.codec = codec;
    }

    /** The newest head; of size 0 with the moment 1970-01-01 before anything was recorded. */
    public LedgerHead head() {
        return head("select size, root, recorded_at from ledger.tree_head order by size desc limit 1")
                .orElseGet(() -> new LedgerHead(Frontier.EMPTY.head(), Instant.EPOCH));
    }

    /** The moment that a group would be recorded at now: by the database's clock, as facts are. */
    public Instant now() {
        return queries.first(
                        "select greatest(clock_timestamp(), recorded_at) from ledger.head",
                        row -> row.getObject(1, OffsetDateTime.class).toInstant())
                .orElseThrow(Head::missing);
    }

    /** The head after the group that the fact at {@code place} came with; empty where the ledger has not come so far. */
    public Optional<LedgerHead> headFrom(long place) {
        return head("select size, root, recorded_at from ledger.tree_head where size >= " + place
                + " order by size limit 1");
    }

    /**
     * The tree over the ledger's first {@code size} facts, wherever groups end.
     *
     * @throws IllegalArgumentException where the ledger has not come so far
     */
    public TreeHead treeOf(long size) {
        Frontier before = queries.first(
                        "select size, frontier from ledger.tree_head where size <= ? order by size desc limit 1",
                        row -> Frontier.of(row.getLong(1), row.getBytes(2)),
                        size)
                .orElse(Frontier.EMPTY);
        // Fewer than a group has.
        List<byte[]> leaves = queries.list(
                "select leaf from ledger.fact where " + between(before.size(), size), row -> row.getBytes(1));
        Frontier whole = before.append(leaves.toArray(byte[][]::new));
        if (whole.size() != size) {
            throw new IllegalArgumentException("the ledger has not come so far");
        }
        return whole.head();
    }

    private Optional<LedgerHead> head(String sql) {
        return queries.first(
                sql,
                row -> new LedgerHead(
                        new TreeHead(row.getLong(1), row.getBytes(2)),
                        row.getObject(3, OffsetDateTime.class).toInstant()));
    }

    /** The stored name of a fact's type, without decoding the fact. */
    public static String name(SealedRow row) {
        return Entry.name(row.place(), row.entry());
    }

    /** The fact at {@code place}, decoded. */
    public Recorded decode(SealedRow row) {
        return Entry.read(row.place(), row.entry(), codec);
    }

    /**
     * Hands over the rows behind place {@code after} up to and with {@code upTo}, in order, while they arrive from the database.
     *
     * @throws LedgerUnavailable where the database cannot be read
     */
    public void read(long after, long upTo, Consumer<SealedRow> consumer) {
        copy("select place, entry from ledger.fact where " + between(after, upTo), consumer);
    }

    /** As {@link #read}, of collections alone. */
    public void readCollections(long after, long upTo, Consumer<SealedRow> consumer) {
        copy(
                "select place, entry from ledger.collection join ledger.fact using (place) where "
                        + between(after, upTo),
                consumer);
    }

    /** Both bounds are numbers, so that they can stand in the statement: COPY takes no parameters. */
    private static String between(long after, long upTo) {
        return "place > " + after + " and place <= " + upTo + " order by place";
    }

    private void copy(String select, Consumer<SealedRow> consumer) {
        String sql = "copy (" + select + ") to stdout (format binary)";
        try (Connection connection = database.getConnection()) {
            CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
            try {
                var reader = new CopyReader(copy);
                for (SealedRow row = reader.next(); row != null; row = reader.next()) {
                    consumer.accept(row);
                }
            } finally {
                if (copy.isActive()) {
                    giveUp(connection);
                }
            }
        } catch (SQLException e) {
            throw Queries.unreadable(e);
        }
    }

    /** Ends a connection in the midst of an answer: a cancelled COPY may leave messages behind for whoever asks next. */
    private void giveUp(Connection connection) throws SQLException {
        if (database instanceof HikariDataSource pool) {
            pool.evictConnection(connection);
        }
        connection.abort(Runnable::run);
    }

    /** The facts at the given places, in order of place. A place the ledger does not hold is left out. */
    public List<Recorded> at(Collection<Long> places) {
        return places.isEmpty()
                ? List.of()
                : facts(
                        "select place, entry from ledger.fact where place = any (?) order by place",
                        new Queries.ArrayOf("bigint", List.copyOf(new HashSet<>(places))));
    }

    /** The rows at the given places, in order of place. A place the ledger does not hold is left out. */
    public List<SealedRow> rowsAt(Collection<Long> places) {
        return queries.list(
                "select place, entry from ledger.fact where place = any (?) order by place",
                row -> new SealedRow(row.getLong(1), row.getBytes(2)),
                new Queries.ArrayOf("bigint", List.copyOf(new HashSet<>(places))));
    }

    /** Whatever was published of these notices, in every version and language, in order of place. */
    public List<Recorded> published(Collection<NoticeRef> notices) {
        return notices.isEmpty()
                ? List.of()
                : facts(
                        "select place, entry from ledger.fact where stream = any (?) order by place",
                        uuids(notices.stream()
                                .map(notice ->
                                        FactStream.ofNotice(notice.notice()).id())));
    }

    /** The fact with the given identity. */
    public Optional<Recorded> find(FactId id) {
        return facts("select place, entry from ledger.fact where fact_id = ?", id.id()).stream()
                .filter(recorded -> recorded.id().equals(id))
                .findFirst();
    }

    /** The collections of these persons, in order of place. */
    public List<Recorded> collectionsOf(Collection<PersonId> persons) {
        return facts(
                "select place, entry from ledger.collection join ledger.fact using (place) where person = any (?)"
                        + " order by place",
                uuids(persons.stream().map(PersonId::value)));
    }

    private List<Recorded> facts(String sql, Object parameter) {
        return queries.list(sql, row -> Entry.read(row.getLong(1), row.getBytes(2), codec), parameter);
    }

    private static Queries.ArrayOf uuids(Stream<UUID> ids) {
        return new Queries.ArrayOf("uuid", ids.distinct().toList());
    }

    /** Places of the facts with the given identities; those that are not recorded are left out. */
    public Map<FactId, Long> placesOf(Collection<FactId> ids) {
        Map<FactId, Long> places = new HashMap<>();
        queries.list(
                        "select place, fact_id, source from ledger.fact where fact_id = any (?)",
                        row -> Map.entry(new FactId(row.getString(3), row.getObject(2, UUID.class)), row.getLong(1)),
                        uuids(ids.stream().map(FactId::id)))
                .forEach(found -> places.put(found.getKey(), found.getValue()));
        places.keySet().retainAll(new HashSet<>(ids));
        return places;
    }

    /** The hashes of the texts that notices showed; those never published are left out. */
    public Map<NoticeRef, String> noticeHashes(Collection<NoticeRef> notices) {
        Map<String, Admission.Version> asked = new HashMap<>();
        for (NoticeRef notice : notices) {
            var version = new Admission.Version.OfNotice(notice);
            asked.put(VersionContent.name(version), version);
        }
        if (asked.isEmpty()) {
            return Map.of();
        }
        Map<NoticeRef, String> hashes = new HashMap<>();
        queries.list(
                        "select name, revision, content from ledger.version where name = any (?)",
                        row -> VersionContent.read(
                                codec,
                                Objects.requireNonNull(asked.get(row.getString(1))),
                                row.getInt(2),
                                row.getBytes(3)),
                        new Queries.ArrayOf("text", List.copyOf(asked.keySet())))
                .forEach(content -> {
                    if (content instanceof Fact.NoticePublished published) {
                        hashes.put(published.notice(), published.textHash());
                    }
                });
        return hashes;
    }

    /** The places of the person's collections that were retracted. */
    public Set<Long> retractedCollectionsOf(PersonId person) {
        return Set.copyOf(queries.list(
                "select place from ledger.collection where person = ? and not told",
                row -> row.getLong(1),
                person.value()));
    }

    /** Those of {@code keys} that some erasure has put on the ledger. */
    public Set<SuppressionKey> suppressed(Collection<SuppressionKey> keys) {
        return Set.copyOf(queries.list(
                "select distinct key from ledger.suppression where key = any (?)",
                row -> new SuppressionKey(HexFormat.of().formatHex(row.getBytes(1))),
                new Queries.ArrayOf("bytea", List.of(SideRows.bytes(keys)))));
    }

    /** The facts by streams and moments, as Axon asks for them. */
    public LedgerStreams streams() {
        return new LedgerStreams(queries, codec);
    }
}
