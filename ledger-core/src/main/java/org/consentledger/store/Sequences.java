package org.consentledger.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The next free position of each stream that a group writes to. */
final class Sequences {
    private final Map<UUID, Integer> next = new HashMap<>();

    /** @param all whether to ask about every stream, not only those whose sender does not know the position */
    void ask(RoundTrip round, List<Proposal> proposals, boolean all) {
        Set<UUID> asked = new HashSet<>();
        for (Proposal proposal : proposals) {
            FactStream stream = FactStream.of(proposal.fact());
            if (stream != null && (all || proposal.expectedSequence() == Proposal.NEXT)) {
                asked.add(stream.id());
            }
        }
        asked.forEach(stream -> next.put(stream, 0));
        round.ask(
                "select stream, max(sequence) + 1 from ledger.fact where stream = any (?) group by stream",
                asked,
                row -> next.put(row.getObject(1, UUID.class), row.getInt(2)));
    }

    /** Whether {@code expected} is where the stream has come to, as far as is known; {@link Proposal#NEXT} always is. */
    boolean fits(FactStream stream, int expected) {
        Integer known = next.get(stream.id());
        return expected == Proposal.NEXT || known == null || known == expected;
    }

    /** The position given to the next fact of {@code stream}, whose expectation {@link #fits}. */
    int take(FactStream stream, int expected) {
        Integer known = next.get(stream.id());
        int taken = known != null ? known : expected;
        next.put(stream.id(), taken + 1);
        return taken;
    }
}
