package org.consentledger.check;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.consentledger.law.Basis;
import org.consentledger.law.FactId;
import org.consentledger.law.Policy;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Rule;
import org.consentledger.law.Text;
import org.jspecify.annotations.Nullable;

/** Whether a permission rests on a fact that was recorded after an instant. For one thread. */
final class Resting {
    private static final Comparator<FactId> BY_ID = Comparator.comparing(FactId::source, Text.BY_CODE_POINT)
            .thenComparing(id -> id.id().toString());

    private final Lens lens;
    private final Dossier facts;
    private final CountingRows rows;
    private final PolicyChoice choice;
    private final Recordings recordings;
    private long instant;
    private int point;

    Resting(Lens lens, PolicyChoice choice, Recordings recordings) {
        this.lens = lens;
        this.facts = lens.facts;
        this.rows = lens.rows;
        this.choice = choice;
        this.recordings = recordings;
    }

    /** Whether the permission that the lens has just found rests on something later. */
    boolean onLater(long thanInstant, int askedPoint, Finding permission) {
        instant = thanInstant;
        point = askedPoint;
        if (!anythingLater()) {
            return false;
        }
        CompiledPolicy rules = lens.verdict.compiled(lens.policy);
        return switch (lens.policy.combine()) {
            case ANY -> restsOnLater(facts.find(permission.collected()), rules);
            case ALL -> anyPermittingRestsOnLater(rules);
        };
    }

    private boolean anyPermittingRestsOnLater(CompiledPolicy rules) {
        for (int row = 0; row < facts.facts; row++) {
            if (facts.kind[row] == Dossier.COLLECTED
                    && facts.point[row] == point
                    && rows.counts[row]
                    && lens.verdict.outcome(row, rules).permitted()
                    && restsOnLater(row, rules)) {
                return true;
            }
        }
        return false;
    }

    /** A quick look: mostly nothing that counts is later, and then nobody needs to know what a permission rests on. */
    private boolean anythingLater() {
        for (int row = 0; row < facts.facts; row++) {
            if (rows.counts[row] && later(row)) {
                return true;
            }
        }
        return facts.suppressions > 0 || policyLater();
    }

    private boolean later(int row) {
        return later(facts.place[row], facts.known[row]);
    }

    private boolean later(long place, long known) {
        return recordings.recordedAt(place, known) > instant;
    }

    private boolean restsOnLater(int collected, CompiledPolicy rules) {
        if (later(collected) || liftingLater()) {
            return true;
        }
        int collection = facts.collection[collected];
        Rule rule = lens.verdict.deciding(collected, rules);
        if (rule == null) {
            boolean[] covers = lens.verdict.words().coversAsked();
            int basis = lens.verdict.words().assignment(collection);
            return assignmentLater(collection, covers) || wordLater(Words.BASES.get(basis));
        }
        Basis basis = rule.basis();
        return policyLater() || liveLater(rule.assignedWithin(), collection) || (basis != null && wordLater(basis));
    }

    // ---- assignments

    private boolean assignmentLater(int collection, boolean[] covers) {
        long latest = Long.MIN_VALUE;
        boolean later = false;
        for (int row = 0; row < facts.facts; row++) {
            if ((facts.kind[row] == Dossier.ASSIGNED || facts.kind[row] == Dossier.REVOKED)
                    && rows.counts[row]
                    && facts.collection[row] == collection
                    && covers[facts.what[row]]
                    && facts.occurred[row] >= latest) {
                later = (later && facts.occurred[row] == latest) || later(row);
                latest = facts.occurred[row];
            }
        }
        return later;
    }

    private boolean liveLater(@Nullable Purpose within, int collection) {
        if (within == null) {
            return false;
        }
        for (int row = 0; row < facts.facts; row++) {
            if (facts.kind[row] == Dossier.ASSIGNED && rows.counts[row] && facts.collection[row] == collection) {
                Purpose assigned = lens.image().purposes().get(facts.what[row]);
                boolean[] covers = lens.verdict.covering(assigned);
                if (within.covers(assigned)
                        && lens.verdict.words().assignment(collection, covers) >= 0
                        && (later(row) || assignmentLater(collection, covers))) {
                    return true;
                }
            }
        }
        return false;
    }

