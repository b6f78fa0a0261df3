package org.consentledger.api;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Illegal;
import org.consentledger.law.Refusal;
import org.consentledger.store.EventNames;
import org.consentledger.write.LedgerCommand;
import org.consentledger.write.Submission;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a fact from the JSON of a CloudEvent. Source: CloudEvents 1.0, structured mode. */
final class FactReader {
    /** What stands before a fact's stored name in {@code type}. */
    static final String TYPE_PREFIX = "org.consentledger.";

    static final Shape<CloudEvent> ENVELOPE = Shape.of(CloudEvent.class);
    private static final Map<String, Shape<? extends Record>> DATA = data();

    private FactReader() {}

    /**
     * The envelope.
     *
     * @param time when the fact occurred; without it the moment of recording
     * @param knownat when the organisation first held it, where that is asserted
     */
    record CloudEvent(
            String specversion,
            UUID id,
            String source,
            String type,
            @Nullable Instant time,
            @Nullable Instant knownat,
            @Nullable String datacontenttype,
            JsonNode data) {
        public CloudEvent {
            if (!specversion.equals("1.0")) {
                throw new Illegal("specversion", "must be 1.0");
            }
            if (datacontenttype != null && !datacontenttype.equals("application/json")) {
                throw new Illegal("datacontenttype", "must be application/json");
            }
        }
    }

    /** The shape of each type's data, by the CloudEvent's {@code type}. */
    static Map<String, Shape<? extends Record>> shapes() {
        return DATA;
    }

    /** @throws ProblemFound where the bytes are no such fact */
    static Submission read(byte[] bytes, int offset, int length) {
        CloudEvent event = ENVELOPE.read(StrictJson.read(bytes, offset, length), "");
        Shape<? extends Record> shape = DATA.get(event.type());
        if (shape == null) {
            throw new ProblemFound(Problem.of(
                    ProblemType.INVALID_FIELD, "type", "must be one of: " + String.join(", ", DATA.keySet())));
        }
        var data = (FactData) shape.read(event.data(), "data");
        try {
            var id = new FactId(event.source(), event.id());
            return new Submission(id, event.time(), event.knownat(), data.command());
        } catch (Illegal e) {
            throw new ProblemFound(Problem.of(ProblemType.INVALID_FIELD, field(e.field()), e.rule()));
        }
    }

    /** Why a fact that was read well was not recorded. */
    static Problem refused(Refusal refusal, LedgerCommand command) {
        if (refusal == Refusal.FACT_UNREADABLE) {
            return Problem.of(ProblemType.of(refusal));
        }
        return Problem.refused(
                refusal,
                switch (refusal) {
                    case VERSION_CONTENT_DIFFERS ->
                        command instanceof LedgerCommand.PublishNotice ? "data.notice.version" : "data.policy.version";
                    case PURPOSE_UNKNOWN -> purpose(command);
                    case PERSON_ERASED -> person(command);
                    default -> field(refusal.field());
                });
    }

    private static String purpose(LedgerCommand command) {
        if (command instanceof LedgerCommand.PublishNotice) {
            return "data.discloses";
        }
        return command instanceof LedgerCommand.AdoptPolicy ? "data.policy.rules" : "data.purpose";
    }

    /** What names the person, be it by way of a collection or a contact point. */
    private static String person(LedgerCommand command) {
        if (command instanceof LedgerCommand.AssignPurpose || command instanceof LedgerCommand.RevokePurpose) {
            return "data.collection";
        }
        return command instanceof LedgerCommand.RemoveContactPoint removal
                        && removal.contactPoint() instanceof LedgerCommand.Target.OfContactPoint
                ? "data.contactPoint"
                : "data.person";
    }

    /** Why a fact that was read well could not be one. */
    static Problem rejected(Illegal why) {
        return Problem.of(ProblemType.INVALID_FIELD, field(why.field()), why.rule());
    }

    /** Where the envelope or its data has what the law calls {@code field}. */
    private static String field(String field) {
        return switch (field) {
            case "id", "source" -> field;
            case "occurredAt" -> "time";
            case "knownAt" -> "knownat";
            case "data" -> "data";
            default -> "data." + field;
        };
    }

    private static Map<String, Shape<? extends Record>> data() {
        Map<String, Shape<? extends Record>> shapes = new LinkedHashMap<>();
        for (EventNames.Name name : EventNames.ALL) {
            shapes.put(TYPE_PREFIX + name.name(), Shape.of(type(name.type())));
        }
        return Collections.unmodifiableMap(shapes);
    }

    private static Class<? extends Record> type(Class<? extends Fact> fact) {
        for (Class<?> type : FactData.class.getPermittedSubclasses()) {
            if (type.getSimpleName().equals(fact.getSimpleName())) {
                return type.asSubclass(Record.class);
            }
        }
        throw new IllegalStateException("a type of fact cannot be handed in");
    }
}
