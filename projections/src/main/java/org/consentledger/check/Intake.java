package org.consentledger.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Moments;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;
import org.consentledger.law.ValueTag;
import org.jspecify.annotations.Nullable;

/** Takes one batch of facts into the dossiers of whom they concern. For one thread; the same batch may come again. */
final class Intake {
    /* What names a collection or contact point that nobody holds yet waits in a dossier of that collection or contact point, and moves
     * into the holder's when it is collected. A collection taken back and told of again may have several holders: each has all that
     * is said of it. */

    private final Image image;
    private final Numbers numbers;
    private final LedgerFacts ledger;
    private final Map<DossierId, Dossier> open = new LinkedHashMap<>();
    private final Set<DossierId> gone = new HashSet<>();
    private final Map<UUID, DossierId> points = new HashMap<>();
    private final Map<UUID, List<DossierId>> collections = new HashMap<>();
    /** By key, who holds it and the number of what it finds them by. */
    private final Map<Long, Map<Recent.Holding, Integer>> holdings = new HashMap<>();

    private final ByteInput in = new ByteInput();
    private final Dossier scratch = new Dossier();
    private Map<Recorded, ValueKeys.Keys> keys = Map.of();
    private Map<PersonId, Fact.PersonErased> erasedAhead = Map.of();
    private Adoptions policies;

    Intake(Image image, Numbers numbers, LedgerFacts ledger) {
        this.image = image;
        this.numbers = numbers;
        this.ledger = ledger;
        this.policies = image.policies();
    }

    /** Takes the facts in; every policy there is then. */
    Adoptions take(List<Recorded> facts, Map<Recorded, ValueKeys.Keys> opened) {
        keys = opened;
        erasedAhead = erasedAhead(facts);
        Map<FactId, Recorded> targets = ledger.retracted(facts);
        for (Recorded recorded : facts) {
            take(recorded, targets);
        }
        restoreTags(open.values().stream()
                .filter(dossier -> dossier.tagless && dossier.needsTags())
                .toList());
        putAway();
        return policies;
    }

