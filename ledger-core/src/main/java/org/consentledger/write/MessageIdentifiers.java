package org.consentledger.write;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.IdentifierFactory;

/**
 * Identifiers of Axon's messages: unique among nodes by a number drawn at the start, within one by counting. A fact has its reporter's
 * id; these name a message on its way and are stored nowhere, and drawing each from {@link SecureRandom} costs more than all else
 * that a bus does. Axon finds it as a service.
 */
public final class MessageIdentifiers extends IdentifierFactory {
    private static final long NODE = new SecureRandom().nextLong();
    private static final AtomicLong NEXT = new AtomicLong();

    /** For Axon. */
    public MessageIdentifiers() {}

    @Override
    public String generateIdentifier() {
        return new UUID(NODE, NEXT.getAndIncrement()).toString();
    }
}
