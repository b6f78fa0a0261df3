package org.consentledger.api;

import java.util.Locale;
import org.consentledger.checkpoints.Altered;
import org.consentledger.identity.DirectoryFailed;
import org.consentledger.law.Refusal;
import org.consentledger.store.FactRefused;
import org.consentledger.store.LedgerUnavailable;
import org.consentledger.store.UnreadableFact;
import org.jspecify.annotations.Nullable;

/** Every problem that the interface answers with, in order of precedence; its URI never changes. Source: RFC 9457. */
public enum ProblemType {
    BAD_REQUEST(400, "The request is not HTTP as it is spoken here"),
    UNAUTHENTICATED(401, "Who asks is not known"),
    FORBIDDEN(403, "Whoever asks may not do this"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This is not done here with that method"),
    NOT_ACCEPTABLE(406, "No answer has a media type that is accepted"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's media type or encoding is not read here"),
    BODY_TOO_LARGE(413, "The body is too large"),
    LINE_TOO_LONG(413, "The line is too long"),
    REQUEST_TIMEOUT(408, "The body took too long to arrive"),
    MALFORMED_JSON(400, "The body is not one JSON value as it is read here"),
    UNKNOWN_FIELD(422, "A field is not known here"),
    MISSING_FIELD(422, "A field is missing"),
    INVALID_FIELD(422, "A field does not keep its rule"),

    CONTENT_DIFFERS(409, "The id was used before with other content"),
    CONTENT_ERASED(409, "The id was used before and its content was erased"),
    OCCURRED_IN_FUTURE(422, "The fact would occur later than it is recorded"),
    KNOWN_IN_FUTURE(422, "The fact would be known later than it is recorded"),
    POLICY_BACKDATED(422, "A policy is never adopted backwards"),
    PERSON_ERASED(409, "The person is erased"),
    PURPOSE_UNKNOWN(422, "The purpose is not defined"),
    COLLECTION_TAKEN(409, "Another fact already tells of this collection"),
    VERSION_CONTENT_DIFFERS(409, "The version names another content"),
    TARGET_UNKNOWN(422, "The fact to retract is not recorded"),
    TARGET_NOT_RETRACTABLE(422, "Neither a retraction nor an erasure is ever retracted"),
    TOO_LARGE(422, "The fact is too large"),
    STREAM_CONFLICT(409, "Another fact about the same subject came in between"),

    POLICY_UNKNOWN(422, "The ledger holds no policy of that version"),
    PLACE_NOT_REACHED(422, "The ledger has not reached that place"),
    CHECKPOINT_UNKNOWN(404, "No checkpoint of that size was signed, or not by enough witnesses yet"),

    LIST_EMPTY(422, "The list has no row"),
    LIST_CUT(400, "The list is cut off, or damaged on its way"),
    LIST_TOO_LONG(413, "The list has too many rows, or takes too long"),
    RUN_DIFFERS(409, "A run of this id was begun with other parameters"),
    INCIDENT_DIFFERS(409, "An incident of this name was saved with another question"),

    EXPORT_UNUSABLE(409, "The folder of exported facts holds something else, or cannot be read"),
    EXPORT_FAILED(507, "The folder of exported facts cannot be written"),

    BUSY(503, "Too many streams are open"),
    LEDGER_UNAVAILABLE(503, "The ledger is not available at this moment"),
    FACT_UNREADABLE(503, "The ledger holds a fact that this version of the service cannot read"),
    LEDGER_ALTERED(500, "What is stored is not what was signed"),
    INTERNAL(500, "The service failed");

    private static final String PREFIX = "https://consentledger.org/problems/";

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The type of a refusal: every refusal has one of its own name. */
    static ProblemType of(Refusal refusal) {
        return valueOf(refusal.name());
    }

    /** The type of what a request failed for: the ledger is out of reach, holds what cannot be read here, or there is a bug. */
    public static ProblemType of(@Nullable Throwable failure) {
        return switch (failure) {
            case LedgerUnavailable _, DirectoryFailed _ -> LEDGER_UNAVAILABLE;
            case UnreadableFact _ -> FACT_UNREADABLE;
            case Altered _ -> LEDGER_ALTERED;
            case FactRefused e -> of(e.refusal());
            case null, default -> INTERNAL;
        };
    }

    /** The type that stands for a bare HTTP status. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> BODY_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 503 -> LEDGER_UNAVAILABLE;
            // A transfer coding, or a version of HTTP, that is not spoken here.
            case 501, 505 -> BAD_REQUEST;
            default -> status >= 500 ? INTERNAL : BAD_REQUEST;
        };
    }

    /** What the type is known by for ever. */
    public String uri() {
        return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The problem in one sentence. */
    public String title() {
        return title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
