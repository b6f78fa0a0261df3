package org.consentledger.cli;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** JSON that the service answered, byte for byte. */
@SuppressWarnings("ArrayRecordComponent") // handed from one method to the next, never compared
record Reply(byte[] json) {
    JsonNode tree() {
        try {
            return Service.JSON.readTree(json);
        } catch (JacksonException _) {
            throw new Failed(Exit.SERVICE_FAILED, "What answered is no consent ledger.");
        }
    }
}
