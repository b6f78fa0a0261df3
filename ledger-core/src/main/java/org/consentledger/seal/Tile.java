package org.consentledger.seal;

/** A tile with its hashes, end to end: 32 bytes for each of its nodes. The array is the holder's own. */
@SuppressWarnings("ArrayRecordComponent") // a carrier between two stages, never compared
public record Tile(TileId id, byte[] hashes) {}
