package org.consentledger.check;

import java.util.List;
import org.consentledger.identity.KnownValue;
import org.consentledger.identity.Values;
import org.consentledger.law.SuppressionKey;

/**
 * One key that a value is sought by.
 *
 * @param plain whether the value was given in plain text
 * @param profiles those that make this key of the value
 */
public record Sought(SuppressionKey key, boolean plain, long profiles) {
    /** All that a value is sought by; one for each match key. */
    public static List<Sought> of(KnownValue value, Values values) {
        boolean plain = value.given().plain() != null;
        return value.keys().stream()
                .map(one -> new Sought(values.suppressionKey(one.key()), plain, one.profiles()))
                .toList();
    }
}
