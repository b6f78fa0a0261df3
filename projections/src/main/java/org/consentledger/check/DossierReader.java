package org.consentledger.check;

import static org.consentledger.check.DossierForm.ASSIGNED;
import static org.consentledger.check.DossierForm.ASSIGNED_LAST;
import static org.consentledger.check.DossierForm.CODE;
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
import static org.consentledger.check.DossierForm.STATUS;
import static org.consentledger.check.DossierForm.SUPPRESSED;
import static org.consentledger.check.DossierForm.TAGGED;
import static org.consentledger.check.DossierForm.TAGLESS;
import static org.consentledger.check.DossierForm.WORD;
import static org.consentledger.check.DossierForm.WORD_ON_ALL;

/** Reads dossiers from bytes. */
final class DossierReader {
    private DossierReader() {}

    /** Whom the bytes at hand are about; they are still to be read. */
    static DossierId id(ByteInput in) {
        int start = in.at;
        var id = new DossierId(DossierForm.kind(in.int1()), in.int8(), in.int8());
        in.at = start;
        return id;
    }

    static void read(ByteInput in, Dossier into) {
        int first = in.int1();
        into.begin(DossierForm.kind(first), in.int8(), in.int8());
        into.tagless = (first & TAGLESS) != 0;
        if ((first & SUPPRESSED) != 0) {
            for (int left = in.number(); left > 0; left--) {
                into.appendSuppression(in.number(), in.number());
            }
        }
        long place = 0;
        long known = FIRST_KNOWN;
        int lastCollection = Dossier.NONE;
        while (in.hasMore()) {
            int head = in.int1();
            place += (head & NEXT_PLACE) != 0 ? 1 : in.varint();
            known += (head & SAME_KNOWN) != 0 ? 0 : in.signed();
            long occurred = known + ((head & OCCURRED_KNOWN) != 0 ? 0 : in.signed());
            int code = head & CODE;
            if (code == RETRACTION) {
                into.appendRetraction(place - in.varint(), place, known);
            } else {
                lastCollection = readFact(in, into, code, lastCollection, place, occurred, known);
            }
        }
    }

    /** The collection that was mentioned last. */
    private static int readFact(
            ByteInput in, Dossier into, int code, int lastCollection, long place, long occurred, long known) {
        int i = into.insert(kindOf(code), place, occurred, known);
        switch (code) {
            case COLLECTED -> readCollected(in, into, i);
            case WORD -> readWord(in, into, i);
            case ASSIGNED -> {
                into.says[i] = (byte) in.int1();
                into.collection[i] = readReference(in, into.collections);
                into.what[i] = in.number();
            }
            case REVOKED -> {
                into.collection[i] = readReference(in, into.collections);
                into.what[i] = in.number();
            }
            case POINT_REMOVED, SENTINEL -> into.point[i] = readReference(in, into.points);
            case COLLECTION_REMOVED -> into.collection[i] = readReference(in, into.collections);
            case ERASED -> {
                // Nothing more.
            }
            default -> {
                if (code >= WORD_ON_ALL) {
                    into.says[i] = (byte) (code - WORD_ON_ALL);
                } else {
                    into.collection[i] = lastCollection;
                    into.says[i] = code == REVOKED_LAST ? 0 : (byte) (code - ASSIGNED_LAST);
                }
                into.what[i] = in.number();
            }
        }
        return into.collection[i] == Dossier.NONE ? lastCollection : into.collection[i];
    }

    private static byte kindOf(int code) {
        return switch (code) {
            case COLLECTED -> Dossier.COLLECTED;
            case REVOKED_LAST, REVOKED -> Dossier.REVOKED;
            case ASSIGNED -> Dossier.ASSIGNED;
            case WORD -> Dossier.WORD;
            case POINT_REMOVED, COLLECTION_REMOVED -> Dossier.REMOVED;
            case SENTINEL -> Dossier.SENTINEL;
            case ERASED -> Dossier.ERASED;
            default -> {
                if (code > RETRACTION) {
                    throw new IllegalStateException("a dossier holds a code that nothing writes");
                }
                yield code < REVOKED_LAST ? Dossier.ASSIGNED : Dossier.WORD;
            }
        };
    }

    private static void readCollected(ByteInput in, Dossier into, int i) {
        int first = in.int1();
        into.point[i] = (first & 1) != 0 ? into.points.append(in.int8(), in.int8()) : in.number();
        into.collection[i] = (first & 2) != 0 ? into.collections.append(in.int8(), in.int8()) : in.number();
        into.what[i] = in.number();
        if (!into.tagless) {
            readTags(in, into, i);
        }
    }

    private static void readWord(ByteInput in, Dossier into, int i) {
        int first = in.int1();
        into.says[i] = (byte) (first & STATUS);
        if ((first & SCOPED) != 0) {
            into.point[i] = readReference(in, into.points);
        }
        if ((first & EXPIRES) != 0) {
            into.expires[i] = into.occurred[i] + in.signed();
        }
        if ((first & TAGGED) != 0) {
            readTags(in, into, i);
        }
        into.what[i] = in.number();
    }

    private static int readReference(ByteInput in, IdList ids) {
        int number = in.number();
        return number == 0 ? ids.append(in.int8(), in.int8()) : number - 1;
    }

    private static void readTags(ByteInput in, Dossier into, int i) {
        int[] own = new int[in.number()];
        for (int k = 0; k < own.length; k++) {
            own[k] = readReference(in, into.tagIds);
        }
        into.tags[i] = own;
    }
}
