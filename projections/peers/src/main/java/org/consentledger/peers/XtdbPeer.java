package org.consentledger.peers;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.consentledger.check.SignUps;
import xtdb.api.IXtdb;
import xtdb.api.IXtdbDatasource;
import xtdb.api.TransactionInstant;
import xtdb.api.XtdbDocument;
import xtdb.api.tx.Transaction;

/**
 * XTDB at its best: in memory, the verdicts of one purpose worked out beforehand and kept by valid time, each found as an entity and not by
 * a query, from one snapshot that is opened once.
 */
final class XtdbPeer implements Peer {
    private static final int BATCH = 1_000;

    private final IXtdb node = IXtdb.startNode();
    private final int points;

    XtdbPeer(int points) {
        this.points = points;
        TransactionInstant last = null;
        for (int from = 0; from < points; from += BATCH) {
            last = node.submitTx(batch(from, Math.min(points, from + BATCH)));
        }
        if (last != null) {
            node.awaitTx(last, Duration.ofMinutes(20));
        }
    }

    private static Transaction batch(int from, int to) {
        return Transaction.buildTx(batch -> {
            for (int number = from; number < to; number++) {
                UUID id = SignUps.point(number).value();
                batch.put(XtdbDocument.create(id, Map.of("permitted", false)), Date.from(SignUps.signedUp(number)));
                batch.put(
                        XtdbDocument.create(id, Map.of("permitted", SignUps.permits(number))),
                        Date.from(SignUps.answered(number)));
            }
        });
    }

    @Override
    public String name() {
        return "XTDB 1.24 in memory";
    }

    @Override
    public int points() {
        return points;
    }

    @Override
    public Asker asker(Instant at) {
        IXtdbDatasource snapshot = node.openDB(Date.from(at));
        return new Asker() {
            @Override
            public boolean permitted(int number) {
                XtdbDocument found = snapshot.entity(SignUps.point(number).value());
                return found != null && Boolean.TRUE.equals(found.get("permitted"));
            }

            @Override
            public void close() throws IOException {
                snapshot.close();
            }
        };
    }

    @Override
    public void close() throws IOException {
        node.close();
    }
}
