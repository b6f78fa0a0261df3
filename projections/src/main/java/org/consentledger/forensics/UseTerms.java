package org.consentledger.forensics;

import java.util.List;
import org.consentledger.law.Fact;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;

/** What uses are told apart by beside whom they are of and when; a ledger has few of them. */
public record UseTerms(
        Purpose purpose,
        String programme,
        @Nullable String advertiser,
        @Nullable String audience,
        @Nullable String list,
        List<String> recipients,
        Fact.UseReport report) {
    /** Terms that no longer change with the list they were made of. */
    public UseTerms {
        recipients = List.copyOf(recipients);
    }

    static UseTerms of(Fact.ContactPointUsed use) {
        return new UseTerms(
                use.purpose(),
                use.programme(),
                use.advertiser(),
                use.audience(),
                use.list(),
                use.recipients(),
                use.report());
    }
}
