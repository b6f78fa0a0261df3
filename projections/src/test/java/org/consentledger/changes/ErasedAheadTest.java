package org.consentledger.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.consentledger.check.HistoryKeys;
import org.consentledger.check.HistoryLedger;
import org.consentledger.check.StandingIndex;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Header;
import org.consentledger.law.PersonId;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Recorded;
import org.consentledger.law.Sealed;
import org.consentledger.law.Supplier;
import org.consentledger.law.SuppressionKey;
import org.consentledger.law.ValueTag;
import org.junit.jupiter.api.Test;

/** Two persons have a value; one has it suppressed, and both are erased before this node has read so far. */
class ErasedAheadTest {
    private static final Purpose ADS = new Purpose("ads");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final SuppressionKey KEY = new SuppressionKey("7".repeat(64));

    private static PersonId person(int number) {
        return new PersonId(new UUID(1, number), false);
    }

    private static ValueTag tag(int number) {
        return new ValueTag(new UUID(4, number));
    }

    private static Fact collected(int number) {
        return new Fact.ContactPointCollected(
                new ContactPointId(new UUID(2, number)),
                person(number),
                Channel.EMAIL,
                new CollectedValue("plain-1", Set.of(tag(number)), new Sealed("c2VhbGVk"), Set.of(KEY)),
                new CollectionId(new UUID(3, number)),
                "sign-up",
                Supplier.PERSON,
                null,
                "US");
    }

    private static List<Recorded> facts(Fact... facts) {
        var recorded = new ArrayList<Recorded>();
        for (Fact fact : facts) {
            int place = recorded.size() + 1;
            var id = new FactId("test", new UUID(9, place));
            recorded.add(new Header(id, AT, null, "0".repeat(64)).recorded(place, AT.plusSeconds(place), fact));
        }
        return recorded;
    }

    @Test
    void whose_keys_are_destroyed_already_is_told_of_when_the_suppression_is_read() throws IOException {
        List<Recorded> facts = facts(
                collected(1),
                collected(2),
                new Fact.PurposeAssigned(new CollectionId(new UUID(3, 2)), ADS, Basis.CONTRACT),
                new Fact.PersonErased(person(1), true, Set.of(KEY), Map.of()),
                new Fact.PersonErased(person(2), false, Set.of(), Map.of(tag(2), KEY)));
        var ledger = new HistoryLedger();
        var keys = new HistoryKeys(facts, false);
        ledger.append(facts);
        keys.appended(facts);
        var changes = new Changes(ledger, 0, Duration.ZERO);
        var copy = new NaiveCopy();
        var second = new ContactPointId(new UUID(2, 2));
        Instant now = AT.plus(Duration.ofHours(1));
        try (var index = new StandingIndex(keys, ledger)) {
            index.follow(facts.subList(0, 3));
            changes.tell(index.inquiries(ADS, PolicyChoice.IN_FORCE), now, copy);
            assertThat(copy.permits(second, now)).isTrue();
            index.follow(facts.subList(3, 4));
            changes.tell(index.inquiries(ADS, PolicyChoice.IN_FORCE), now, copy);
            assertThat(copy.permits(second, now)).isFalse();
        }
    }
}
