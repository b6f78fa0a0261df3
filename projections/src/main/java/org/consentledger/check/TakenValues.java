package org.consentledger.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;
import org.consentledger.law.ValueTag;

/** What the values of one batch are found by, and what suppresses them. */
final class TakenValues {
    private final Image image;
    private final Numbers numbers;
    private final OpenDossiers dossiers;
    private final Map<Recorded, ValueKeys.Keys> keys;
    private final Map<PersonId, Fact.PersonErased> erasedAhead;
    /** By key, who holds it and the number of what it finds them by. */
    private final Map<Long, Map<Recent.Holding, Integer>> holdings = new HashMap<>();

    private final ByteInput in = new ByteInput();
    private final Dossier scratch = new Dossier();

    TakenValues(
            Image image,
            Numbers numbers,
            OpenDossiers dossiers,
            Map<Recorded, ValueKeys.Keys> keys,
            Map<PersonId, Fact.PersonErased> erasedAhead) {
        this.image = image;
        this.numbers = numbers;
        this.dossiers = dossiers;
        this.keys = keys;
        this.erasedAhead = erasedAhead;
    }

    /** Of persons whose values nobody can read any more, what their erasure kept, though its place may be ahead. */
    static Map<PersonId, Fact.PersonErased> erasedAhead(
            List<Recorded> facts, Map<Recorded, ValueKeys.Keys> keys, LedgerFacts ledger) {
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

    /** Remembers what the value is found by, and which erasures suppress it already. */
    void collected(Recorded recorded, Fact.ContactPointCollected fact, Dossier dossier, int nth) {
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

    /** An erasure suppresses the value of {@code key}, whoever holds it. */
    void suppressed(SuppressionKey key, Erasures.Suppression suppression) {
        int number = numbers.suppression(suppression);
        for (Recent.Holding holding : living(StandingIndex.hash(key))) {
            dossiers.dossier(holding.person()).suppress(holding.nth(), number);
        }
        for (Recent.Holding holding : numbers.kept(key)) {
            dossiers.dossier(holding.person()).suppress(holding.nth(), number);
        }
    }

    /** Remembers what an erasure kept of the values in its person's {@code dossier}. */
    void erased(Fact.PersonErased fact, Dossier dossier) {
        if (!fact.kept().isEmpty()) {
            dossiers.restoreTags(List.of(dossier));
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
        living.removeIf(holding -> dossiers.dossier(holding.person()).erased());
        return living;
    }

    /** Puts into {@code recent} who is found by what. */
    void putAway(Recent recent) {
        holdings.forEach((key, held) -> held.forEach((holding, foundBy) -> recent.keyHeld(key, holding, foundBy)));
    }
}
