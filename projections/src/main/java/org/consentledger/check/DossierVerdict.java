package org.consentledger.check;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.consentledger.check.LatestWords.Said;
import org.consentledger.law.Basis;
import org.consentledger.law.Policy;
import org.consentledger.law.Purpose;
import org.consentledger.law.Reason;
import org.consentledger.law.Rule;
import org.jspecify.annotations.Nullable;

/** The verdict about a contact point of the dossier that is being read (the law's section 6). */
final class DossierVerdict {
    private final Image image;
    private final Purpose purpose;
    private final Dossier facts;
    private final CountingRows rows;
    private final LatestWords words;
    private final IdentityHashMap<Policy, CompiledPolicy> compiled = new IdentityHashMap<>();
    private final Map<Purpose, boolean[]> covering = new HashMap<>();

    private int point;
    /** The latest word for the basis consent, and for those that an objection ends; null until it is asked for. */
    private @Nullable Said onConsent;

    private @Nullable Said otherwise;
    private @Nullable String rule;

    DossierVerdict(Image image, Purpose purpose, CountingRows rows) {
        this.image = image;
        this.purpose = purpose;
        this.facts = rows.facts;
        this.rows = rows;
        this.words = new LatestWords(rows, coverersOf(purpose));
    }

    /** By number, whether a purpose covers {@code asked}. */
    private boolean[] coverersOf(Purpose asked) {
        Numbered.Known<Purpose> purposes = image.purposes();
        boolean[] covers = new boolean[purposes.size()];
        for (int i = 0; i < covers.length; i++) {
            covers[i] = purposes.get(i).covers(asked);
        }
        return covers;
    }

    /** @param bound when time may change something beside the dossier */
    Finding judge(int askedPoint, Policy policy, long bound) {
        rows.count(bound);
        return judgeCounted(askedPoint, policy);
    }

    /** As {@link #judge(int, Policy, long)}, where it is known already which rows count. */
    Finding judgeCounted(int askedPoint, Policy policy) {
        point = askedPoint;
        onConsent = null;
        otherwise = null;
        return judge(policy);
    }

    private Finding judge(Policy policy) {
        CompiledPolicy rules = compiled(policy);
        Reason all = ofAllCollections();
        boolean anyPermits = false;
        boolean anyLive = false;
        boolean everyLivePermits = true;
        int permitting = Dossier.NONE;
        int refusing = Dossier.NONE;
        Reason permitted = Reason.NO_RECORD;
        Reason refused = Reason.NO_RECORD;
        String permittingRule = null;
        String refusingRule = null;
        for (int i = 0; i < facts.facts; i++) {
            if (facts.kind[i] != Dossier.COLLECTED || facts.point[i] != point || !rows.counts[i]) {
                continue;
            }
            rule = null;
            Reason reason = all != null ? all : outcome(i, rules);
            boolean live = reason.line() > Reason.REMOVED.line();
            anyLive |= live;
            everyLivePermits &= !live || reason.permitted();
            if (reason.permitted()) {
                anyPermits = true;
                if (permitting == Dossier.NONE || comesBefore(permitting, permitted, i, reason)) {
                    permitting = i;
                    permitted = reason;
                    permittingRule = rule;
                }
            } else if (refusing == Dossier.NONE || comesBefore(refusing, refused, i, reason)) {
                refusing = i;
                refused = reason;
                refusingRule = rule;
            }
        }
        if (permitting == Dossier.NONE && refusing == Dossier.NONE) {
            return new Finding(
                    rows.collectedLater(point) ? Reason.NOT_COLLECTED : Reason.NO_RECORD, null, 0, rows.until);
        }
        boolean permits = switch (policy.combine()) {
            case ANY -> anyPermits;
            case ALL -> anyLive && everyLivePermits;
        };
        return permits
                ? new Finding(permitted, permittingRule, facts.place[permitting], rows.until)
                : new Finding(refused, refusingRule, facts.place[refusing], rows.until);
    }

    CompiledPolicy compiled(Policy policy) {
        CompiledPolicy rules = compiled.get(policy);
        if (rules == null) {
            rules = new CompiledPolicy(policy, purpose, image.shapes());
            compiled.put(policy, rules);
        }
        return rules;
    }

    /** Whether a headline gives way to another collection that agrees with the verdict. */
    private boolean comesBefore(int headline, Reason reason, int other, Reason othersReason) {
        return reason.line() != othersReason.line()
                ? reason.line() < othersReason.line()
                : facts.comesAfter(other, headline);
    }

