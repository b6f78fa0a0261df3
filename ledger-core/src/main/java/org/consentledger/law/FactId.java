package org.consentledger.law;

import java.util.UUID;

/** A fact's identity: who reported it, and the reporter's own id of it. */
public record FactId(String source, UUID id) {
    public FactId {
        Text.name("source", source);
    }
}
