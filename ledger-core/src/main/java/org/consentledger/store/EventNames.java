package org.consentledger.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.consentledger.law.Fact;

/**
 * The stable names under which facts are stored. Class and package names never reach the database, so renaming a class
 * stays free; a name, once released, is never given to another type.
 */
public final class EventNames {
    /** A stored type: its name, the revision that is written today, and the class it is read into. */
    public record Name(String name, int revision, Class<? extends Fact> type) {}

    /** Every stored type, in the order of the law's section 2. */
    public static final List<Name> ALL = List.of(
            new Name("purpose.defined", 1, Fact.PurposeDefined.class),
            new Name("notice.published", 1, Fact.NoticePublished.class),
            new Name("notice.served", 1, Fact.NoticeServed.class),
            new Name("contact-point.collected", 1, Fact.ContactPointCollected.class),
            new Name("purpose.assigned", 1, Fact.PurposeAssigned.class),
            new Name("purpose.revoked", 1, Fact.PurposeRevoked.class),
            new Name("consent.changed", 1, Fact.ConsentChanged.class),
            new Name("contact-point.removed", 1, Fact.ContactPointRemoved.class),
            new Name("person.erased", 1, Fact.PersonErased.class),
            new Name("suppression.lifted", 1, Fact.SuppressionLifted.class),
            new Name("policy.adopted", 1, Fact.PolicyAdopted.class),
            new Name("sentinel.planted", 1, Fact.SentinelPlanted.class),
            new Name("contact-point.used", 1, Fact.ContactPointUsed.class),
            new Name("fact.retracted", 1, Fact.FactRetracted.class));

    private static final Map<String, Name> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Name::name, Function.identity()));
    private static final ClassValue<Name> BY_TYPE = new ClassValue<>() {
        @Override
        protected Name computeValue(Class<?> type) {
            return ALL.stream()
                    .filter(name -> name.type() == type)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("a fact type has no stored name"));
        }
    };

    private EventNames() {}

    /** The name that facts of {@code type} are stored under. */
    public static Name of(Class<? extends Fact> type) {
        return BY_TYPE.get(type);
    }

    /**
     * What is stored under {@code name}.
     *
     * @throws UnreadableFact for a name that this version does not know: reading stops, because a withdrawal that is skipped
     *     would turn into a permission
     */
    public static Name of(String name) {
        return find(name)
                .orElseThrow(() ->
                        new UnreadableFact("the ledger holds a fact of a type that this version does not know", name));
    }

    /** What is stored under {@code name}; empty for a name that this version does not know. */
    static Optional<Name> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
