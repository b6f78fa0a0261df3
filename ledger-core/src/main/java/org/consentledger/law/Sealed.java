package org.consentledger.law;

/** Ciphertext under a person's data key, in Base64. The law carries it and never reads it. */
public record Sealed(String base64) {}
