package org.consentledger.forensics;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.consentledger.check.Recordings;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Moments;
import org.consentledger.law.Recorded;

/** When facts were recorded. One thread adds, any number ask. */
final class RecordingMoments implements Recordings {
    /* A fact whose knownAt nobody asserted became known when it was recorded. So only the moments of the others are kept, one for all
     * that were recorded together: the last one kept at or before a fact's place is its own where it was asserted, and no later than
     * its own where it was not. */

    private volatile Kept kept = new Kept(new long[64], new long[64], 0);
    private final Map<Long, FactId> adoptions = new ConcurrentHashMap<>();
    private long taken;

    private static final class Kept {
        private final long[] places;
        private final long[] moments;
        private final int size;

        Kept(long[] places, long[] moments, int size) {
            this.places = places;
            this.moments = moments;
            this.size = size;
        }
    }

    /** Takes a fact in, each behind those before; what was taken before changes nothing. */
    void take(Recorded recorded) {
        if (recorded.place() <= taken) {
            return;
        }
        taken = recorded.place();
        if (recorded.fact() instanceof Fact.PolicyAdopted) {
            adoptions.put(recorded.place(), recorded.id());
        }
        Kept now = kept;
        long moment = Moments.toMicros(recorded.recordedAt());
        if (!recorded.knownAtAsserted() || (now.size > 0 && now.moments[now.size - 1] == moment)) {
            return;
        }
        boolean full = now.size == now.places.length;
        long[] places = full ? Arrays.copyOf(now.places, 2 * now.size) : now.places;
        long[] moments = full ? Arrays.copyOf(now.moments, 2 * now.size) : now.moments;
        places[now.size] = recorded.place();
        moments[now.size] = moment;
        kept = new Kept(places, moments, now.size + 1);
    }

    @Override
    public long recordedAt(long place, long known) {
        Kept now = kept;
        int found = Arrays.binarySearch(now.places, 0, now.size, place);
        int before = found >= 0 ? found : -found - 2;
        return before < 0 ? known : Math.max(known, now.moments[before]);
    }

    @Override
    public FactId adoption(long place) {
        FactId id = adoptions.get(place);
        if (id == null) {
            throw new IllegalStateException("an adoption is asked about that was not brought");
        }
        return id;
    }
}
