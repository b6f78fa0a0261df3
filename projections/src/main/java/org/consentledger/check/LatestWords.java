package org.consentledger.check;

/** The latest words of the dossier that is being read, among rows that count (the law's section 4). */
final class LatestWords {
    /** What {@link #assignment} says beside a basis. */
    static final int UNASSIGNED = -2;

    static final int REVOKED = -1;

    private final Dossier facts;
    private final CountingRows rows;
    /** By the number of a purpose, whether it covers the one asked about. */
    private final boolean[] coversAsked;

    private boolean[] reaches = new boolean[8];
    private int point;
    private long spokenAt;

    /** What a person's latest word says. */
    enum Said {
        NOTHING,
        YES,
        NO,
        EXPIRED
    }

    LatestWords(CountingRows rows, boolean[] coversAsked) {
        this.facts = rows.facts;
        this.rows = rows;
        this.coversAsked = coversAsked;
    }

    /** By the number of a purpose, whether it covers the one asked about. */
    boolean[] coversAsked() {
        return coversAsked;
    }

    /** Of the purpose asked about. */
    int assignment(int collection) {
        return assignment(collection, coversAsked);
    }

    /** The number of the basis of the latest word on a collection's purpose, or that it was revoked or never assigned. */
    int assignment(int collection, boolean[] covers) {
        long latest = Long.MIN_VALUE;
        int word = UNASSIGNED;
        for (int i = 0; i < facts.facts; i++) {
            byte kind = facts.kind[i];
            if ((kind == Dossier.ASSIGNED || kind == Dossier.REVOKED)
                    && rows.counts[i]
                    && facts.collection[i] == collection
                    && covers[facts.what[i]]
                    && (word == UNASSIGNED || facts.occurred[i] >= latest)) {
                int said = kind == Dossier.REVOKED ? REVOKED : facts.says[i];
                word = word == UNASSIGNED || facts.occurred[i] > latest ? said : Math.min(word, said);
                latest = facts.occurred[i];
            }
        }
        return word;
    }

    /** What the person's latest word about the purpose, as it reaches {@code askedPoint}, says. */
    Said consent(int askedPoint, boolean expiredSpeaks) {
        point = askedPoint;
        if (reaches.length < facts.facts) {
            reaches = new boolean[2 * facts.facts];
        }
        for (int i = 0; i < facts.facts; i++) {
            reaches[i] =
                    facts.kind[i] == Dossier.WORD && rows.counts[i] && coversAsked[facts.what[i]] && reachesPoint(i);
        }
        long before = Long.MAX_VALUE;
        while (true) {
            long latest = Long.MIN_VALUE;
            boolean any = false;
            boolean negative = false;
            boolean expired = false;
            for (int i = 0; i < facts.facts; i++) {
                if (!reaches[i] || facts.occurred[i] >= before || facts.occurred[i] < latest) {
                    continue;
                }
                if (facts.occurred[i] > latest || !any) {
                    latest = facts.occurred[i];
                    any = true;
                    negative = false;
                    expired = false;
                }
                negative |= !Words.positive(facts.says[i]);
                expired |= facts.expires[i] <= rows.at;
            }
            spokenAt = latest;
            if (!any) {
                return Said.NOTHING;
            }
            if (negative) {
                return Said.NO;
            }
            if (!expired) {
                return Said.YES;
            }
            if (expiredSpeaks) {
                return Said.EXPIRED;
            }
            before = latest;
        }
    }

    /** Whether a row is among the words that {@link #consent} went by last. */
    boolean spoke(int row) {
        return reaches[row] && facts.occurred[row] == spokenAt;
    }

    private boolean reachesPoint(int word) {
        int scope = facts.point[word];
        return scope == Dossier.NONE || scope == point || (!facts.tagless && sharesTag(word, scope));
    }

    private boolean sharesTag(int word, int scope) {
        if (facts.hasOneOf(point, facts.tags[word], rows.counts)) {
            return true;
        }
        for (int i = 0; i < facts.facts; i++) {
            if (facts.kind[i] == Dossier.COLLECTED
                    && rows.counts[i]
                    && facts.point[i] == scope
                    && facts.hasOneOf(point, facts.tags[i], rows.counts)) {
                return true;
            }
        }
        return false;
    }
}
