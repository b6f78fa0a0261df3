package org.consentledger.demonstration;

/**
 * Lines of facts that are handed in together.
 *
 * @param retractions whether they are retractions, which are a steward's; no other line stands between those
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, and never compared.
record Lines(byte[] bytes, boolean retractions) {}
