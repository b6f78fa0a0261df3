package org.consentledger.api;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.consentledger.feed.Feed;
import org.consentledger.law.Admission;
import org.consentledger.law.Fact;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.standing.Purposes;
import org.springframework.stereotype.Component;

/** Which purposes can be asked about, for those who answer from memory: the view that knows may be a little behind it. */
@Component
public final class DefinedPurposes {
    private final Feed feed;
    private final Purposes purposes;
    private final Duration patience;

    /** A ledger size at which a purpose was defined: it is at every larger one. */
    private final Map<Purpose, Long> defined = new ConcurrentHashMap<>();

    DefinedPurposes(Feed feed, Purposes purposes, AnsweringProperties answering) {
        this.feed = feed;
        this.purposes = purposes;
        this.patience = answering.patience();
    }

    /**
     * That the rules of a draft name defined purposes alone: it is held to what its adoption is held to.
     *
     * @throws ProblemFound where one of them is not defined when the ledger holds {@code ledgerSize} facts, nor one below it
     */
    public void requireOf(PolicyChoice policy, long ledgerSize) {
        if (policy instanceof PolicyChoice.Draft draft
                && !Admission.purposesToKnow(new Fact.PolicyAdopted(draft.policy())).stream()
                        .allMatch(purpose -> contain(purpose, ledgerSize))) {
            throw ProblemFound.purposeUnknown("policy.rules");
        }
    }

    /** Whether the purpose, or one below it, was defined when the ledger held {@code ledgerSize} facts. */
    public boolean contain(Purpose purpose, long ledgerSize) {
        if (ledgerSize >= defined.getOrDefault(purpose, Long.MAX_VALUE)) {
            return true;
        }
        if (!purposes.defined(purpose, ledgerSize)) {
            // Only a view that has come so far can say no.
            feed.awaitSize(ledgerSize, patience);
            if (!purposes.defined(purpose, ledgerSize)) {
                return false;
            }
        }
        defined.merge(purpose, ledgerSize, Math::min);
        return true;
    }
}
