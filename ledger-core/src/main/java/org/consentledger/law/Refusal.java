package org.consentledger.law;

/** Why the ledger does not record a fact, in order of precedence. */
public enum Refusal implements Word {
    /** The id was used before with other content. Report another fact under a new id. */
    CONTENT_DIFFERS("id", "this id was used before with other content; report another fact under a new id"),
    /** The id was used before, and what is sent is about a person erased since: nobody can tell whether it says the same. */
    CONTENT_ERASED("id", "this id was used before and its content was erased; report another fact under a new id"),
    OCCURRED_IN_FUTURE("occurredAt", "must not be later than the moment of recording"),
    KNOWN_IN_FUTURE("knownAt", "must not be later than the moment of recording"),
    POLICY_BACKDATED("occurredAt", "must not be earlier than knownAt: a policy is never adopted backwards"),
    PERSON_ERASED("person", "is erased; only uses, retractions and liftings of suppression are still recorded"),
    PURPOSE_UNKNOWN("purpose", "must be defined first, itself or something below it"),
    COLLECTION_TAKEN("collection", "names a collection that another fact already tells of; retract that one first"),
    VERSION_CONTENT_DIFFERS("version", "names another content for ever; publish under a new version"),
    TARGET_UNKNOWN("fact", "must name a fact that is already recorded"),
    TARGET_NOT_RETRACTABLE("fact", "must not name a retraction or an erasure"),
    TOO_LARGE("data", "must be at most 65,535 bytes as stored"),
    /** Somebody else appended to the same stream in between; the same command may simply be sent again. */
    STREAM_CONFLICT("id", "another fact about the same subject was recorded in between; send it again"),
    /** Whether it may be recorded rests on a fact that a newer version wrote: a node of that version can tell. */
    FACT_UNREADABLE("data", "rests on a fact that this version cannot read; send it to a node of the newest version");

    private final String field;
    private final String rule;

    Refusal(String field, String rule) {
        this.field = field;
        this.rule = rule;
    }

    /** The field to mend, as it is named in JSON. */
    public String field() {
        return field;
    }

    /** What a recordable fact looks like, in one clause. */
    public String rule() {
        return rule;
    }
}
