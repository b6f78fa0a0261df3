package org.consentledger.check;

import org.consentledger.law.Answer;
import org.consentledger.law.Outcome;
import org.consentledger.law.Reason;
import org.jspecify.annotations.Nullable;

/** What both the law and the index say to a question. */
record Said(Reason reason, @Nullable String rule, long collected) {
    static Said of(Answer answer) {
        Outcome headline = answer.headline();
        return new Said(answer.reason(), answer.rule(), headline == null ? 0 : headline.collected());
    }

    static Said of(Finding finding) {
        return new Said(finding.reason(), finding.rule(), finding.collected());
    }
}
