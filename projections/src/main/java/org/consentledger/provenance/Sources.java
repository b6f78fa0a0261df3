package org.consentledger.provenance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.consentledger.census.CensusView;
import org.consentledger.feed.Reading;
import org.consentledger.history.HistoryView;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.SupplierKind;
import org.consentledger.standing.Horizon;
import org.consentledger.standing.Select;
import org.consentledger.standing.Standing;
import org.consentledger.standing.StandingView;
import org.consentledger.store.LedgerReader;
import org.jspecify.annotations.Nullable;

/** Who supplied a contact point, when and where, and what the person was shown. */
public final class Sources {
    private static final List<String> VIEWS = List.of(StandingView.NAME, HistoryView.NAME, CensusView.NAME);

    private final DataSource database;
    private final LedgerReader reader;
    private final Standing standing;

    /** Of the views in {@code database}; {@code standing} tells of the collections. */
    public Sources(DataSource database, LedgerReader reader, Standing standing) {
        this.database = database;
        this.reader = reader;
        this.standing = standing;
    }

    /**
     * Where one contact point came from.
     *
     * @param person null where nobody collected it
     * @param neverGiven whether there are collections that count, and the person supplied none of them
     * @param collections in order of place
     * @param served the notices that the person was shown, in order of place
     */
    public record Origin(
            ContactPointId contactPoint,
            @Nullable PersonId person,
            boolean neverGiven,
            List<Shown> collections,
            List<Shown> served) {
        /** One that no longer changes with its lists. */
        public Origin {
            collections = List.copyOf(collections);
            served = List.copyOf(served);
        }
    }

    /**
     * A collection or the serving of a notice.
     *
     * @param text the hash of the text that was shown; null where none was, or it was never published
     * @param retracted whether it was taken back, and does not count
     */
    public record Shown(Recorded recorded, @Nullable String text, boolean retracted) {}

    /** Where a contact point came from, as far as facts lie within the horizon. */
    public Origin of(ContactPointId contactPoint, Horizon horizon) {
        List<Recorded> collections = standing.told(List.of(contactPoint), List.of()).facts().stream()
                .filter(recorded -> horizon.reaches(recorded.place(), recorded.knownAt())
                        && recorded.fact() instanceof Fact.ContactPointCollected collected
                        && collected.contactPoint().equals(contactPoint))
                .toList();
        PersonId person =
                collections.isEmpty() ? null : collected(collections.getFirst()).person();
        List<Recorded> served = person == null ? List.of() : served(person, horizon);
        List<Recorded> all = new ArrayList<>(collections);
        all.addAll(served);
        Set<Long> retracted = retracted(all, horizon);
        Map<NoticeRef, String> texts = reader.noticeHashes(all.stream()
                .map(recorded -> notice(recorded.fact()))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList());
        return new Origin(
                contactPoint,
                person,
                neverGiven(collections, retracted),
                shown(collections, texts, retracted),
                shown(served, texts, retracted));
    }

    private static boolean neverGiven(List<Recorded> collections, Set<Long> retracted) {
        List<SupplierKind> suppliers = collections.stream()
                .filter(recorded -> !retracted.contains(recorded.place()))
                .map(recorded -> collected(recorded).suppliedBy().kind())
                .toList();
        return !suppliers.isEmpty() && !suppliers.contains(SupplierKind.PERSON);
    }

    private static Fact.ContactPointCollected collected(Recorded recorded) {
        return (Fact.ContactPointCollected) recorded.fact();
    }

    private List<Recorded> served(PersonId person, Horizon horizon) {
        List<Long> places = Reading.of(database, VIEWS, connection -> {
            horizon.requireReached(connection, VIEWS);
            var found = new ArrayList<Long>();
            new Select()
                    .add("select f.place from history.entry e join census.served f using (place)")
                    .add("where e.subject = ?", person.value())
                    .each(connection, row -> found.add(row.getLong(1)));
            return found;
        });
        return reader.at(places).stream()
                .filter(recorded -> horizon.reaches(recorded.place(), recorded.knownAt()))
                .toList();
    }

    /** The places of those that were taken back within the horizon. */
    private Set<Long> retracted(List<Recorded> facts, Horizon horizon) {
        Long[] places = facts.stream().map(Recorded::place).toArray(Long[]::new);
        return Reading.of(database, VIEWS, connection -> {
            Set<Long> retracted = new HashSet<>();
            new Select()
                    .add("select r.target from standing.retraction r where r.target = any (?)", (Object) places)
                    .add("and r.place <= ? and r.known_at <= ?", horizon.ledgerSize(), horizon.lastKnown())
                    .each(connection, row -> retracted.add(row.getLong(1)));
            return retracted;
        });
    }

    private static @Nullable NoticeRef notice(Fact fact) {
        return fact instanceof Fact.ContactPointCollected collected
                ? collected.notice()
                : fact instanceof Fact.NoticeServed served ? served.notice() : null;
    }

    private static List<Shown> shown(List<Recorded> facts, Map<NoticeRef, String> texts, Set<Long> retracted) {
        return facts.stream()
                .map(recorded -> {
                    NoticeRef notice = notice(recorded.fact());
                    return new Shown(
                            recorded, notice == null ? null : texts.get(notice), retracted.contains(recorded.place()));
                })
                .toList();
    }
}