    /** Of persons whose values nobody can read any more, what their erasure kept, though its place may be ahead. */
    private Map<PersonId, Fact.PersonErased> erasedAhead(List<Recorded> facts) {
        Set<PersonId> unread = new HashSet<>();
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.ContactPointCollected collected && !keys.containsKey(recorded)) {
                unread.add(collected.person());
            }
        }
        Map<PersonId, Fact.PersonErased> erased = new HashMap<>();
        if (!unread.isEmpty()) {
            for (Recorded recorded : ledger.erasuresOf(unread)) {
                if (recorded.fact() instanceof Fact.PersonErased fact) {
                    erased.put(fact.person(), fact);
                }
            }
        }
        return erased;
    }

    private void take(Recorded recorded, Map<FactId, Recorded> targets) {
        switch (recorded.fact()) {
            case Fact.ContactPointCollected fact -> collected(recorded, fact);
            case Fact.PurposeAssigned fact ->
                ofCollection(recorded, Dossier.ASSIGNED, fact.collection(), (dossier, row) -> {
                    dossier.what[row] = numbers.purposes.number(fact.purpose());
                    dossier.says[row] = Words.number(fact.basis());
                });
            case Fact.PurposeRevoked fact ->
                ofCollection(
                        recorded,
                        Dossier.REVOKED,
                        fact.collection(),
                        (dossier, row) -> dossier.what[row] = numbers.purposes.number(fact.purpose()));
            case Fact.ConsentChanged fact -> said(recorded, fact);
            case Fact.ContactPointRemoved fact -> {
                CollectionId collection = fact.collection();
                if (collection == null) {
                    ofPoint(recorded, Dossier.REMOVED, fact.contactPoint());
                } else {
                    ofCollection(recorded, Dossier.REMOVED, collection, (_, _) -> {});
                }
            }
            case Fact.PersonErased fact -> erased(recorded, fact);
            case Fact.SuppressionLifted fact ->
                numbers.liftings.add(new Liftings.Lifting(
                        fact, new Adoptions.Bound(recorded.place(), known(recorded)), occurred(recorded), List.of()));
            case Fact.PolicyAdopted fact ->
                policies = policies.with(recorded.place(), known(recorded), occurred(recorded), fact.policy());
            case Fact.SentinelPlanted fact -> {
                ofPoint(recorded, Dossier.SENTINEL, fact.contactPoint());
                numbers.sentinels.add(fact.contactPoint().value());
            }
            case Fact.FactRetracted fact -> retracted(recorded, targets.get(fact.fact()));
            case Fact.PurposeDefined _, Fact.NoticePublished _, Fact.NoticeServed _, Fact.ContactPointUsed _ -> {
                // No verdict reads them.
            }
        }
    }

    private static long known(Recorded recorded) {
        return Moments.toMicros(recorded.knownAt());
    }

    private static long occurred(Recorded recorded) {
        return Moments.toMicros(recorded.occurredAt());
    }

    private static int insert(Dossier dossier, byte kind, Recorded recorded) {
        return dossier.insert(kind, recorded.place(), occurred(recorded), known(recorded));
    }

    // ---- a person's own facts

    private void collected(Recorded recorded, Fact.ContactPointCollected fact) {
        Dossier dossier = dossier(DossierId.of(fact.person()));
        UUID point = fact.contactPoint().value();
        UUID collection = fact.collection().value();
        adoptAbout(dossier, point, collection);
        points.put(point, dossier.id());
        collections.computeIfAbsent(collection, this::holders);
        collections.computeIfPresent(collection, (_, some) -> joined(some, dossier.id()));
        int row = insert(dossier, Dossier.COLLECTED, recorded);
        if (row != Dossier.NONE) {
            dossier.point[row] = dossier.points.number(point);
            dossier.collection[row] = dossier.collections.number(collection);
            dossier.what[row] = numbers.shapes.number(CollectionShape.of(fact));
            dossier.tags[row] = numbered(dossier, fact.value().tags());
        }
        suppress(recorded, fact, dossier, dossier.nth(dossier.find(recorded.place())));
    }

    private static <T> List<T> joined(List<T> some, T one) {
        if (some.contains(one)) {
            return some;
        }
        var joined = new ArrayList<>(some);
        joined.add(one);
        return joined;
    }

    private static int[] numbered(Dossier dossier, Set<ValueTag> tags) {
        return tags.stream().mapToInt(tag -> dossier.tagIds.number(tag.value())).toArray();
    }

    /** Remembers what the value is found by, and which erasures suppress it already. */
    private void suppress(Recorded recorded, Fact.ContactPointCollected fact, Dossier dossier, int nth) {
        var holding = new Recent.Holding(dossier.id(), nth);
        ValueKeys.Keys own = keys.get(recorded);
        if (own == null) {
            Fact.PersonErased erasure = erasedAhead.get(fact.person());
            if (erasure != null) {
                keep(erasure.kept(fact.value().tags()), dossier, holding);
            }
            return;
        }
        for (SuppressionKey key : own.found().keySet()) {
            hold(StandingIndex.hash(key), holding, foundBy(own, key));
        }
        for (SuppressionKey key : own.sealed()) {
            hold(StandingIndex.hash(key), holding, foundBy(own, key));
            numbers.suppressions(key).forEach(number -> dossier.suppress(nth, number));
        }
    }

    private int foundBy(ValueKeys.Keys own, SuppressionKey key) {
        return numbers.foundBy.number(own.foundBy(key));
    }

    private void hold(long key, Recent.Holding holding, int foundBy) {
        holdings.computeIfAbsent(key, _ -> new LinkedHashMap<>()).put(holding, foundBy);
    }

    /** An erasure keeps of its person's values which ones others had suppressed. */
    private void keep(Set<SuppressionKey> kept, Dossier dossier, Recent.Holding holding) {
        for (SuppressionKey key : kept) {
            numbers.keep(new Numbers.Kept(key, holding));
            numbers.suppressions(key).forEach(number -> dossier.suppress(holding.nth(), number));
        }
    }

    private void said(Recorded recorded, Fact.ConsentChanged fact) {
        Dossier dossier = dossier(DossierId.of(fact.person()));
        int row = insert(dossier, Dossier.WORD, recorded);
        if (row != Dossier.NONE) {
            ContactPointId scope = fact.contactPoint();
            if (scope != null) {
                dossier.point[row] = dossier.points.number(scope.value());
                dossier.tags[row] = numbered(dossier, fact.tags());
            }
            dossier.what[row] = numbers.purposes.number(fact.purpose());
            dossier.says[row] = Words.number(fact.status());
            if (fact.expiresAt() != null) {
                dossier.expires[row] = Moments.toMicros(fact.expiresAt());
            }
        }
    }

    private void erased(Recorded recorded, Fact.PersonErased fact) {
        for (SuppressionKey key : fact.suppressed()) {
            int number = numbers.suppression(new Erasures.Suppression(
                    fact.person(), key, recorded.place(), occurred(recorded), known(recorded)));
            for (Recent.Holding holding : living(StandingIndex.hash(key))) {
                dossier(holding.person()).suppress(holding.nth(), number);
            }
            for (Recent.Holding holding : numbers.kept(key)) {
                dossier(holding.person()).suppress(holding.nth(), number);
            }
        }
        Dossier dossier = dossier(DossierId.of(fact.person()));
        insert(dossier, Dossier.ERASED, recorded);
        if (!fact.kept().isEmpty()) {
            if (dossier.tagless) {
                restoreTags(List.of(dossier));
            }
            for (int row = 0, nth = 0; row < dossier.facts; row++) {
                if (dossier.kind[row] == Dossier.COLLECTED) {
                    keep(fact.kept(tags(dossier, row)), dossier, new Recent.Holding(dossier.id(), nth++));
                }
            }
        }
    }

    private static Set<ValueTag> tags(Dossier dossier, int row) {
        int[] tags = dossier.tags[row];
        return tags == null
                ? Set.of()
                : Arrays.stream(tags)
                        .mapToObj(tag -> new ValueTag(dossier.tagIds.id(tag)))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isSealed(int foundBy) {
        return numbers.foundBy.known().get(foundBy).sealed();
    }

    private List<Recent.Holding> living(long key) {
        var living = new ArrayList<Recent.Holding>();
        image.holdings(key, in, scratch, (nth, foundBy) -> {
            if (isSealed(foundBy)) {
                living.add(new Recent.Holding(scratch.id(), nth));
            }
        });
        holdings.getOrDefault(key, Map.of()).forEach((holding, foundBy) -> {
            if (isSealed(foundBy)) {
                living.add(holding);
            }
        });
        living.removeIf(holding -> dossier(holding.person()).erased());
        return living;
    }

    // ---- what is said of a collection or contact point, whoever holds it

    private interface Filling {
        void fill(Dossier dossier, int row);
    }

    private void ofCollection(Recorded recorded, byte kind, CollectionId collection, Filling filling) {
        for (DossierId id : homes(collection)) {
            Dossier dossier = dossier(id);
            int row = insert(dossier, kind, recorded);
            if (row != Dossier.NONE) {
                dossier.collection[row] = dossier.collections.number(collection.value());
                filling.fill(dossier, row);
            }
        }
    }

    private void ofPoint(Recorded recorded, byte kind, ContactPointId point) {
        Dossier dossier = dossier(home(point));
        int row = insert(dossier, kind, recorded);
        if (row != Dossier.NONE) {
            dossier.point[row] = dossier.points.number(point.value());
        }
    }

    private void retracted(Recorded recorded, @Nullable Recorded target) {
        if (target == null) {
            throw new IllegalStateException("a retraction names a fact that is not recorded");
        }
        var retraction = new Adoptions.Bound(recorded.place(), known(recorded));
        if (target.fact() instanceof Fact.PolicyAdopted) {
            policies = policies.retracted(target.place(), retraction);
        } else if (target.fact() instanceof Fact.SuppressionLifted lifted) {
            numbers.liftings.retract(lifted.person(), target.place(), retraction);
        }
        for (DossierId home : homes(target.fact())) {
            dossier(home).retract(target.place(), recorded.place(), known(recorded));
        }
    }

    private List<DossierId> homes(Fact fact) {
        return switch (fact) {
            case Fact.ContactPointCollected f -> List.of(DossierId.of(f.person()));
            case Fact.ConsentChanged f -> List.of(DossierId.of(f.person()));
            case Fact.PurposeAssigned f -> homes(f.collection());
            case Fact.PurposeRevoked f -> homes(f.collection());
            case Fact.ContactPointRemoved f -> {
                CollectionId collection = f.collection();
                yield collection == null ? List.of(home(f.contactPoint())) : homes(collection);
            }
            case Fact.SentinelPlanted f -> List.of(home(f.contactPoint()));
            case Fact.PersonErased _,
                    Fact.FactRetracted _,
                    Fact.PolicyAdopted _,
                    Fact.SuppressionLifted _,
                    Fact.PurposeDefined _,
                    Fact.NoticePublished _,
                    Fact.NoticeServed _,
                    Fact.ContactPointUsed _ -> List.of();
        };
    }

    private List<DossierId> homes(CollectionId collection) {
        List<DossierId> holders = collections.computeIfAbsent(collection.value(), this::holders);
        return holders.isEmpty() ? List.of(DossierId.of(collection)) : holders;
    }

    private List<DossierId> holders(UUID collection) {
        return image.holdersOfCollection(collection, in, scratch);
    }

    private DossierId home(ContactPointId point) {
        DossierId holder = points.computeIfAbsent(point.value(), id -> image.holderOfPoint(id, in, scratch));
        return holder == null ? DossierId.of(point) : holder;
    }

    /** Brings in what was said of a contact point and a collection before this person was known to hold them. */
    private void adoptAbout(Dossier dossier, UUID point, UUID collection) {
        if (!dossier.holds(point)) {
            adoptWaiting(dossier, DossierId.of(new ContactPointId(point)));
        }
        if (!dossier.tellsOf(collection)) {
            adoptWaiting(dossier, DossierId.of(new CollectionId(collection)));
            for (DossierId other : collections.computeIfAbsent(collection, this::holders)) {
                if (!other.equals(dossier.id())) {
                    Dossier from = dossier(other);
                    int number = from.collections.find(collection);
                    adopt(dossier, from, row -> from.collection[row] == number && from.kind[row] != Dossier.COLLECTED);
                }
            }
        }
    }

    private void adoptWaiting(Dossier dossier, DossierId waiting) {
        Dossier from = open.remove(waiting);
        if (from == null && image.read(waiting, in, scratch)) {
            from = scratch;
        }
        if (from != null && !gone.contains(waiting)) {
            adopt(dossier, from, _ -> true);
            gone.add(waiting);
        }
    }

    private static void adopt(Dossier to, Dossier from, IntPredicate rows) {
        for (int row = 0; row < from.facts; row++) {
            int added = rows.test(row)
                    ? to.insert(from.kind[row], from.place[row], from.occurred[row], from.known[row])
                    : Dossier.NONE;
            if (added != Dossier.NONE) {
                to.what[added] = from.what[row];
                to.says[added] = from.says[row];
                if (from.point[row] != Dossier.NONE) {
                    to.point[added] = to.points.number(from.points.id(from.point[row]));
                }
                if (from.collection[row] != Dossier.NONE) {
                    to.collection[added] = to.collections.number(from.collections.id(from.collection[row]));
                }
            }
        }
        for (int i = 0; i < from.retractions; i++) {
            to.retract(from.retracted[i], from.retractionPlace[i], from.retractionKnown[i]);
        }
    }

    // ---- dossiers

    private Dossier dossier(DossierId id) {
        Dossier dossier = open.get(id);
        if (dossier == null) {
            dossier = new Dossier();
            if (gone.remove(id) || !image.read(id, in, dossier)) {
                dossier.begin(id);
            }
            open.put(id, dossier);
        }
        return dossier;
    }

    /** Reads again the tags that were left out of dossiers. */
    private void restoreTags(List<Dossier> without) {
        var places = new HashSet<Long>();
        for (Dossier dossier : without) {
            for (int row = 0; row < dossier.facts; row++) {
                if (dossier.kind[row] == Dossier.COLLECTED || dossier.kind[row] == Dossier.WORD) {
                    places.add(dossier.place[row]);
                }
            }
        }
        if (places.isEmpty()) {
            return;
        }
        Map<Long, Set<ValueTag>> tags = new HashMap<>();
        for (Recorded recorded : ledger.at(places)) {
            switch (recorded.fact()) {
                case Fact.ContactPointCollected fact ->
                    tags.put(recorded.place(), fact.value().tags());
                case Fact.ConsentChanged fact -> tags.put(recorded.place(), fact.tags());
                default -> throw new IllegalStateException("a dossier names a fact that the ledger knows otherwise");
            }
        }
        for (Dossier dossier : without) {
            for (int row = 0; row < dossier.facts; row++) {
                Set<ValueTag> own = tags.get(dossier.place[row]);
                if (own != null) {
                    dossier.tags[row] = numbered(dossier, own);
                }
            }
            dossier.tagless = false;
        }
    }

    private void putAway() {
        Recent recent = image.recent();
        var codec = new DossierCodec();
        open.forEach((id, dossier) -> recent.put(id, codec.write(dossier, false)));
        gone.forEach(id -> recent.put(id, new byte[0]));
        points.forEach((point, holder) -> {
            if (holder != null && holder.ofPerson()) {
                recent.pointHeld(point, holder);
            }
        });
        collections.forEach(
                (collection, holders) -> holders.forEach(holder -> recent.collectionHeld(collection, holder)));
        holdings.forEach((key, held) -> held.forEach((holding, foundBy) -> recent.keyHeld(key, holding, foundBy)));
    }
}
