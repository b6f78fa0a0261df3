package org.consentledger.gate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.FactId;

/**
 * A run through the gate, known by the id that its sender chose. Its list may be sent again, whole, as often as need be.
 *
 * @param begunAt when its list was first sent
 */
record Run(UUID id, RunTerms terms, Instant begunAt) {
    private static final String SOURCE = "gate";
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /**
     * The identity of this run's use of a contact point: the same however often the list is sent, and ordered by the time of the
     * run, which is kind to the ledger's index. A UUID of version 8; source: RFC 9562, section 5.8.
     */
    FactId use(ContactPointId contactPoint) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(id, contactPoint.value()));
        long high = (begunAt.toEpochMilli() << 16) | VERSION_8 | (hash.getShort() & 0xFFFL);
        long low = VARIANT | (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL);
        return new FactId(SOURCE, new UUID(high, low));
    }

    private static byte[] sha256(UUID run, UUID contactPoint) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((run + "\n" + contactPoint).getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
