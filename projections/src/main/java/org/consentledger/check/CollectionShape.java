package org.consentledger.check;

import java.util.Set;
import org.consentledger.law.Channel;
import org.consentledger.law.Fact;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.Rule;
import org.consentledger.law.SupplierKind;
import org.jspecify.annotations.Nullable;

/** What a policy's rules can tell collections apart by; a ledger has few of them. */
public record CollectionShape(
        Channel channel,
        String surface,
        SupplierKind supplier,
        @Nullable String notice,
        String jurisdiction) {
    static CollectionShape of(Fact.ContactPointCollected collected) {
        NoticeRef notice = collected.notice();
        return new CollectionShape(
                collected.channel(),
                collected.surface(),
                collected.suppliedBy().kind(),
                notice == null ? null : notice.notice(),
                collected.jurisdiction());
    }

    /** Whether the rule's conditions on the collection's own attributes hold. */
    boolean meets(Rule rule) {
        return isOneOf(rule.surfaces(), surface)
                && isOneOf(rule.suppliers(), supplier)
                && isOneOf(rule.channels(), channel)
                && isOneOf(rule.jurisdictions(), jurisdiction)
                && isOneOf(rule.notices(), notice);
    }

    private static <T> boolean isOneOf(@Nullable Set<T> condition, @Nullable T value) {
        return condition == null || (value != null && condition.contains(value));
    }
}
