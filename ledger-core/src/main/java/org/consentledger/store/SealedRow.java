package org.consentledger.store;

/** A fact as it is stored: its place and its sealed entry. The array is the reader's own. */
@SuppressWarnings("ArrayRecordComponent") // A carrier between two stages, never compared.
public record SealedRow(long place, byte[] entry) {}