    /** What line 1 refuses, it refuses for every collection of the contact point; null where it refuses nothing. */
    private @Nullable Reason ofAllCollections() {
        boolean erased = false;
        boolean sentinel = false;
        for (int i = 0; i < facts.facts; i++) {
            erased |= rows.counts[i] && facts.kind[i] == Dossier.ERASED;
            sentinel |= rows.counts[i] && facts.kind[i] == Dossier.SENTINEL && facts.point[i] == point;
        }
        boolean suppressed = suppressed();
        return erased ? Reason.ERASED : sentinel ? Reason.SENTINEL : suppressed ? Reason.SUPPRESSED : null;
    }

    private boolean suppressed() {
        boolean suppressed = false;
        Erasures.Known erasures = image.erasures();
        for (int i = 0; i < facts.suppressions; i++) {
            int number = facts.suppression[i];
            if (erasures.stands(number, rows.known, rows.ledgerSize)) {
                int collected = facts.collected(facts.suppressedCollected[i]);
                if (facts.point[collected] != point) {
                    continue;
                }
                Erasures.Suppression suppression = erasures.get(number);
                if (suppression.occurred() > rows.at) {
                    rows.boundBy(suppression.occurred());
                } else {
                    suppressed |= rows.counts[collected] && !lifted(suppression);
                }
            }
        }
        return suppressed;
    }

    private boolean lifted(Erasures.Suppression suppression) {
        boolean lifted = false;
        for (Liftings.Lifting lifting : image.liftings().of(suppression.person())) {
            if (lifting.fact().isAbout(suppression.key())
                    && lifting.occurred() > suppression.occurred()
                    && lifting.stands(rows.known, rows.ledgerSize)) {
                if (lifting.occurred() <= rows.at) {
                    lifted = true;
                } else {
                    rows.boundBy(lifting.occurred());
                }
            }
        }
        return lifted;
    }

    /** What a collection of the contact point asked about last says, where line 1 refuses nothing. */
    Reason outcome(int collected, CompiledPolicy rules) {
        if (removed(collected)) {
            return Reason.REMOVED;
        }
        Rule decides = deciding(collected, rules);
        if (decides != null) {
            rule = decides.id();
            Basis basis = decides.basis();
            return basis == null ? Reason.RULE : onBasis(basis);
        }
        int word = words.assignment(facts.collection[collected]);
        return switch (word) {
            case LatestWords.UNASSIGNED -> Reason.PURPOSE_NOT_ASSIGNED;
            case LatestWords.REVOKED -> Reason.PURPOSE_REVOKED;
            default -> onBasis(Words.BASES.get(word));
        };
    }

    /** The first rule whose conditions hold; null where none does. */
    @Nullable
    Rule deciding(int collected, CompiledPolicy rules) {
        for (Rule one : rules.rules(facts.what[collected])) {
            Purpose within = one.assignedWithin();
            if (within == null || anyLiveWithin(within, facts.collection[collected])) {
                return one;
            }
        }
        return null;
    }

    private boolean removed(int collected) {
        for (int i = 0; i < facts.facts; i++) {
            if (facts.kind[i] == Dossier.REMOVED
                    && rows.counts[i]
                    && (facts.collection[i] != Dossier.NONE
                            ? facts.collection[i] == facts.collection[collected]
                            : facts.point[i] == point && facts.occurred[collected] <= facts.occurred[i])) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the collection's assignments lies in the purpose, and the latest word on it is an assignment. */
    private boolean anyLiveWithin(Purpose within, int collection) {
        for (int i = 0; i < facts.facts; i++) {
            if (facts.kind[i] == Dossier.ASSIGNED && rows.counts[i] && facts.collection[i] == collection) {
                Purpose assigned = image.purposes().get(facts.what[i]);
                if (within.covers(assigned) && words.assignment(collection, covering(assigned)) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** By number, whether a purpose covers {@code assigned}. */
    boolean[] covering(Purpose assigned) {
        return covering.computeIfAbsent(assigned, this::coverersOf);
    }

    LatestWords words() {
        return words;
    }

    private Reason onBasis(Basis basis) {
        if (basis == Basis.CONSENT) {
            Said said = onConsent;
            if (said == null) {
                said = words.consent(point, true);
                onConsent = said;
            }
            return switch (said) {
                case YES -> Reason.CONSENT;
                case NOTHING -> Reason.CONSENT_MISSING;
                case NO -> Reason.CONSENT_NEGATIVE;
                case EXPIRED -> Reason.CONSENT_EXPIRED;
            };
        }
        if (!basis.endsByObjection()) {
            return Reason.BASIS;
        }
        Said said = otherwise;
        if (said == null) {
            said = words.consent(point, false);
            otherwise = said;
        }
        return said == Said.NO ? Reason.OBJECTED : Reason.BASIS;
    }
}
