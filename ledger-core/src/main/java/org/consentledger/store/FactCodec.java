package org.consentledger.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.consentledger.law.Fact;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Facts to their stored JSON and back. A stored fact that cannot be read stops the reader. */
public final class FactCodec {
    private final JsonMapper mapper = FactJson.mapper();
    private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();
    private final Map<Class<?>, ObjectReader> readers = new HashMap<>();
    private final Map<String, Upcaster> upcasters = new HashMap<>();

    /** A codec that reads every revision there has been. */
    public FactCodec() {
        this(Upcasters.ALL);
    }

    /** A codec that reads today's revisions and older ones, each lifted one revision at a time by one of {@code upcasters}. */
    public FactCodec(List<Upcaster> upcasters) {
        for (EventNames.Name name : EventNames.ALL) {
            writers.put(name.type(), mapper.writerFor(name.type()));
            readers.put(name.type(), mapper.readerFor(name.type()));
        }
        upcasters.forEach(upcaster -> this.upcasters.put(key(upcaster.name(), upcaster.from()), upcaster));
    }

    /** The canonical JSON of a fact, UTF-8. Equal facts have equal bytes. */
    public byte[] write(Fact fact) {
        ObjectWriter writer = writers.get(fact.getClass());
        if (writer == null) {
            throw new IllegalStateException("a fact type has no stored name");
        }
        return writer.writeValueAsBytes(fact);
    }

    /**
     * The fact behind a stored payload.
     *
     * @throws UnreadableFact for an unknown name, a revision that nothing lifts to today's, or JSON of another shape
     */
    public Fact read(String name, int revision, byte[] bytes, int offset, int length) {
        EventNames.Name known = EventNames.of(name);
        try {
            ObjectReader reader = readers.get(known.type());
            if (reader == null) {
                throw new UnreadableFact("a stored type has no reader", name);
            }
            return revision == known.revision()
                    ? reader.readValue(bytes, offset, length)
                    : reader.readValue(lifted(known, revision, mapper.readTree(bytes, offset, length)));
        } catch (JacksonException | Illegal e) {
            throw new UnreadableFact("the ledger holds a payload that its type does not fit", name, e);
        }
    }

    private JsonNode lifted(EventNames.Name known, int revision, JsonNode payload) {
        for (int from = revision; from != known.revision(); from++) {
            @Nullable Upcaster upcaster = upcasters.get(key(known.name(), from));
            if (upcaster == null || !(payload instanceof ObjectNode object)) {
                throw new UnreadableFact(
                        "the ledger holds a revision that nothing lifts to today's", known.name() + " " + revision);
            }
            payload = upcaster.upcast(object);
        }
        return payload;
    }

    private static String key(String name, int revision) {
        return name + "/" + revision;
    }
}
