package org.consentledger.check;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Moments;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;
import org.jspecify.annotations.Nullable;

/** Takes one batch of facts into the dossiers of whom they concern. For one thread; the same batch may come again. */
final class Intake {
    private final Image image;
    private final Numbers numbers;
    private final LedgerFacts ledger;
    private final List<Recorded> facts;
    private final OpenDossiers dossiers;
    private final TakenValues values;
    private Adoptions policies;

    /** Of {@code facts}, the values of whose collections are {@code opened} as far as they can be. */
    Intake(
            Image image,
            Numbers numbers,
            LedgerFacts ledger,
            List<Recorded> facts,
            Map<Recorded, ValueKeys.Keys> opened) {
        this.image = image;
        this.numbers = numbers;
        this.ledger = ledger;
        this.facts = facts;
        this.dossiers = new OpenDossiers(image, ledger);
        this.values = new TakenValues(image, numbers, dossiers, opened, TakenValues.erasedAhead(facts, opened, ledger));
        this.policies = image.policies();
    }

    /** Takes the facts in; every policy there is then. */
    Adoptions take() {
        Map<FactId, Recorded> targets = ledger.retracted(facts);
        for (Recorded recorded : facts) {
            take(recorded, targets);
        }
        dossiers.putAway(image.recent());
        values.putAway(image.recent());
        return policies;
    }

    private void take(Recorded recorded, Map<FactId, Recorded> targets) {
        switch (recorded.fact()) {
            case Fact.ContactPointCollected fact -> collected(recorded, fact);
            case Fact.PurposeAssigned fact ->
                ofCollection(recorded, Dossier.ASSIGNED, fact.collection(), (dossier, row) -> {
                    dossier.what[row] = numbers.purposes.number(fact.purpose());
                    dossier.says[row] = Words.number(fact.basis());
                });
            case Fact.PurposeRevoked fact ->
                ofCollection(
                        recorded,
                        Dossier.REVOKED,
                        fact.collection(),
                        (dossier, row) -> dossier.what[row] = numbers.purposes.number(fact.purpose()));
            case Fact.ConsentChanged fact -> said(recorded, fact);
            case Fact.ContactPointRemoved fact -> {
                CollectionId collection = fact.collection();
                if (collection == null) {
                    ofPoint(recorded, Dossier.REMOVED, fact.contactPoint());
                } else {
                    ofCollection(recorded, Dossier.REMOVED, collection, (_, _) -> {});
                }
            }
            case Fact.PersonErased fact -> erased(recorded, fact);
            case Fact.SuppressionLifted fact ->
                numbers.liftings.add(new Liftings.Lifting(
                        fact, new Adoptions.Bound(recorded.place(), known(recorded)), occurred(recorded), List.of()));
            case Fact.PolicyAdopted fact ->
                policies = policies.with(recorded.place(), known(recorded), occurred(recorded), fact.policy());
            case Fact.SentinelPlanted fact -> {
                ofPoint(recorded, Dossier.SENTINEL, fact.contactPoint());
                numbers.sentinels.add(fact.contactPoint().value());
            }
            case Fact.FactRetracted fact -> retracted(recorded, targets.get(fact.fact()));
            case Fact.PurposeDefined _, Fact.NoticePublished _, Fact.NoticeServed _, Fact.ContactPointUsed _ -> {
                // No verdict reads them.
            }
        }
    }

    private static long known(Recorded recorded) {
        return Moments.toMicros(recorded.knownAt());
    }

    private static long occurred(Recorded recorded) {
        return Moments.toMicros(recorded.occurredAt());
    }

    private static int insert(Dossier dossier, byte kind, Recorded recorded) {
        return dossier.insert(kind, recorded.place(), occurred(recorded), known(recorded));
    }

    // ---- a person's own facts

    private void collected(Recorded recorded, Fact.ContactPointCollected fact) {
        Dossier dossier = dossiers.dossier(DossierId.of(fact.person()));
        UUID point = fact.contactPoint().value();
        UUID collection = fact.collection().value();
        dossiers.collected(dossier, point, collection);
        int row = insert(dossier, Dossier.COLLECTED, recorded);
        if (row != Dossier.NONE) {
            dossier.point[row] = dossier.points.number(point);
            dossier.collection[row] = dossier.collections.number(collection);
            dossier.what[row] = numbers.shapes.number(CollectionShape.of(fact));
            dossier.tags[row] = OpenDossiers.numbered(dossier, fact.value().tags());
        }
        values.collected(recorded, fact, dossier, dossier.nth(dossier.find(recorded.place())));
    }

