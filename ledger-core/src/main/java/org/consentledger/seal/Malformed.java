package org.consentledger.seal;

/** That something handed over is not written as its specification says. What was handed over stands in no message. */
public final class Malformed extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Flaw {
        /** Bytes that are not UTF-8. */
        NOT_UTF8("not UTF-8"),
        /** A control character other than a newline. */
        CONTROL_CHARACTER("a control character"),
        /** More bytes than are read of one. */
        TOO_LONG("too long"),
        /** A text that does not end in a newline. */
        UNFINISHED_TEXT("the text does not end in a newline"),
        /** No blank line with signature lines behind it. */
        NO_SIGNATURES("no signatures"),
        /** A line among the signatures that is none. */
        SIGNATURE_LINE("a line among the signatures is none"),
        /** More signature lines than {@value SignedNote#MOST_SIGNATURES}. */
        TOO_MANY_SIGNATURES("more than 100 signatures"),
        /** A key name that is empty, or has a space or a plus sign in it. */
        KEY_NAME("a key name is empty, or has a space or a plus sign in it"),
        /** A text that is no verifier key, or one whose id is not that of its key. */
        VERIFIER_KEY("not a verifier key"),
        /** A text that is no signing key, or one whose id is not that of its key. */
        SIGNING_KEY("not a signing key"),
        /** A type of signature that is not read here. */
        SIGNATURE_TYPE("a type of signature that is not read here"),
        /** Fewer than three lines, or an empty one. */
        CHECKPOINT_LINES("a checkpoint has three lines or more, none of them empty"),
        /** A number that is not decimal, has a zero in front, or needs more than 64 bits. */
        NUMBER("not a decimal number of 64 bits without zeros in front"),
        /** Base64 that is not that of RFC 4648 with padding. */
        BASE64("not Base64 with padding"),
        /** A hash that has not 32 bytes. */
        HASH("a hash has 32 bytes"),
        /** A tree of size 0 with another root than the empty tree's. */
        EMPTY_TREE("a tree without leaves has one root only"),
        /** A tile that no tree has, or a path that names none. */
        TILE("no such tile"),
        /** A bundle of entries that is cut short, or holds none or more than 256. */
        BUNDLE("not a bundle of entries"),
        /** Lines of a proof or request in another order, or more of them than there can be. */
        PROOF_LINES("not the lines of a proof");

        private final String sentence;

        Flaw(String sentence) {
            this.sentence = sentence;
        }
    }

    private final Flaw flaw;

    Malformed(Flaw flaw) {
        super(flaw.sentence);
        this.flaw = flaw;
    }

    /** What is wrong with it: the first flaw found. */
    public Flaw flaw() {
        return flaw;
    }
}
