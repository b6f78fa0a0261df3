package org.consentledger.gate;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.consentledger.law.Channel;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.Purpose;
import org.consentledger.write.LedgerCommand;
import org.jspecify.annotations.Nullable;

/**
 * What a run matches, for whom.
 *
 * @param profile the normal form behind the list's hashes
 * @param list the sender's own name of the list
 */
public record RunTerms(
        Purpose purpose,
        Channel channel,
        String profile,
        String programme,
        @Nullable String advertiser,
        @Nullable String audience,
        @Nullable String list) {
    private static final ContactPointId ANY = new ContactPointId(new UUID(0, 0));

    /** What could not stand in a use is refused before there is one. */
    public RunTerms {
        var _ = new Fact.ContactPointUsed(
                ANY,
                null,
                Set.of(),
                null,
                purpose,
                programme,
                advertiser,
                audience,
                list,
                null,
                List.of(),
                Fact.UseReport.GATED);
    }

    /** The use of a contact point by the run of these terms. */
    LedgerCommand.RecordUse use(ContactPointId contactPoint, UUID run) {
        return new LedgerCommand.RecordUse(
                new LedgerCommand.Target.OfContactPoint(contactPoint),
                purpose,
                programme,
                advertiser,
                audience,
                list,
                run.toString(),
                List.of(),
                Fact.UseReport.GATED);
    }
}
