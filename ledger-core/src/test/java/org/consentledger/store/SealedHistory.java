package org.consentledger.store;

import java.util.ArrayList;
import java.util.List;
import org.consentledger.law.Header;
import org.consentledger.law.Histories.History;
import org.consentledger.law.Recorded;

/** A history's sealed entries, as the appender would have made them, without a database. */
public final class SealedHistory {
    private static final FactCodec CODEC = new FactCodec();

    private SealedHistory() {}

    /** The entries in order of place, with other salts each time. */
    public static List<byte[]> entries(History history) {
        List<byte[]> entries = new ArrayList<>();
        for (List<Recorded> group : history.groups()) {
            var sealing = new Sealing(group.getFirst().recordedAt(), group.size());
            for (int nth = 0; nth < group.size(); nth++) {
                Recorded recorded = group.get(nth);
                var header = new Header(
                        recorded.id(),
                        recorded.occurredAt(),
                        recorded.knownAtAsserted() ? recorded.knownAt() : null,
                        "0".repeat(64));
                var proposal = Proposal.next(header, recorded.fact(), CODEC.write(recorded.fact()));
                entries.add(sealing.entry(nth, new GroupDecisions.Admitted(proposal, recorded.place(), null, 0)));
            }
        }
        return entries;
    }

    /** The fact as an entry says it. */
    public static Recorded read(long place, byte[] entry) {
        return Entry.read(place, entry, CODEC);
    }
}
