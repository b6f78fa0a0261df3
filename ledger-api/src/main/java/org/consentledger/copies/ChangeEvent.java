package org.consentledger.copies;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change as it is told: a CloudEvent, in the data of a server-sent event. What it says stands in {@code data}, by its type:
 * {@code permitted} has a contact point, its person and perhaps until when, {@code refused} a contact point, {@code up-to} a place
 * and the instant at which that was true, {@code voided} nothing.
 *
 * @param id of no other event of this source
 */
public record ChangeEvent(String specversion, String type, String source, String id, Told data) {
    static final String PERMITTED = "org.consentledger.changes.permitted";
    static final String REFUSED = "org.consentledger.changes.refused";
    static final String VOIDED = "org.consentledger.changes.voided";
    static final String UP_TO = "org.consentledger.changes.up-to";

    /** What a change says. */
    public record Told(
            @Nullable UUID contactPoint,
            @Nullable String person,
            @Nullable Instant validUntil,
            @Nullable Long place,
            @Nullable Instant at) {}

    /** Where all changes about a purpose come from. */
    static String source(String purpose) {
        return "/v1/changes?purpose=" + purpose;
    }
}
