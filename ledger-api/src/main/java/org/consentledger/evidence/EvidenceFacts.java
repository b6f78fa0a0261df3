package org.consentledger.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.consentledger.history.History;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.NoticePublished;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.standing.Standing;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.SealedRow;

/** Finds the facts of all streams that an answer rests on. */
final class EvidenceFacts {
    private final Standing standing;
    private final History history;
    private final LedgerReader reader;

    EvidenceFacts(Standing standing, History history, LedgerReader reader) {
        this.standing = standing;
        this.history = history;
        this.reader = reader;
    }

    /**
     * The facts that a verdict rests on, with their bytes, up to a size that the views have reached; in order of place. Found by
     * what the views and the ledger's own indexes say: that they are all of their streams, the map says when they are bundled.
     */
    List<Shown> ofVerdict(ContactPointId contactPoint, long size) {
        List<Recorded> facts = new ArrayList<>(
                standing.evidence(List.of(contactPoint), List.of()).facts());
        List<Recorded> notices = notices(collectionsOf(contactPoint, facts));
        facts.addAll(notices);
        facts.addAll(standing.retractions(notices, size));
        return withEntries(facts, size);
    }

    /** As {@link #ofVerdict}, of what happened to a contact point. */
    List<Shown> ofHistory(ContactPointId contactPoint, long size) {
        List<Recorded> facts =
                new ArrayList<>(standing.told(List.of(contactPoint), List.of()).facts());
        Set<PersonId> persons = new HashSet<>();
        collectionsOf(contactPoint, facts).forEach(one -> persons.add(((ContactPointCollected) one.fact()).person()));
        facts.addAll(reader.at(history.places(contactPoint, persons, size)));
        facts.addAll(notices(facts));
        facts.addAll(standing.retractions(facts, size));
        return withEntries(facts, size);
    }

    private static List<Recorded> collectionsOf(ContactPointId contactPoint, Collection<Recorded> facts) {
        return facts.stream()
                .filter(one -> one.fact() instanceof ContactPointCollected collected
                        && collected.contactPoint().equals(contactPoint))
                .toList();
    }

    /** Whatever was published of the notices that these facts name. */
    private List<Recorded> notices(Collection<Recorded> facts) {
        Set<NoticeRef> named = new HashSet<>();
        for (Recorded one : facts) {
            NoticeRef notice = ReadStreams.noticeShown(one.fact());
            if (notice != null) {
                named.add(notice);
            }
        }
        return reader.published(named).stream()
                .filter(one -> one.fact() instanceof NoticePublished published && named.contains(published.notice()))
                .toList();
    }

    private List<Shown> withEntries(List<Recorded> facts, long size) {
        Map<Long, Recorded> byPlace = new HashMap<>();
        facts.stream().filter(fact -> fact.place() <= size).forEach(fact -> byPlace.putIfAbsent(fact.place(), fact));
        List<Shown> shown = new ArrayList<>();
        for (SealedRow row : reader.rowsAt(byPlace.keySet())) {
            shown.add(new Shown(Objects.requireNonNull(byPlace.get(row.place())), row.entry()));
        }
        return shown;
    }
}
