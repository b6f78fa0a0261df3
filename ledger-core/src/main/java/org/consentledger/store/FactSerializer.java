package org.consentledger.store;

import java.util.Optional;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.consentledger.law.Fact;
import org.jspecify.annotations.Nullable;

/**
 * Facts for the parts of Axon that serialize for themselves: the ledger's JSON under the ledger's names. What is no fact, such
 * as metadata, goes under the name of its class, as Axon has it.
 */
public final class FactSerializer extends Jackson3Serializer {
    public FactSerializer() {
        super(builder().jsonMapperBuilderCustomizer(FactJson::configure));
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // as Axon declares it
    public SerializedType typeForClass(@Nullable Class type) {
        if (type != null && Fact.class.isAssignableFrom(type)) {
            EventNames.Name name = EventNames.of(type.asSubclass(Fact.class));
            return new SimpleSerializedType(name.name(), Integer.toString(name.revision()));
        }
        return super.typeForClass(type);
    }

    /**
     * What is stored under a type's name.
     *
     * @throws UnreadableFact for a name or a revision that this version does not know. Axon would hand on an unknown type, for
     *     which no handler is found: a withdrawal would vanish without a sound.
     */
    @Override
    public Class<?> classForType(SerializedType type) {
        Optional<EventNames.Name> name = EventNames.find(type.getName());
        if (name.isPresent()) {
            if (!Integer.toString(name.get().revision()).equals(type.getRevision())) {
                throw new UnreadableFact("a revision of a fact was not lifted to today's", type.getName());
            }
            return name.get().type();
        }
        Class<?> found = super.classForType(type);
        if (UnknownSerializedType.class.isAssignableFrom(found)) {
            throw new UnreadableFact(
                    "the ledger holds a fact of a type that this version does not know", type.getName());
        }
        return found;
    }
}
