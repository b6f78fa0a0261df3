package org.consentledger.check;

import static org.consentledger.check.DossierForm.ASSIGNED;
import static org.consentledger.check.DossierForm.ASSIGNED_LAST;
import static org.consentledger.check.DossierForm.COLLECTED;
import static org.consentledger.check.DossierForm.COLLECTION_REMOVED;
import static org.consentledger.check.DossierForm.ERASED;
import static org.consentledger.check.DossierForm.EXPIRES;
import static org.consentledger.check.DossierForm.FIRST_KNOWN;
import static org.consentledger.check.DossierForm.NEXT_PLACE;
import static org.consentledger.check.DossierForm.OCCURRED_KNOWN;
import static org.consentledger.check.DossierForm.POINT_REMOVED;
import static org.consentledger.check.DossierForm.RETRACTION;
import static org.consentledger.check.DossierForm.REVOKED;
import static org.consentledger.check.DossierForm.REVOKED_LAST;
import static org.consentledger.check.DossierForm.SAME_KNOWN;
import static org.consentledger.check.DossierForm.SCOPED;
import static org.consentledger.check.DossierForm.SENTINEL;
import static org.consentledger.check.DossierForm.SUPPRESSED;
import static org.consentledger.check.DossierForm.TAGGED;
import static org.consentledger.check.DossierForm.TAGLESS;
import static org.consentledger.check.DossierForm.WORD;
import static org.consentledger.check.DossierForm.WORD_ON_ALL;

import java.util.Arrays;

/** Writes dossiers as bytes. For one thread. */
final class DossierWriter {
    static {
        if (Words.BASES.size() > REVOKED_LAST - ASSIGNED_LAST || Words.STATUSES.size() > WORD - WORD_ON_ALL) {
            throw new IllegalStateException("the codes of a dossier have no room for a new basis or status");
        }
    }

    private final ByteOutput out = new ByteOutput();
    private int[] pointNumbers = new int[4];
    private int[] collectionNumbers = new int[4];
    private int[] tagNumbers = new int[4];
    private int points;
    private int collections;
    private int tags;
    private int lastCollection;

    /** The dossier's bytes; without its tags where no word needs them and {@code dropTags} says so. */
    byte[] write(Dossier dossier, boolean dropTags) {
        boolean tagless = dossier.tagless || (dropTags && !dossier.needsTags());
        out.clear();
        out.int1(dossier.idKind | (tagless ? TAGLESS : 0) | (dossier.suppressions > 0 ? SUPPRESSED : 0));
        out.int8(dossier.idMost);
        out.int8(dossier.idLeast);
        writeSuppressions(dossier);
        forgetNumbers(dossier);
        long lastPlace = 0;
        long lastKnown = FIRST_KNOWN;
        int retraction = 0;
        for (int i = 0; i < dossier.facts; i++) {
            while (retraction < dossier.retractions && dossier.retractionPlace[retraction] < dossier.place[i]) {
                writeRetraction(dossier, retraction, lastPlace, lastKnown);
                lastPlace = dossier.retractionPlace[retraction];
                lastKnown = dossier.retractionKnown[retraction++];
            }
            writeHead(code(dossier, i), dossier.place[i], lastPlace, dossier.known[i], lastKnown, dossier.occurred[i]);
            writeRest(dossier, i, tagless);
            lastPlace = dossier.place[i];
            lastKnown = dossier.known[i];
        }
        for (; retraction < dossier.retractions; retraction++) {
            writeRetraction(dossier, retraction, lastPlace, lastKnown);
            lastPlace = dossier.retractionPlace[retraction];
            lastKnown = dossier.retractionKnown[retraction];
        }
        return out.toBytes();
    }

    private void writeSuppressions(Dossier dossier) {
        if (dossier.suppressions > 0) {
            out.varint(dossier.suppressions);
            for (int i = 0; i < dossier.suppressions; i++) {
                out.varint(dossier.suppressedCollected[i]);
                out.varint(dossier.suppression[i]);
            }
        }
    }

    private void forgetNumbers(Dossier dossier) {
        pointNumbers = unnumbered(pointNumbers, dossier.points.size());
        collectionNumbers = unnumbered(collectionNumbers, dossier.collections.size());
        tagNumbers = unnumbered(tagNumbers, dossier.tagIds.size());
        points = 0;
        collections = 0;
        tags = 0;
        lastCollection = Dossier.NONE;
    }

    private static int[] unnumbered(int[] numbers, int size) {
        int[] enough = numbers.length >= size ? numbers : new int[2 * size];
        Arrays.fill(enough, 0, size, Dossier.NONE);
        return enough;
    }

    private void writeRetraction(Dossier dossier, int i, long lastPlace, long lastKnown) {
        long known = dossier.retractionKnown[i];
        writeHead(RETRACTION, dossier.retractionPlace[i], lastPlace, known, lastKnown, known);
        out.varint(dossier.retractionPlace[i] - dossier.retracted[i]);
    }

