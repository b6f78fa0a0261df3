package org.consentledger.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.seal.Frontier;
import org.consentledger.seal.TreeHash;
import org.consentledger.seal.TreeHead;

/** A ledger in a list, for histories that are generated. */
public final class HistoryLedger implements LedgerFacts {
    private final List<Recorded> facts = new ArrayList<>();

    /** The group is on the ledger now. */
    public void append(List<Recorded> group) {
        facts.addAll(group);
    }

    List<Recorded> facts() {
        return facts;
    }

    @Override
    public List<Recorded> at(Collection<Long> places) {
        return facts.stream().filter(fact -> places.contains(fact.place())).toList();
    }

    @Override
    public Map<FactId, Long> placesOf(Collection<FactId> ids) {
        Map<FactId, Long> places = new HashMap<>();
        facts.stream().filter(fact -> ids.contains(fact.id())).forEach(fact -> places.put(fact.id(), fact.place()));
        return places;
    }

    @Override
    public List<Recorded> between(long after, long upTo) {
        return facts.subList((int) after, (int) upTo).stream()
                .filter(fact -> !(fact.fact() instanceof Fact.ContactPointUsed))
                .toList();
    }

    @Override
    public List<Recorded> erasuresOf(Collection<PersonId> persons) {
        return facts.stream()
                .filter(fact -> fact.fact() instanceof Fact.PersonErased erased && persons.contains(erased.person()))
                .toList();
    }

    /** As if every fact had come alone. */
    @Override
    public Optional<TreeHead> headFrom(long place) {
        return place < 1 || place > facts.size() ? Optional.empty() : Optional.of(treeOf(place));
    }

    @Override
    public TreeHead treeOf(long size) {
        var hash = new TreeHash();
        byte[][] leaves = facts.stream()
                .limit(size)
                .map(fact -> hash.leaf(fact.toString().getBytes(StandardCharsets.UTF_8)))
                .toArray(byte[][]::new);
        return Frontier.EMPTY.append(leaves).head();
    }
}
