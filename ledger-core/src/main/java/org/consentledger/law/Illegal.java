package org.consentledger.law;

/**
 * A value that the law does not accept, at the moment somebody tries to build it. It names the field and the rule,
 * never the value, so that its message may be shown and logged.
 */
public final class Illegal extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String rule;

    public Illegal(String field, String rule) {
        super(field + ": " + rule);
        this.field = field;
        this.rule = rule;
    }

    /** The same of a value that stands under another name, such as {@code values[2]}; what lies below it keeps its own. */
    public Illegal renamed(String name) {
        int below = field.indexOf('.');
        return new Illegal(below < 0 ? name : name + field.substring(below), rule);
    }

    /** The field as it is named in JSON, for example {@code purpose}. */
    public String field() {
        return field;
    }

    /** What a legal value looks like, in one sentence with its limit. */
    public String rule() {
        return rule;
    }
}
