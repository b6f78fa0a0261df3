package org.consentledger.law;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one collection says to a question.
 *
 * @param collected the place of the collection's fact
 * @param rule the id of the rule that decided; null where none did
 * @param basis the legal basis that was looked at; null where the outcome was settled before one was
 * @param restsOn places of the facts that this outcome rests on, ascending, the collection's own among them
 */
public record Outcome(
        CollectionId collection,
        long collected,
        Reason reason,
        @Nullable String rule,
        @Nullable Basis basis,
        List<Long> restsOn) {
    public Outcome {
        restsOn = restsOn.stream().sorted().distinct().toList();
    }

    /** The same outcome, which rests on the facts at these places as well. */
    Outcome restingAlsoOn(List<Long> places) {
        return new Outcome(
                collection,
                collected,
                reason,
                rule,
                basis,
                Stream.concat(restsOn.stream(), places.stream()).toList());
    }

    /** Whether the collection permits the use. */
    public boolean permitted() {
        return reason.permitted();
    }
}
