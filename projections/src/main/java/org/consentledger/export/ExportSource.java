package org.consentledger.export;

import java.io.IOException;
import java.util.List;
import org.consentledger.law.Recorded;
import org.consentledger.seal.TreeHead;

/** What is exported: a ledger. */
public interface ExportSource {
    /** How many facts can be exported now. */
    long size();

    /** The tree over the first {@code size} facts. */
    TreeHead treeOf(long size);

    /** Hands over the facts behind place {@code after} up to and with {@code upTo}, in order of place. */
    void facts(long after, long upTo, Each each) throws IOException;

    /** The collections among the first {@code size} facts whose value an erasure among them suppressed. */
    List<Suppressed> suppressed(long size);

    /** Takes facts one by one. */
    interface Each {
        /** Takes one. */
        void fact(Recorded recorded) throws IOException;
    }

    /**
     * That an erasure suppresses the value of a collection.
     *
     * @param collected the collection's place
     * @param erased the erasure's place
     * @param key what suppression knows the value by
     */
    record Suppressed(long collected, long erased, String key) {}
}
