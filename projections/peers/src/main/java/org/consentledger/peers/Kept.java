package org.consentledger.peers;

/** What a peer keeps of the same history. */
enum Kept {
    /** One purpose's verdicts, worked out beforehand: the least a question can cost, and a policy change rewrites everybody's. */
    VERDICTS("verdicts worked out beforehand"),
    /** Collections, assignments and words, each since when; the policy stands in the question. */
    FACTS("from the facts");

    private final String text;

    Kept(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
