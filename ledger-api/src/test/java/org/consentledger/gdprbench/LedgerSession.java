package org.consentledger.gdprbench;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.consentledger.api.Events;

/** One client of the ledger's public interface: what each operation of a trace means to a ledger. */
final class LedgerSession implements Side.Session {
    final Asking asking;

    private final LedgerSide side;
    private final Wire wire;
    /** What each purpose is stated to draw on; within one purpose the operations are one thread's. */
    private final Map<String, Map<String, String>> terms = new ConcurrentHashMap<>();

    LedgerSession(LedgerSide side, Wire wire) {
        this.side = side;
        this.wire = wire;
        this.asking = new Asking(side.book, wire);
    }

    @Override
    public int perform(Operation operation) throws IOException {
        return switch (operation.kind()) {
            case INSERT, DELETE_BY_KEY, UPDATE_BY_KEY, UPDATE_BY_PERSON, UPDATE_BY_PURPOSE -> tell(operation);
            case READ_BY_KEY -> readKey(operation);
            case READ_BY_PERSON -> readPerson(operation);
            case READ_BY_PURPOSE -> readPurpose(operation.value());
            case READ_LOG -> readLog(operation.count());
            case VERIFY_TTL -> verify();
            case LEFT_OUT -> throw new IllegalArgumentException("left out");
        };
    }

    private int tell(Operation operation) throws IOException {
        var facts = new Facts(side.time(operation));
        switch (operation.kind()) {
            case INSERT -> insert(operation, facts);
            case DELETE_BY_KEY -> delete(operation.key(), facts);
            case UPDATE_BY_KEY -> update(operation, facts);
            case UPDATE_BY_PERSON -> updatePerson(operation, facts);
            default -> updatePurpose(operation, facts);
        }
        if (facts.count() > 0) {
            send(facts);
        }
        return 0;
    }

    /** Sends facts; whatever is refused is an error. */
    void send(Facts facts) throws IOException {
        if (!facts.retractions().isEmpty()) {
            wire.retract(facts.retractions());
        }
        if (facts.count() == 1) {
            wire.post("/v1/facts", facts.lines());
            return;
        }
        String answer = wire.post("/v1/facts/bulk?answers=refused", "application/x-ndjson", facts.lines());
        if (!answer.contains("\"recorded\":" + facts.count() + ",")) {
            throw new IllegalStateException(
                    "facts were refused: " + answer.lines().findFirst());
        }
    }

    // ---- told

    private void insert(Operation operation, Facts facts) {
        Map<String, String> record = operation.record();
        var held = new Held(
                operation.key(),
                field(record, "USR"),
                side.time(operation),
                field(record, "SRC"),
                field(record, "CAT"));
        String purpose = field(record, "PUR");
        held.fact = facts.collected(held);
        facts.assigned(held, Facts.purpose(purpose));
        facts.word(held.person, held.key, Facts.purpose(purpose), "given", until(operation));
        facts.objects(held.person, held.key, field(record, "OBJ"));
        facts.decides(held.person, held.key, field(record, "DEC"));
        facts.sharesWith(held.person, held.key, field(record, "SHR"));
        side.book.add(held, purpose);
    }

    private Instant until(Operation operation) {
        return side.until(Objects.requireNonNull(operation.seconds()));
    }

    private static String field(Map<String, String> record, String name) {
        return Objects.requireNonNull(record.get(name));
    }

    private void delete(String key, Facts facts) {
        facts.say(
                "contact-point.removed",
                "{\"person\":\"" + side.book.of(key).person + "\",\"value\":" + Facts.value(key)
                        + ",\"reason\":\"deleted\"}");
    }

    private void update(Operation operation, Facts facts) {
        Held held = side.book.of(operation.key());
        Map<String, String> record = operation.record();
        facts.word(held.person, held.key, Facts.purpose(field(record, "PUR")), "renewed", until(operation));
        facts.objectsInstead(held.person, held.key, field(record, "OBJ"));
        facts.decides(held.person, held.key, field(record, "DEC"));
        facts.sharesInstead(held.person, held.key, field(record, "SHR"));
        correct(held, field(record, "SRC"), field(record, "CAT"), facts);
    }

    /** What was said of where it came from was wrong: taken back, and said anew. */
    private static void correct(Held held, String source, String category, Facts facts) {
        if (held.source.equals(source) && held.category.equals(category)) {
            return;
        }
        held.source = source;
        held.category = category;
        facts.takeBack(
                "fact.retracted",
                "{\"fact\":{\"source\":\"gdprbench\",\"id\":\"" + held.fact + "\"},\"reason\":\"rectified\"}");
        held.fact = facts.collected(held);
    }

    private void updatePerson(Operation operation, Facts facts) {
        String person = operation.value();
        String to = operation.setTo();
        switch (operation.set()) {
            case "OBJ" -> facts.objectsInstead(person, null, to);
            case "DEC" -> facts.decides(person, null, to);
            case "SHR" -> facts.sharesInstead(person, null, to);
            case "TTL" -> facts.word(person, null, Facts.HELD_FOR, "renewed", until(operation));
            case "SRC" -> side.book.ofPerson(person).forEach(held -> correct(held, to, held.category, facts));
            case "CAT" -> side.book.ofPerson(person).forEach(held -> correct(held, held.source, to, facts));
            default -> throw new IllegalArgumentException("nothing is said of a person's " + operation.set());
        }
    }

    private void updatePurpose(Operation operation, Facts facts) throws IOException {
        String purpose = operation.value();
        switch (operation.set()) {
            case "SRC", "CAT" -> {
                Map<String, String> stated = terms.computeIfAbsent(purpose, _ -> new ConcurrentHashMap<>());
                stated.put(operation.set().equals("SRC") ? "source" : "category", operation.setTo());
                facts.say(
                        "purpose.defined",
                        "{\"purpose\":\"" + Facts.purpose(purpose) + "\",\"sentence\":\"As the trace says\",\"terms\":"
                                + Events.JSON.writeValueAsString(stated) + "}");
            }
            default -> side.purposeWide.adopt(operation, this::send);
        }
    }

    // ---- asked

    /** A person who reads what is held of them is given its history; a processor asks whether it may be used. */
    private int readKey(Operation operation) throws IOException {
        return side.personsRead
                ? history("{\"value\":" + Facts.value(operation.key()) + "}")
                : asking.permitted(operation.purpose(), List.of(side.book.of(operation.key())));
    }

    /** As {@link #readKey}. */
    private int readPerson(Operation operation) throws IOException {
        String person = operation.value();
        return side.personsRead
                ? history("{\"person\":\"" + person + "\",\"limit\":1000}")
                : asking.permitted(operation.purpose(), side.book.ofPerson(person));
    }

    private int history(String of) throws IOException {
        if (!wire.post("/v1/histories", of).contains("\"histories\":[")) {
            throw new IllegalStateException("no history was answered");
        }
        return 0;
    }

    private int readPurpose(String purpose) throws IOException {
        return switch (side.reading) {
            case CHECKS -> asking.permitted(purpose);
            case COPIES -> side.copy(purpose).permitted(side.clock.instant());
        };
    }

    private int readLog(int count) throws IOException {
        long size = asking.size();
        for (long place = size - count + 1; place <= size; place++) {
            wire.get("/v1/facts/" + place);
        }
        return 0;
    }

    private int verify() throws IOException {
        int permitted = 0;
        for (int i = 0; i < LedgerSide.PURPOSES; i++) {
            permitted += asking.permitted("purpose" + i);
        }
        return Agreement.atMostLive(permitted);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