    // ---- words

    private boolean wordLater(Basis basis) {
        if (basis != Basis.CONSENT && !basis.endsByObjection()) {
            return false;
        }
        if (lens.verdict.words().consent(point, basis == Basis.CONSENT) == LatestWords.Said.NOTHING) {
            return false;
        }
        for (int row = 0; row < facts.facts; row++) {
            if (lens.verdict.words().spoke(row) && (later(row) || throughLater(row))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a collection whose tags take the word to the contact point is later. */
    private boolean throughLater(int word) {
        int scope = facts.point[word];
        if (scope == Dossier.NONE || scope == point) {
            return false;
        }
        for (int row = 0; row < facts.facts; row++) {
            int[] tags = facts.tags[row];
            if (facts.kind[row] == Dossier.COLLECTED
                    && rows.counts[row]
                    && (facts.point[row] == point || facts.point[row] == scope)
                    && tags != null
                    && later(row)) {
                for (int tag : tags) {
                    if (has(point, tag) && (says(word, tag) || has(scope, tag))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean has(int ofPoint, int tag) {
        return facts.hasOneOf(ofPoint, new int[] {tag}, rows.counts);
    }

    private boolean says(int word, int tag) {
        int[] tags = facts.tags[word];
        return tags != null && Arrays.stream(tags).anyMatch(one -> one == tag);
    }

    // ---- suppressions that were lifted

    private boolean liftingLater() {
        Erasures.Known erasures = lens.image().erasures();
        for (int i = 0; i < facts.suppressions; i++) {
            int number = facts.suppression[i];
            int collected = facts.collected(facts.suppressedCollected[i]);
            if (facts.point[collected] == point
                    && rows.counts[collected]
                    && erasures.stands(number, rows.known, rows.ledgerSize)) {
                Erasures.Suppression suppression = erasures.get(number);
                if (suppression.occurred() <= rows.at
                        && (later(collected)
                                || later(suppression.place(), suppression.known())
                                || latestLiftingLater(suppression))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean latestLiftingLater(Erasures.Suppression suppression) {
        long latest = Long.MIN_VALUE;
        boolean later = false;
        for (Liftings.Lifting lifting : lens.image().liftings().of(suppression.person())) {
            if (lifting.fact().isAbout(suppression.key())
                    && lifting.occurred() > suppression.occurred()
                    && lifting.occurred() <= rows.at
                    && lifting.stands(rows.known, rows.ledgerSize)
                    && lifting.occurred() >= latest) {
                boolean own = later(lifting.bound().place(), lifting.bound().known());
                later = (later && lifting.occurred() == latest) || own;
                latest = lifting.occurred();
            }
        }
        return later;
    }

    // ---- the policy

    private boolean policyLater() {
        return switch (choice) {
            case PolicyChoice.Draft _ -> false;
            case PolicyChoice.InForce _ -> firstKnownLater(inForce());
            case PolicyChoice.Version _ ->
                firstKnownLater(lens.image().policies().all().stream()
                        .filter(one -> one.bound().place() <= rows.ledgerSize
                                && one.policy().version().equals(lens.policy.version()))
                        .toList());
        };
    }

    /** The adoptions that brought the policy into force: one, or several of one instant that say the same. */
    private List<Adoptions.Adoption> inForce() {
        Policy policy = lens.policy;
        List<Adoptions.Adoption> all = lens.image().policies().all().stream()
                .filter(one -> one.occurred() <= rows.at
                        && one.policy().version().equals(policy.version())
                        && one.stands(rows.known, rows.ledgerSize))
                .toList();
        long latest = all.stream().mapToLong(Adoptions.Adoption::occurred).max().orElse(0);
        return all.stream().filter(one -> one.occurred() == latest).toList();
    }

    private boolean firstKnownLater(List<Adoptions.Adoption> adoptions) {
        return adoptions.stream()
                .min(Comparator.<Adoptions.Adoption>comparingLong(
                                one -> one.bound().known())
                        .thenComparing(one -> recordings.adoption(one.bound().place()), BY_ID))
                .map(one -> later(one.bound().place(), one.bound().known()))
                .orElse(false);
    }
}
