package org.consentledger.api;

import java.time.Instant;
import java.util.UUID;
import org.consentledger.api.Answered.FactNamed;
import org.consentledger.law.Fact;
import org.consentledger.law.Recorded;
import org.consentledger.store.EventNames;
import org.consentledger.store.FactCodec;
import org.consentledger.store.FactJson;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Facts as they are shown: their stored JSON without what only a person's key, or a secret of the ledger, makes sense of. */
public final class RecordedFacts {
    private static final FactCodec CODEC = new FactCodec();
    private static final JsonMapper JSON = FactJson.mapper();

    private RecordedFacts() {}

    /**
     * A fact as it is shown.
     *
     * @param asserted whether the reporter asserted {@code knownAt}
     */
    public record Shown(
            long place,
            Instant recordedAt,
            UUID id,
            String source,
            String type,
            Instant occurredAt,
            Instant knownAt,
            boolean asserted,
            ObjectNode data) {}

    static FactNamed named(Recorded recorded) {
        return new FactNamed(
                recorded.place(),
                recorded.id().id(),
                recorded.id().source(),
                type(recorded.fact()),
                recorded.occurredAt(),
                recorded.knownAt());
    }

    /** A fact with its content, but for what is sealed. */
    public static Shown shown(Recorded recorded) {
        return new Shown(
                recorded.place(),
                recorded.recordedAt(),
                recorded.id().id(),
                recorded.id().source(),
                type(recorded.fact()),
                recorded.occurredAt(),
                recorded.knownAt(),
                recorded.knownAtAsserted(),
                data(recorded.fact()));
    }

    static String type(Fact fact) {
        return FactReader.TYPE_PREFIX + EventNames.of(fact.getClass()).name();
    }

    static ObjectNode data(Fact fact) {
        if (!(JSON.readTree(CODEC.write(fact)) instanceof ObjectNode data)) {
            throw new IllegalStateException("a fact is stored as something else than an object");
        }
        switch (fact) {
            case Fact.ContactPointCollected _ -> {
                if (data.get("value") instanceof ObjectNode value) {
                    value.remove("sealed");
                    value.remove("tags");
                }
            }
            case Fact.ContactPointUsed _ -> {
                data.remove("value");
                data.remove("tags");
            }
            case Fact.ConsentChanged _ -> data.remove("tags");
            case Fact.PersonErased _ -> {
                data.remove("suppressed");
                data.remove("kept");
            }
            case Fact.SuppressionLifted _ -> data.remove("lifted");
            case Fact.PurposeDefined _,
                    Fact.NoticePublished _,
                    Fact.NoticeServed _,
                    Fact.PurposeAssigned _,
                    Fact.PurposeRevoked _,
                    Fact.ContactPointRemoved _,
                    Fact.PolicyAdopted _,
                    Fact.SentinelPlanted _,
                    Fact.FactRetracted _ -> {
                // Nothing in them is sealed.
            }
        }
        return data;
    }
}
