package org.consentledger.law;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a policy. Every condition that stands must hold; an absent one ({@code null}) always holds.
 *
 * @param id unique in its policy
 * @param sentence the rule in a sentence for somebody who is not an engineer
 * @param surfaces the collection's surface is one of these
 * @param suppliers the kind of its supplier is one of these
 * @param channels the contact point's channel is one of these
 * @param jurisdictions the collection's jurisdiction is one of these
 * @param notices the collection was made under one of these notices, in any version and language
 * @param assignedWithin one of the collection's live assignments lies in this purpose
 * @param usedFor the use lies in this purpose
 * @param basis for {@link Effect#ALLOW} the legal basis that justifies the use
 */
public record Rule(
        String id,
        String sentence,
        @Nullable Set<String> surfaces,
        @Nullable Set<SupplierKind> suppliers,
        @Nullable Set<Channel> channels,
        @Nullable Set<String> jurisdictions,
        @Nullable Set<String> notices,
        @Nullable Purpose assignedWithin,
        @Nullable Purpose usedFor,
        Effect effect,
        @Nullable Basis basis) {

    /** What a rule does with the collection that its conditions describe. */
    public enum Effect implements Word {
        /** This collection cannot justify the use. */
        REFUSE,
        /** This collection justifies the use although no assignment covers it ("compatible use", GDPR Art. 6(4)). */
        ALLOW
    }

    public Rule {
        Text.word("rules.id", id);
        Text.sentence("rules.sentence", sentence);
        surfaces = anyOf("rules.surfaces", surfaces, Text::word);
        suppliers = anyOf("rules.suppliers", suppliers, (_, kind) -> kind);
        channels = anyOf("rules.channels", channels, (_, channel) -> channel);
        jurisdictions = anyOf("rules.jurisdictions", jurisdictions, Text::jurisdiction);
        notices = anyOf("rules.notices", notices, Text::word);
        if (effect == Effect.REFUSE && basis != null) {
            throw new Illegal("rules.basis", "may stand only where the effect is 'allow'");
        }
        if (effect == Effect.ALLOW && basis == null) {
            // An objection still ends a use that nobody was asked about.
            basis = Basis.LEGITIMATE_INTERESTS;
        }
    }

    /** What no collection could have would never hold, so that what it should refuse would be allowed: each value has to fit. */
    private static <T> @Nullable Set<T> anyOf(String field, @Nullable Set<T> values, BiFunction<String, T, T> check) {
        if (values == null) {
            return null;
        }
        if (values.isEmpty() || values.size() > 1_000) {
            throw new Illegal(field, "must name 1 to 1,000 values; leave the condition out where anything will do");
        }
        return values.stream().map(value -> check.apply(field, value)).collect(Collectors.toUnmodifiableSet());
    }
}
