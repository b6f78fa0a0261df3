package org.consentledger.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.consentledger.check.HistoryKeys;
import org.consentledger.check.HistoryLedger;
import org.consentledger.law.Fact;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;
import org.consentledger.seal.TreeHead;

/** The first facts of a generated history, as a ledger that is exported. */
public final class HistorySource implements ExportSource {
    private final HistoryLedger ledger = new HistoryLedger();
    private final List<Recorded> readable;

    /** Of all of {@code facts}. */
    public HistorySource(List<Recorded> facts) {
        ledger.append(facts);
        this.readable = HistoryKeys.readable(facts);
    }

    @Override
    public long size() {
        return readable.size();
    }

    @Override
    public TreeHead treeOf(long size) {
        return ledger.treeOf(size);
    }

    @Override
    public void facts(long after, long upTo, Each each) throws IOException {
        for (Recorded recorded : readable.subList((int) after, (int) upTo)) {
            each.fact(recorded);
        }
    }

    @Override
    public List<Suppressed> suppressed(long size) {
        var suppressed = new ArrayList<Suppressed>();
        for (Recorded erasure : readable.subList(0, (int) size)) {
            if (erasure.fact() instanceof Fact.PersonErased erased) {
                for (Recorded one : readable.subList(0, (int) size)) {
                    if (one.fact() instanceof Fact.ContactPointCollected collected) {
                        for (SuppressionKey key : collected.value().suppressionKeys()) {
                            if (erased.suppressed().contains(key)) {
                                suppressed.add(new Suppressed(one.place(), erasure.place(), key.hex()));
                            }
                        }
                    }
                }
            }
        }
        return suppressed;
    }
}
