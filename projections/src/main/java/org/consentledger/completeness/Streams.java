package org.consentledger.completeness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.consentledger.law.Fact.FactRetracted;
import org.consentledger.law.FactId;
import org.consentledger.law.Recorded;

/** Finds the streams that facts lie in, those of retractions among them. */
public final class Streams {
    private final Function<Collection<FactId>, Collection<Recorded>> recorded;

    /** @param recorded finds facts by their identities, wherever in the ledger they stand */
    public Streams(Function<Collection<FactId>, Collection<Recorded>> recorded) {
        this.recorded = recorded;
    }

    /** Each fact's streams, by its place. */
    public Map<Long, List<StreamName>> of(Collection<Recorded> facts) {
        Map<Long, List<StreamName>> streams = new HashMap<>();
        List<Recorded> retractions = new ArrayList<>();
        for (Recorded one : facts) {
            if (one.fact() instanceof FactRetracted) {
                retractions.add(one);
            } else {
                streams.put(one.place(), StreamName.of(one.fact()));
            }
        }
        if (!retractions.isEmpty()) {
            ofRetractions(retractions, streams);
        }
        return streams;
    }

    /* What a retraction names was recorded before it, so that asking for what was named comes to an end. */
    private void ofRetractions(List<Recorded> retractions, Map<Long, List<StreamName>> streams) {
        List<FactId> named =
                retractions.stream().map(Streams::target).distinct().toList();
        Collection<Recorded> targets = recorded.apply(named);
        Map<Long, List<StreamName>> theirs = of(targets);
        Map<FactId, List<StreamName>> byId =
                targets.stream().collect(Collectors.toMap(Recorded::id, one -> streamsAt(theirs, one.place())));
        for (Recorded retraction : retractions) {
            List<StreamName> found = byId.get(target(retraction));
            if (found == null) {
                throw new IllegalStateException("a retraction names a fact that the ledger does not hold");
            }
            streams.put(retraction.place(), found);
        }
    }

    private static List<StreamName> streamsAt(Map<Long, List<StreamName>> streams, long place) {
        return Objects.requireNonNull(streams.get(place));
    }

    private static FactId target(Recorded retraction) {
        return ((FactRetracted) retraction.fact()).fact();
    }
}
