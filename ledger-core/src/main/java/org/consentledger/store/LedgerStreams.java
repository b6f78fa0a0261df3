package org.consentledger.store;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.consentledger.law.Recorded;

/** The ledger by streams, by pages and by moments, as Axon reads it. */
public final class LedgerStreams {
    private final Queries queries;
    private final FactCodec codec;

    LedgerStreams(Queries queries, FactCodec codec) {
        this.queries = queries;
        this.codec = codec;
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

    private List<Positioned> positioned(String sql, Object... parameters) {
        return queries.list(
                sql,
                row -> new Positioned(row.getLong(1), Entry.read(row.getLong(2), row.getBytes(3), codec)),
                parameters);
    }

    /** The last position of a stream; empty where nothing was written to it. */
    Optional<Long> lastSequence(UUID stream) {
        return queries.first(
                "select max(sequence) from ledger.fact where stream = ? having max(sequence) is not null",
                row -> row.getLong(1),
                stream);
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
    Optional<Long> firstPlaceSince(OffsetDateTime moment) {
        return queries.first(FIRST_PLACE_SINCE, row -> row.getLong(1), moment);
    }
}
