package org.consentledger.identity;

/**
 * A match key with the profiles under which the value is found by it.
 *
 * @param profiles a bit for each of {@link Profiles#names()}, the first the lowest; none where those profiles are not
 *     installed any more
 */
public record ProfiledKey(MatchKey key, long profiles) {}
