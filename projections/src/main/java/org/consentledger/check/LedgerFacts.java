package org.consentledger.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.seal.TreeHead;

/** What the index, and what follows from it, asks of the ledger beside the facts that the index is brought. */
public interface LedgerFacts {
    /** The facts at the given places, in order of place. */
    List<Recorded> at(Collection<Long> places);

    /** Places of the facts with the given identities; those that are not recorded are left out. */
    Map<FactId, Long> placesOf(Collection<FactId> ids);

    /** The facts behind place {@code after} up to and with {@code upTo}, in order of place, uses left out: no verdict reads them. */
    List<Recorded> between(long after, long upTo);

    /** The erasures that destroyed these persons' keys, those that the index was not brought yet among them. */
    List<Recorded> erasuresOf(Collection<PersonId> persons);

    /** The head after the group that the fact at {@code place} came with; empty where the ledger has not come so far. */
    Optional<TreeHead> headFrom(long place);

    /**
     * The tree over the ledger's first {@code size} facts, wherever groups end.
     *
     * @throws IllegalArgumentException where the ledger has not come so far
     */
    TreeHead treeOf(long size);

    /** Whether the ledger had this head once: all the facts below it are the same. */
    default boolean holds(TreeHead head) {
        return headFrom(head.size()).equals(Optional.of(head));
    }

    /** What the retractions among {@code facts} take back. */
    default Map<FactId, Recorded> retracted(List<Recorded> facts) {
        Set<FactId> ids = new HashSet<>();
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.FactRetracted retraction) {
                ids.add(retraction.fact());
            }
        }
        Map<FactId, Recorded> retracted = new HashMap<>();
        if (!ids.isEmpty()) {
            at(placesOf(ids).values()).forEach(recorded -> retracted.put(recorded.id(), recorded));
        }
        return retracted;
    }
}
