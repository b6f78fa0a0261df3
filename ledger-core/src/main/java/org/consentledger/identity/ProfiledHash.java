package org.consentledger.identity;

/**
 * One hash of a plain value, with the profiles that make it: those that agree on the normal form share it.
 *
 * @param profiles a bit for each of {@link Profiles#names()}, the first the lowest
 */
public record ProfiledHash(Sha256 hash, long profiles) {}
