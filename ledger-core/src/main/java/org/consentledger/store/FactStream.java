package org.consentledger.store;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.consentledger.law.Fact;
import org.jspecify.annotations.Nullable;

/** The stream that a fact belongs to: that of its subject. Uses and retractions have none and are recorded without loading. */
public record FactStream(UUID id, String type) {
    /** The stream of {@code fact}; null where it has none. */
    public static @Nullable FactStream of(Fact fact) {
        return switch (fact) {
            case Fact.NoticeServed f -> new FactStream(f.person().value(), "Person");
            case Fact.ConsentChanged f -> new FactStream(f.person().value(), "Person");
            case Fact.PersonErased f -> new FactStream(f.person().value(), "Person");
            case Fact.SuppressionLifted f -> new FactStream(f.person().value(), "Person");
            case Fact.ContactPointCollected f -> new FactStream(f.contactPoint().value(), "ContactPoint");
            case Fact.ContactPointRemoved f -> new FactStream(f.contactPoint().value(), "ContactPoint");
            case Fact.SentinelPlanted f -> new FactStream(f.contactPoint().value(), "ContactPoint");
            case Fact.PurposeAssigned f -> named("Collection", f.collection().toString());
            case Fact.PurposeRevoked f -> named("Collection", f.collection().toString());
            case Fact.PurposeDefined f -> named("Purpose", f.purpose().path());
            case Fact.NoticePublished f -> ofNotice(f.notice().notice());
            case Fact.PolicyAdopted _ -> named("Policy", "");
            case Fact.ContactPointUsed _, Fact.FactRetracted _ -> null;
        };
    }

    /** The stream of everything published under a notice's word. */
    static FactStream ofNotice(String notice) {
        return named("Notice", notice);
    }

    private static FactStream named(String type, String name) {
        return new FactStream(UUID.nameUUIDFromBytes((type + "/" + name).getBytes(StandardCharsets.UTF_8)), type);
    }
}
