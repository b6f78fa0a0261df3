package org.consentledger.peers;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.consentledger.check.SignUps;
import org.jspecify.annotations.Nullable;
import xtdb.api.IXtdb;
import xtdb.api.IXtdbDatasource;
import xtdb.api.TransactionInstant;
import xtdb.api.XtdbDocument;
import xtdb.api.tx.Transaction;

/**
 * XTDB in memory, by valid time, from one snapshot that is opened once: everything is an entity and found by its id, which is the quickest
 * it has.
 */
final class XtdbPeer implements Peer {
    private static final int BATCH = 1_000;
    private final IXtdb node = IXtdb.startNode();
    private final Kept kept;
    private final int points;

    XtdbPeer(Kept kept, int points) {
        this.kept = kept;
        this.points = points;
        TransactionInstant last = null;
        for (int from = 0; from < points; from += BATCH) {
            last = node.submitTx(batch(from, Math.min(points, from + BATCH)));
        }
        if (last != null) {
            node.awaitTx(last, Duration.ofMinutes(20));
        }
    }

    private Transaction batch(int from, int to) {
        return Transaction.buildTx(batch -> {
            for (int number = from; number < to; number++) {
                switch (kept) {
                    case VERDICTS -> addVerdicts(batch, number);
                    case FACTS -> addFacts(batch, number);
                }
            }
        });
    }

    private static void addVerdicts(Transaction.Builder batch, int number) {
        UUID id = SignUps.point(number).value();
        Date answered = Date.from(SignUps.answered(number));
        batch.put(XtdbDocument.create(id, Map.of("permitted", false)), Date.from(SignUps.signedUp(number)));
        batch.put(XtdbDocument.create(id, Map.of("permitted", SignUps.permits(number))), answered);
    }

    private static void addFacts(Transaction.Builder batch, int number) {
        UUID collection = SignUps.collection(number).value();
        UUID person = SignUps.person(number).value();
        Date signedUp = Date.from(SignUps.signedUp(number));
        batch.put(
                XtdbDocument.create(
                        SignUps.point(number).value(),
                        Map.of("surface", SignUps.surface(number), "person", person, "collection", collection)),
                signedUp);
        for (String purpose : List.of("service", "advertising")) {
            batch.put(
                    XtdbDocument.create(
                            assignment(collection, purpose),
                            Map.of("of", collection, "purpose", purpose, "by-consent", purpose.equals("advertising"))),
                    signedUp);
        }
        batch.put(
                XtdbDocument.create(
                        word(person), Map.of("by", person, "about", "advertising", "given", SignUps.consents(number))),
                Date.from(SignUps.answered(number)));
    }

    @Override
    public String name() {
        return "XTDB 1.24 in memory, " + kept.text();
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
                UUID id = SignUps.point(number).value();
                return switch (kept) {
                    case VERDICTS -> {
                        XtdbDocument found = snapshot.entity(id);
                        yield found != null && Boolean.TRUE.equals(found.get("permitted"));
                    }
                    case FACTS -> permittedByFacts(snapshot.entity(id), snapshot);
                };
            }

            @Override
            public void close() throws IOException {
                snapshot.close();
            }
        };
    }

    private static boolean permittedByFacts(@Nullable XtdbDocument point, IXtdbDatasource snapshot) {
        if (point == null || "two-factor-enrolment".equals(point.get("surface"))) {
            return false;
        }
        XtdbDocument assignment = snapshot.entity(assignment((UUID) point.get("collection"), "advertising"));
        XtdbDocument word = snapshot.entity(word((UUID) point.get("person")));
        return assignment != null
                && Boolean.TRUE.equals(assignment.get("by-consent"))
                && word != null
                && Boolean.TRUE.equals(word.get("given"));
    }

    private static UUID assignment(UUID collection, String purpose) {
        return new UUID(collection.getMostSignificantBits(), purpose.length());
    }

    private static UUID word(UUID person) {
        return new UUID(person.getMostSignificantBits(), 1);
    }

    @Override
    public void close() throws IOException {
        node.close();
    }
}
