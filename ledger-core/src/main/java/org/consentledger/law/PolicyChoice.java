package org.consentledger.law;

/** Which policy a question is asked under. */
public sealed interface PolicyChoice {
    /** The one that counts at the question's coordinates. */
    record InForce() implements PolicyChoice {}

    /** A hypothetical: the version, looked up among the facts up to the ledger size, whatever {@code at} and {@code known}. */
    record Version(String version) implements PolicyChoice {}

    /** A hypothetical: a draft passed whole. {@code hash} is the SHA-256 of its canonical JSON, in hex, and stands in the answer. */
    record Draft(Policy policy, String hash) implements PolicyChoice {}

    PolicyChoice IN_FORCE = new InForce();
}
