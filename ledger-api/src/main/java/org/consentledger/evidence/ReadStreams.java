package org.consentledger.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.consentledger.completeness.StreamName;
import org.consentledger.completeness.Streams;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.Fact.ConsentChanged;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.NoticeServed;
import org.consentledger.law.Fact.PersonErased;
import org.consentledger.law.FactId;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;
import org.jspecify.annotations.Nullable;

/**
 * The streams that an answer rests on, with the facts of each.
 *
 * @param members by the name that a bundle gives each stream
 */
record ReadStreams(SortedMap<String, Members> members) {
    /** A stream and its facts, in order of place. */
    record Members(StreamName stream, List<Shown> facts) {}

    /** What a bundle calls a stream: a suppression key is never shown, its label tells nothing but whether two are the same. */
    static String shownName(StreamName stream) {
        return stream.kind() == StreamName.Kind.SUPPRESSION ? stream.label().hex() : stream.name();
    }

    /**
     * The streams that the answer to {@code question} rests on.
     *
     * @param facts at least all of those streams, up to the checkpoint's size
     */
    static ReadStreams ofVerdict(Question question, Collection<Shown> facts) {
        return of(named(question, facts), facts);
    }

    /**
     * The streams that tell what happened to a contact point.
     *
     * @param facts at least all of those streams, up to the checkpoint's size
     */
    static ReadStreams ofHistory(ContactPointId contactPoint, long ledgerSize, Collection<Shown> facts) {
        Set<StreamName> names = new HashSet<>(Set.of(StreamName.of(contactPoint), StreamName.uses(contactPoint)));
        for (ContactPointCollected collected :
                collections(contactPoint, ledgerSize, facts).values()) {
            names.add(StreamName.of(collected.collection()));
            names.add(StreamName.of(collected.person()));
            names.add(StreamName.served(collected.person()));
            names.add(StreamName.uses(collected.person()));
        }
        // Notices are those that the facts of these streams name.
        of(names, facts).members().values().stream()
                .flatMap(members -> members.facts().stream())
                .filter(shown -> shown.place() <= ledgerSize)
                .map(shown -> noticeShown(shown.recorded().fact()))
                .filter(Objects::nonNull)
                .forEach(notice -> names.add(StreamName.of(Objects.requireNonNull(notice))));
        return of(names, facts);
    }

    /** The notice that somebody was shown, as a fact tells it. */
    static @Nullable NoticeRef noticeShown(Fact fact) {
        return fact instanceof ContactPointCollected collected
                ? collected.notice()
                : fact instanceof NoticeServed served
                        ? served.notice()
                        : fact instanceof ConsentChanged changed ? changed.notice() : null;
    }

    private static ReadStreams of(Set<StreamName> names, Collection<Shown> facts) {
        Map<FactId, Recorded> byId = new HashMap<>();
        facts.forEach(shown -> byId.put(shown.recorded().id(), shown.recorded()));
        var streams = new Streams(ids -> ids.stream()
                .map(byId::get)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList());
        SortedMap<String, Members> members = new TreeMap<>();
        for (StreamName stream : names) {
            members.put(shownName(stream), new Members(stream, new ArrayList<>()));
        }
        Map<Long, List<StreamName>> streamsAt =
                streams.of(facts.stream().map(Shown::recorded).toList());
        for (Shown shown : facts) {
            for (StreamName stream : Objects.requireNonNull(streamsAt.get(shown.place()))) {
                Members those = members.get(shownName(stream));
                if (those != null) {
                    those.facts().add(shown);
                }
            }
        }
        return new ReadStreams(members);
    }

    private static Set<StreamName> named(Question question, Collection<Shown> facts) {
        ContactPointId contactPoint = question.contactPoint();
        Set<StreamName> names = new HashSet<>(Set.of(StreamName.POLICIES, StreamName.of(contactPoint)));
        long ledgerSize = question.coordinates().ledgerSize();
        for (ContactPointCollected collected :
                collections(contactPoint, ledgerSize, facts).values()) {
            names.add(StreamName.of(collected.collection()));
            names.add(StreamName.of(collected.person()));
            NoticeRef notice = collected.notice();
            if (notice != null) {
                names.add(StreamName.of(notice));
            }
            collected.value().suppressionKeys().forEach(key -> names.add(StreamName.of(key)));
        }
        for (Shown shown : facts) {
            if (shown.place() <= ledgerSize
                    && shown.recorded().fact() instanceof PersonErased erased
                    && erased.suppressed().stream().map(StreamName::of).anyMatch(names::contains)) {
                names.add(StreamName.lifting(erased.person()));
            }
        }
        return names;
    }

    /** The contact point's collections that the ledger size reaches, by their places. */
    static SortedMap<Long, ContactPointCollected> collections(
            ContactPointId contactPoint, long ledgerSize, Collection<Shown> facts) {
        SortedMap<Long, ContactPointCollected> collections = new TreeMap<>();
        for (Shown shown : facts) {
            if (shown.place() <= ledgerSize
                    && shown.recorded().fact() instanceof ContactPointCollected collected
                    && collected.contactPoint().equals(contactPoint)) {
                collections.put(shown.place(), collected);
            }
        }
        return collections;
    }

    /** What suppression knows a collection's value by, as a bundle shows it: sorted labels. */
    static List<String> labels(Collection<SuppressionKey> keys) {
        return keys.stream()
                .map(key -> StreamName.of(key).label().hex())
                .sorted()
                .toList();
    }
}