    private void said(Recorded recorded, Fact.ConsentChanged fact) {
        Dossier dossier = dossiers.dossier(DossierId.of(fact.person()));
        int row = insert(dossier, Dossier.WORD, recorded);
        if (row != Dossier.NONE) {
            ContactPointId scope = fact.contactPoint();
            if (scope != null) {
                dossier.point[row] = dossier.points.number(scope.value());
                dossier.tags[row] = OpenDossiers.numbered(dossier, fact.tags());
            }
            dossier.what[row] = numbers.purposes.number(fact.purpose());
            dossier.says[row] = Words.number(fact.status());
            if (fact.expiresAt() != null) {
                dossier.expires[row] = Moments.toMicros(fact.expiresAt());
            }
        }
    }

    private void erased(Recorded recorded, Fact.PersonErased fact) {
        for (SuppressionKey key : fact.suppressed()) {
            values.suppressed(
                    key,
                    new Erasures.Suppression(
                            fact.person(), key, recorded.place(), occurred(recorded), known(recorded)));
        }
        Dossier dossier = dossiers.dossier(DossierId.of(fact.person()));
        insert(dossier, Dossier.ERASED, recorded);
        values.erased(fact, dossier);
    }

    // ---- what is said of a collection or contact point, whoever holds it

    private interface Filling {
        void fill(Dossier dossier, int row);
    }

    private void ofCollection(Recorded recorded, byte kind, CollectionId collection, Filling filling) {
        for (DossierId id : dossiers.homes(collection)) {
            Dossier dossier = dossiers.dossier(id);
            int row = insert(dossier, kind, recorded);
            if (row != Dossier.NONE) {
                dossier.collection[row] = dossier.collections.number(collection.value());
                filling.fill(dossier, row);
            }
        }
    }

    private void ofPoint(Recorded recorded, byte kind, ContactPointId point) {
        Dossier dossier = dossiers.dossier(dossiers.home(point));
        int row = insert(dossier, kind, recorded);
        if (row != Dossier.NONE) {
            dossier.point[row] = dossier.points.number(point.value());
        }
    }

    private void retracted(Recorded recorded, @Nullable Recorded target) {
        if (target == null) {
            throw new IllegalStateException("a retraction names a fact that is not recorded");
        }
        var retraction = new Adoptions.Bound(recorded.place(), known(recorded));
        if (target.fact() instanceof Fact.PolicyAdopted) {
            policies = policies.retracted(target.place(), retraction);
        } else if (target.fact() instanceof Fact.SuppressionLifted lifted) {
            numbers.liftings.retract(lifted.person(), target.place(), retraction);
        }
        for (DossierId home : homes(target.fact())) {
            dossiers.dossier(home).retract(target.place(), recorded.place(), known(recorded));
        }
    }

    private List<DossierId> homes(Fact fact) {
        return switch (fact) {
            case Fact.ContactPointCollected f -> List.of(DossierId.of(f.person()));
            case Fact.ConsentChanged f -> List.of(DossierId.of(f.person()));
            case Fact.PurposeAssigned f -> dossiers.homes(f.collection());
            case Fact.PurposeRevoked f -> dossiers.homes(f.collection());
            case Fact.ContactPointRemoved f -> {
                CollectionId collection = f.collection();
                yield collection == null ? List.of(dossiers.home(f.contactPoint())) : dossiers.homes(collection);
            }
            case Fact.SentinelPlanted f -> List.of(dossiers.home(f.contactPoint()));
            case Fact.PersonErased _,
                    Fact.FactRetracted _,
                    Fact.PolicyAdopted _,
                    Fact.SuppressionLifted _,
                    Fact.PurposeDefined _,
                    Fact.NoticePublished _,
                    Fact.NoticeServed _,
                    Fact.ContactPointUsed _ -> List.of();
        };
    }
}
