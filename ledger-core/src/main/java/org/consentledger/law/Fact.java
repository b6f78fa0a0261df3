package org.consentledger.law;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened, as one immutable statement; {@link Recorded} adds its identity, its times and its place. */
public sealed interface Fact {

    /** Makes a purpose known. {@code terms} maps a vocabulary ({@code dpv}, {@code tcf}, {@code fideslang}) to its term. */
    record PurposeDefined(Purpose purpose, String sentence, Map<String, String> terms) implements Fact {
        public PurposeDefined {
            Text.sentence("sentence", sentence);
            if (terms.size() > 16) {
                throw new Illegal("terms", "must be at most 16 terms");
            }
            terms.forEach((vocabulary, term) -> {
                Text.word("terms", vocabulary);
                Text.name("terms", term);
            });
            terms = Map.copyOf(terms);
        }
    }

    /** One text of a notice appears. {@code textHash} is the SHA-256 of the exact UTF-8 text, 64 lower-case hex digits. */
    record NoticePublished(NoticeRef notice, String textHash, Set<Purpose> discloses) implements Fact {
        public NoticePublished {
            if (!textHash.matches("[0-9a-f]{64}")) {
                throw new Illegal("textHash", "must be 64 lower-case hexadecimal digits");
            }
            discloses = Set.copyOf(discloses);
        }
    }

    /** Somebody was shown a notice, whether or not they answered. */
    record NoticeServed(PersonId person, NoticeRef notice, String surface) implements Fact {
        public NoticeServed {
            Text.word("surface", surface);
        }
    }

    /** One act of obtaining a contact point. */
    record ContactPointCollected(
            ContactPointId contactPoint,
            PersonId person,
            Channel channel,
            CollectedValue value,
            CollectionId collection,
            String surface,
            Supplier suppliedBy,
            @Nullable NoticeRef notice,
            String jurisdiction)
            implements Fact {
        public ContactPointCollected {
            Text.word("surface", surface);
            Text.jurisdiction("jurisdiction", jurisdiction);
        }

        /** The same collection with its value read in another way. */
        public ContactPointCollected with(CollectedValue other) {
            return new ContactPointCollected(
                    contactPoint, person, channel, other, collection, surface, suppliedBy, notice, jurisdiction);
        }
    }

    /** A collection may serve a purpose, on a legal basis. */
    record PurposeAssigned(CollectionId collection, Purpose purpose, Basis basis) implements Fact {}

    /** A collection may no longer serve a purpose, nor anything below it. */
    record PurposeRevoked(CollectionId collection, Purpose purpose) implements Fact {}

    /**
     * A word about a purpose, for one contact point or ({@code contactPoint} null) for all that the person has.
     *
     * @param tags the value's tags where the word named the contact point by its value; empty otherwise
     * @param how how the word was given, such as {@code web-form}
     */
    record ConsentChanged(
            PersonId person,
            @Nullable ContactPointId contactPoint,
            Set<ValueTag> tags,
            Purpose purpose,
            ConsentStatus status,
            @Nullable Instant expiresAt,
            String how,
            @Nullable NoticeRef notice)
            implements Fact {
        public ConsentChanged {
            tags = Set.copyOf(tags);
            Text.word("how", how);
            if (expiresAt != null) {
                Moments.check("expiresAt", expiresAt);
                if (!status.positive()) {
                    throw new Illegal("expiresAt", "may stand only with 'given' or 'renewed'");
                }
            }
        }
    }

    /** One collection, or ({@code collection} null) the contact point with every collection at or before, is gone. */
    record ContactPointRemoved(
            ContactPointId contactPoint, @Nullable CollectionId collection, String reason) implements Fact {
        public ContactPointRemoved {
            Text.word("reason", reason);
        }
    }

    /**
     * Every permission of a person ends, and the person's data key is destroyed.
     *
     * @param suppressed what later collections of the person's values are known and refused by; empty without suppression
     * @param kept by the tag of the match key that each is of, those suppression keys of the person's values that other
     *     persons' erasures had already put on the ledger, so that past answers about the person's contact points stay what
     *     they were
     */
    record PersonErased(
            PersonId person, boolean suppression, Set<SuppressionKey> suppressed, Map<ValueTag, SuppressionKey> kept)
            implements Fact {
        public PersonErased {
            suppressed = Set.copyOf(suppressed);
            kept = Map.copyOf(kept);
            if (!suppression && !suppressed.isEmpty()) {
                throw new Illegal("suppressed", "must be empty where no suppression was asked for");
            }
        }

        /** What is kept of a value of the person's that bears {@code tags}. */
        public Set<SuppressionKey> kept(Set<ValueTag> tags) {
            return tags.stream()
                    .map(kept::get)
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * From {@code occurredAt} on a person no longer wants values refused that their erasure suppressed. It ends nobody
     * else's suppression and brings nothing of the person back.
     *
     * @param everything whether it is about every value that the erasure suppressed
     * @param lifted what suppression knows the values by that it is about; empty where it is about every one
     */
    record SuppressionLifted(PersonId person, boolean everything, Set<SuppressionKey> lifted) implements Fact {
        public SuppressionLifted {
            lifted = Set.copyOf(lifted);
            if (everything != lifted.isEmpty()) {
                throw new Illegal("values", "must name at least one value, or be left out for every value");
            }
        }

        /** Whether it is about the value that suppression knows by {@code key}. */
        public boolean isAbout(SuppressionKey key) {
            return everything || lifted.contains(key);
        }
    }

    /** A policy counts from {@code occurredAt} on. */
    record PolicyAdopted(Policy policy) implements Fact {}

    /** A contact point that nobody may ever use. */
    record SentinelPlanted(ContactPointId contactPoint) implements Fact {}

    /**
     * An act done with a contact point for a purpose; a fact even when it was forbidden.
     *
     * <p>Three shapes: by contact point ({@code person} null), by person and value ({@code contactPoint} is the value's own
     * identity and {@code tags} are its tags), and what is left of the latter for an erased person ({@code person} alone).
     *
     * @param value the value under the person's key; null unless person and value were given
     */
    record ContactPointUsed(
            @Nullable ContactPointId contactPoint,
            @Nullable PersonId person,
            Set<ValueTag> tags,
            @Nullable Sealed value,
            Purpose purpose,
            String programme,
            @Nullable String advertiser,
            @Nullable String audience,
            @Nullable String list,
            @Nullable String run,
            List<String> recipients,
            UseReport report)
            implements Fact {
        public ContactPointUsed {
            if (contactPoint == null && person == null) {
                throw new Illegal("contactPoint", "a use names its contact point, or a person and a value");
            }
            tags = Set.copyOf(tags);
            Text.word("programme", programme);
            optionalName("advertiser", advertiser);
            optionalName("audience", audience);
            optionalName("list", list);
            optionalName("run", run);
            if (recipients.size() > 100) {
                throw new Illegal("recipients", "must be at most 100");
            }
            recipients.forEach(recipient -> Text.name("recipients", recipient));
            recipients = List.copyOf(recipients);
        }

        private static void optionalName(String field, @Nullable String name) {
            if (name != null) {
                Text.name(field, name);
            }
        }
    }

    /** How a use came to the ledger: recorded by the gate before it happened, or reported afterwards. */
    enum UseReport implements Word {
        GATED,
        REPORTED
    }

    /** A fact already recorded was wrong and does not count from this fact's {@code knownAt} on. */
    record FactRetracted(FactId fact, String reason) implements Fact {
        public FactRetracted {
            Text.word("reason", reason);
        }
    }
}
