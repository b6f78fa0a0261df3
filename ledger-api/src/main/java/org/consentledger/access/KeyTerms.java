package org.consentledger.access;

import java.time.Instant;

/**
 * What a key stands for.
 *
 * @param caller who asks with it; the holder's name is the caller's
 * @param expiresAt from when on it is good for nothing
 */
public record KeyTerms(Caller caller, Instant expiresAt) {}