    private void writeHead(int code, long place, long lastPlace, long known, long lastKnown, long occurred) {
        boolean nextPlace = place == lastPlace + 1;
        out.int1(code
                | (nextPlace ? NEXT_PLACE : 0)
                | (known == lastKnown ? SAME_KNOWN : 0)
                | (occurred == known ? OCCURRED_KNOWN : 0));
        if (!nextPlace) {
            out.varint(place - lastPlace);
        }
        if (known != lastKnown) {
            out.signed(known - lastKnown);
        }
        if (occurred != known) {
            out.signed(occurred - known);
        }
    }

    private int code(Dossier dossier, int i) {
        boolean ofLast = dossier.collection[i] == lastCollection;
        return switch (dossier.kind[i]) {
            case Dossier.COLLECTED -> COLLECTED;
            case Dossier.ASSIGNED -> ofLast ? ASSIGNED_LAST + dossier.says[i] : ASSIGNED;
            case Dossier.REVOKED -> ofLast ? REVOKED_LAST : REVOKED;
            case Dossier.WORD ->
                dossier.point[i] == Dossier.NONE && dossier.expires[i] == Dossier.NEVER
                        ? WORD_ON_ALL + dossier.says[i]
                        : WORD;
            case Dossier.REMOVED -> dossier.collection[i] == Dossier.NONE ? POINT_REMOVED : COLLECTION_REMOVED;
            case Dossier.SENTINEL -> SENTINEL;
            case Dossier.ERASED -> ERASED;
            default -> throw new IllegalStateException("a dossier holds a fact of no kind");
        };
    }

    private void writeRest(Dossier dossier, int i, boolean tagless) {
        switch (dossier.kind[i]) {
            case Dossier.COLLECTED -> writeCollected(dossier, i, tagless);
            case Dossier.ASSIGNED -> {
                if (dossier.collection[i] != lastCollection) {
                    out.int1(dossier.says[i]);
                    writeCollection(dossier, i);
                }
                out.varint(dossier.what[i]);
            }
            case Dossier.REVOKED -> {
                if (dossier.collection[i] != lastCollection) {
                    writeCollection(dossier, i);
                }
                out.varint(dossier.what[i]);
            }
            case Dossier.WORD -> writeWord(dossier, i, tagless);
            case Dossier.REMOVED -> {
                if (dossier.collection[i] == Dossier.NONE) {
                    writePoint(dossier, i);
                } else {
                    writeCollection(dossier, i);
                }
            }
            case Dossier.SENTINEL -> writePoint(dossier, i);
            default -> {
                // An erasure says nothing more.
            }
        }
    }

    /** The two lowest bits: whether the contact point and the collection are mentioned for the first time. */
    private void writeCollected(Dossier dossier, int i, boolean tagless) {
        int point = pointNumbers[dossier.point[i]];
        int collection = collectionNumbers[dossier.collection[i]];
        out.int1((point == Dossier.NONE ? 1 : 0) | (collection == Dossier.NONE ? 2 : 0));
        if (point == Dossier.NONE) {
            pointNumbers[dossier.point[i]] = points++;
            writeId(dossier.points, dossier.point[i]);
        } else {
            out.varint(point);
        }
        if (collection == Dossier.NONE) {
            collectionNumbers[dossier.collection[i]] = collections++;
            writeId(dossier.collections, dossier.collection[i]);
        } else {
            out.varint(collection);
        }
        lastCollection = dossier.collection[i];
        out.varint(dossier.what[i]);
        if (!tagless) {
            writeTags(dossier, i);
        }
    }

    private void writeWord(Dossier dossier, int i, boolean tagless) {
        boolean scoped = dossier.point[i] != Dossier.NONE;
        boolean expires = dossier.expires[i] != Dossier.NEVER;
        if (scoped || expires) {
            int[] own = dossier.tags[i];
            boolean tagged = !tagless && own != null && own.length > 0;
            out.int1(dossier.says[i] | (scoped ? SCOPED : 0) | (expires ? EXPIRES : 0) | (tagged ? TAGGED : 0));
            if (scoped) {
                writePoint(dossier, i);
            }
            if (expires) {
                out.signed(dossier.expires[i] - dossier.occurred[i]);
            }
            if (tagged) {
                writeTags(dossier, i);
            }
        }
        out.varint(dossier.what[i]);
    }

    /** A number one too large, or 0 and the id. */
    private void writePoint(Dossier dossier, int i) {
        int local = dossier.point[i];
        out.varint(pointNumbers[local] + 1L);
        if (pointNumbers[local] == Dossier.NONE) {
            pointNumbers[local] = points++;
            writeId(dossier.points, local);
        }
    }

    private void writeCollection(Dossier dossier, int i) {
        int local = dossier.collection[i];
        out.varint(collectionNumbers[local] + 1L);
        if (collectionNumbers[local] == Dossier.NONE) {
            collectionNumbers[local] = collections++;
            writeId(dossier.collections, local);
        }
        lastCollection = local;
    }

    private void writeTags(Dossier dossier, int i) {
        int[] own = dossier.tags[i];
        out.varint(own == null ? 0 : own.length);
        if (own != null) {
            for (int local : own) {
                out.varint(tagNumbers[local] + 1L);
                if (tagNumbers[local] == Dossier.NONE) {
                    tagNumbers[local] = tags++;
                    writeId(dossier.tagIds, local);
                }
            }
        }
    }

    private void writeId(IdList ids, int local) {
        out.int8(ids.most(local));
        out.int8(ids.least(local));
    }
}
