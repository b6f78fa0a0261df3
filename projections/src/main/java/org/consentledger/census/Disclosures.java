package org.consentledger.census;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.PersonId;
import org.consentledger.law.Purpose;

/** Who was served notices that disclose some purposes, and since when. It never changes. */
public final class Disclosures {
    /* Who was served what is two columns of ids and one of instants, in order of the ids: 28 bytes for each notice of each person. */

    /** Stands for an instant that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private final long[][] disclosedSince;
    private final long[] most;
    private final long[] least;
    private final int[] notice;
    private final long[] since;

    private Disclosures(Builder built) {
        this.disclosedSince = built.disclosedSince.toArray(long[][]::new);
        this.most = Arrays.copyOf(built.most, built.size);
        this.least = Arrays.copyOf(built.least, built.size);
        this.notice = Arrays.copyOf(built.notice, built.size);
        this.since = Arrays.copyOf(built.since, built.size);
    }

    /** Since when, in microseconds since 1970, a person has been served a notice that discloses the {@code purpose}th purpose. */
    long since(PersonId person, int purpose) {
        UUID id = person.value();
        long first = NEVER;
        for (int row = first(id.getMostSignificantBits(), id.getLeastSignificantBits());
                row < most.length
                        && most[row] == id.getMostSignificantBits()
                        && least[row] == id.getLeastSignificantBits();
                row++) {
            first = Math.min(first, Math.max(since[row], disclosedSince[notice[row]][purpose]));
        }
        return first;
    }

    /** The first row of this id, or of one behind it. */
    private int first(long idMost, long idLeast) {
        int low = 0;
        int high = most.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(most[middle], least[middle], idMost, idLeast) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int compare(long oneMost, long oneLeast, long otherMost, long otherLeast) {
        int byMost = Long.compareUnsigned(oneMost, otherMost);
        return byMost != 0 ? byMost : Long.compareUnsigned(oneLeast, otherLeast);
    }

    /** Gathers disclosures: what notices disclose, then who was served them, in order of persons. */
    public static final class Builder {
        private static final int FIRST_ROWS = 1_024;

        private final List<Purpose> purposes;
        private final List<long[]> disclosedSince = new ArrayList<>();
        private final Map<NoticeRef, Integer> numbers = new HashMap<>();
        private long[] most = new long[FIRST_ROWS];
        private long[] least = new long[FIRST_ROWS];
        private int[] notice = new int[FIRST_ROWS];
        private long[] since = new long[FIRST_ROWS];
        private int size;

        /** Of these purposes, asked about by their places in the list. */
        public Builder(List<Purpose> purposes) {
            this.purposes = List.copyOf(purposes);
        }

        /** A notice was published at an instant: it discloses what it names, and whatever that covers. */
        public void published(NoticeRef published, Set<Purpose> discloses, long atMicros) {
            for (int purpose = 0; purpose < purposes.size(); purpose++) {
                Purpose asked = purposes.get(purpose);
                if (discloses.stream().anyMatch(disclosed -> disclosed.covers(asked))) {
                    long[] instants = disclosedSince.get(numbers.computeIfAbsent(published, _ -> number()));
                    instants[purpose] = Math.min(instants[purpose], atMicros);
                }
            }
        }

        private int number() {
            long[] never = new long[purposes.size()];
            Arrays.fill(never, NEVER);
            disclosedSince.add(never);
            return disclosedSince.size() - 1;
        }

        /** The notices that disclose any of the purposes. */
        public Set<NoticeRef> disclosing() {
            return Set.copyOf(numbers.keySet());
        }

        /**
         * A person was served a notice at an instant.
         *
         * @throws IllegalStateException where the person comes before one who was told of already, by their ids as they are written
         */
        public void served(UUID person, NoticeRef served, long atMicros) {
            Integer number = numbers.get(served);
            if (number == null) {
                return;
            }
            long idMost = person.getMostSignificantBits();
            long idLeast = person.getLeastSignificantBits();
            if (size > 0 && compare(most[size - 1], least[size - 1], idMost, idLeast) > 0) {
                throw new IllegalStateException("persons who were served notices come in order");
            }
            grow();
            most[size] = idMost;
            least[size] = idLeast;
            notice[size] = number;
            since[size++] = atMicros;
        }

        private void grow() {
            if (size == most.length) {
                int larger = size + (size >> 1);
                most = Arrays.copyOf(most, larger);
                least = Arrays.copyOf(least, larger);
                notice = Arrays.copyOf(notice, larger);
                since = Arrays.copyOf(since, larger);
            }
        }

        /** All that was gathered. */
        public Disclosures build() {
            return new Disclosures(this);
        }
    }
}
