package org.consentledger.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.consentledger.law.PersonId;

/** What only the installation's secrets make of a person's row: whom it is found for, its key, and the platform's id. */
final class PersonSecrets {
    private final Installation installation;

    PersonSecrets(Installation installation) {
        this.installation = installation;
    }

    /** What the directory finds the person by. */
    Lookup lookup(PersonReference reference) {
        return switch (reference) {
            case PersonReference.OfPlatform(String id) ->
                Lookup.of(installation.lookup("person|", id.getBytes(StandardCharsets.UTF_8)));
            case PersonReference.OfUnknown(KnownValue value) -> {
                String label = "unknown|" + value.channel().word() + "|" + value.profile() + "|";
                yield Lookup.of(installation.lookup(label, value.identity().bytes()));
            }
            case PersonReference.OfSurrogate surrogate ->
                throw new IllegalArgumentException("A surrogate is looked up by itself.");
        };
    }

    /** A surrogate and a key for somebody whom {@code lookup} does not find. */
    Newcomer draw(Lookup lookup, PersonReference reference) {
        DataKey key = DataKey.draw();
        PersonId id = new PersonId(UUID.randomUUID(), reference instanceof PersonReference.OfUnknown);
        byte[] sealedReference = reference instanceof PersonReference.OfPlatform(String platformId)
                ? key.encrypt(platformId.getBytes(StandardCharsets.UTF_8), boundTo("reference|", id))
                : null;
        WrappingKeys wrapping = installation.wrapping();
        int epoch = wrapping.currentEpoch();
        byte[] wrappedKey = wrapping.wrap(epoch, key.raw(), Bytes.of(id.value()));
        return new Newcomer(lookup, new PersonRow(id, lookup, epoch, wrappedKey, sealedReference), key);
    }

    /** The data key out of a row. */
    DataKey key(PersonId id, int epoch, byte[] wrappedKey) {
        return DataKey.of(installation.wrapping().unwrap(epoch, wrappedKey, Bytes.of(id.value())));
    }

    /** The platform's id out of a row. */
    static String platformId(PersonId id, byte[] reference, DataKey key) {
        return new String(key.decrypt(reference, boundTo("reference|", id)), StandardCharsets.UTF_8);
    }

    private static byte[] boundTo(String label, PersonId id) {
        byte[] prefix = label.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(prefix.length + 2 * Long.BYTES)
                .put(prefix)
                .put(Bytes.of(id.value()))
                .array();
    }
}
