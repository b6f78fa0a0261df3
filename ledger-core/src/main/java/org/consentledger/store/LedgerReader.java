package org.consentledger.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
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
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Reads the ledger. Whatever is committed is read in order of place, without gaps. */
public final class LedgerReader {
    private final DataSource database;
    private final FactCodec codec;

    public LedgerReader(DataSource database, FactCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    /** The newest head; of size 0 with the moment 1970-01-01 before anything was recorded. */
    public LedgerHead head() {
        return head("select size, root, recorded_at from ledger.tree_head order by size desc limit 1")
                .orElseGet(() -> new LedgerHead(Frontier.EMPTY.head(), Instant.EPOCH));
    }

    /** The head after the group that the fact at {@code place} came with; empty where the ledger has not come so far. */
    public Optional<LedgerHead> headFrom(long place) {
        return head("select size, root, recorded_at from ledger.tree_head where size >= " + place
                + " order by size limit 1");
    }

    private Optional<LedgerHead> head(String sql) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new LedgerHead(
                            new TreeHead(row.getLong(1), row.getBytes(2)),
                            row.getObject(3, OffsetDateTime.class).toInstant()))
                    : Optional.empty();
        } catch (SQLException e) {
            throw unreadable(e);
        }
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
            throw unreadable(e);
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
                        connection -> connection.createArrayOf("bigint", new HashSet<>(places).toArray()));
    }

    /** The fact with the given identity. */
    public Optional<Recorded> find(FactId id) {
        List<Recorded> found = facts(
                "select place, entry from ledger.fact where fact_id = any (?)",
                connection -> connection.createArrayOf("uuid", new UUID[] {id.id()}));
        return found.stream().filter(recorded -> recorded.id().equals(id)).findFirst();
    }

    /** Places of the facts with the given identities; those that are not recorded are left out. */
    public Map<FactId, Long> placesOf(Collection<FactId> ids) {
        String sql = "select place, fact_id, source from ledger.fact where fact_id = any (?)";
        var asked = new HashSet<>(ids);
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            Object[] uuids = asked.stream().map(FactId::id).distinct().toArray();
            select.setArray(1, connection.createArrayOf("uuid", uuids));
            Map<FactId, Long> places = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    var id = new FactId(rows.getString(3), rows.getObject(2, UUID.class));
                    if (asked.contains(id)) {
                        places.put(id, rows.getLong(1));
                    }
                }
            }
            return places;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** The hashes of the texts that notices showed; those never published are left out. */
    public Map<NoticeRef, String> noticeHashes(Collection<NoticeRef> notices) {
        Map<String, NoticeRef> asked = new HashMap<>();
        notices.forEach(notice -> asked.put(VersionContent.name(new Admission.Version.OfNotice(notice)), notice));
        Map<NoticeRef, String> hashes = new HashMap<>();
        if (asked.isEmpty()) {
            return hashes;
        }
        String sql = "select name, revision, content from ledger.version where name = any (?)";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("text", asked.keySet().toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    NoticeRef notice = asked.get(rows.getString(1));
                    if (notice != null
                            && VersionContent.read(
                                            codec,
                                            new Admission.Version.OfNotice(notice),
                                            rows.getInt(2),
                                            rows.getBytes(3))
                                    instanceof Fact.NoticePublished published) {
                        hashes.put(notice, published.textHash());
                    }
                }
            }
            return hashes;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** The collections of these persons, in order of place. */
    public List<Recorded> collectionsOf(Collection<PersonId> persons) {
        return facts(
                "select place, entry from ledger.collection join ledger.fact using (place) where person = any (?)"
                        + " order by place",
                connection -> connection.createArrayOf(
                        "uuid", persons.stream().map(PersonId::value).toArray()));
    }

    /** The places of the person's collections that were retracted. */
    public Set<Long> retractedCollectionsOf(PersonId person) {
        return Set.copyOf(longs("select place from ledger.collection where person = ? and not told", person.value()));
    }

    /** Those of {@code keys} that some erasure has put on the ledger. */
    public Set<SuppressionKey> suppressed(Collection<SuppressionKey> keys) {
        String sql = "select distinct key from ledger.suppression where key = any (?)";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("bytea", SideRows.bytes(keys)));
            Set<SuppressionKey> suppressed = new HashSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    suppressed.add(new SuppressionKey(HexFormat.of().formatHex(rows.getBytes(1))));
                }
            }
            return suppressed;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** A fact with its position in its stream; 0 for facts without a stream. */
    public record Positioned(long sequence, Recorded recorded) {}

    /** The facts of a stream from position {@code first} on, in order. */
    public List<Positioned> stream(UUID stream, long first) {
        return positioned(
                "select sequence, place, entry from ledger.fact where stream = ? and sequence >= ? order by sequence",
                stream,
                first);
    }

    /** The facts behind place {@code after} up to and with {@code upTo}, in order, with their positions. */
    List<Positioned> page(long after, long upTo) {
        return positioned(
                "select coalesce(sequence, 0), place, entry from ledger.fact where place > ? and place <= ? order by place",
                after,
                upTo);
    }

    private List<Positioned> positioned(String sql, Object first, Object second) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, first);
            select.setObject(2, second);
            var facts = new ArrayList<Positioned>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    facts.add(new Positioned(rows.getLong(1), Entry.read(rows.getLong(2), rows.getBytes(3), codec)));
                }
            }
            return facts;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** The last position of a stream; empty where nothing was written to it. */
    public Optional<Long> lastSequence(UUID stream) {
        return longs("select max(sequence) from ledger.fact where stream = ? having max(sequence) is not null", stream)
                .stream()
                .findFirst();
    }

    /**
     * The first place recorded at a moment or later. Moments rise with the size, so that halving finds it: every head up to size
     * {@code low} is earlier, and none above {@code high} is.
     */
    static final String FIRST_PLACE_SINCE = """
            with recursive search (low, high) as (
                select 0::bigint, size from ledger.head
                union all
                select case when earlier is not false then middle else low end,
                       case when earlier is not false then high else found - 1 end
                from search
                cross join lateral (select (low + high + 1) / 2) as half (middle)
                left join lateral (
                    select size, recorded_at < ? from ledger.tree_head where size <= middle order by size desc limit 1)
                    as head (found, earlier) on true
                where low < high)
            select place from search
            cross join lateral (
                select coalesce(max(size), 0) + 1 from ledger.tree_head where size <= low) as first (place)
            where low = high and place <= (select size from ledger.head)""";

    /** The first place whose moment of recording is at or after {@code moment}; empty where there is none. */
    public Optional<Long> firstPlaceSince(OffsetDateTime moment) {
        return longs(FIRST_PLACE_SINCE, moment).stream().findFirst();
    }

    private interface ArrayOf {
        java.sql.@Nullable Array of(Connection connection) throws SQLException;
    }

    private List<Recorded> facts(String sql, ArrayOf parameter) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, parameter.of(connection));
            var facts = new ArrayList<Recorded>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    facts.add(Entry.read(rows.getLong(1), rows.getBytes(2), codec));
                }
            }
            return facts;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private List<Long> longs(String sql, Object parameter) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, parameter);
            var longs = new ArrayList<Long>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    longs.add(rows.getLong(1));
                }
            }
            return longs;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static LedgerUnavailable unreadable(SQLException e) {
        return new LedgerUnavailable("the ledger could not be read; ask again", e);
    }
}
