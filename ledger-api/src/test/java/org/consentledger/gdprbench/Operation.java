package org.consentledger.gdprbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One operation of a trace, as the benchmark emitted it.
 *
 * @param number its place in the trace, from 0
 * @param key the record's, where the operation names one; {@code key17}
 * @param field by which records are chosen, {@code PUR} or {@code USR}, with its {@code value}
 * @param set the field that is set, to {@code setTo}
 * @param record the nine fields and the data, by name; empty where none is given
 * @param count how many lines of the log are read
 */
record Operation(
        int number,
        Kind kind,
        String key,
        String field,
        String value,
        String set,
        String setTo,
        Map<String, String> record,
        int count) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PURPOSES = 25;

    /** What is told apart when it is measured, in the words of the benchmark. */
    enum Kind {
        INSERT("insert", true),
        DELETE_BY_KEY("delete-by-key", true),
        UPDATE_BY_KEY("update-by-key", true),
        UPDATE_BY_PERSON("update-meta by USR", true),
        UPDATE_BY_PURPOSE("update-meta by PUR", true),
        READ_BY_KEY("read-by-key", false),
        READ_BY_PERSON("read-by-meta USR", false),
        READ_BY_PURPOSE("read-by-meta PUR", false),
        READ_LOG("read-log", false),
        VERIFY_TTL("verify-ttl", false),
        /** What has no counterpart in a ledger; neither side does it. */
        LEFT_OUT("left out on both sides", false);

        final String title;
        final boolean changes;

        Kind(String title, boolean changes) {
            this.title = title;
            this.changes = changes;
        }
    }

    /** The operations of a file, in its order. */
    static List<Operation> read(Path file) throws IOException {
        var operations = new ArrayList<Operation>();
        for (String line : Files.readAllLines(file)) {
            operations.add(of(JSON.readTree(line)));
        }
        return operations;
    }

    private static Operation of(JsonNode json) {
        String field = json.path("field").asString("");
        String set = json.path("set_field").asString("");
        return new Operation(
                json.path("n").asInt(),
                kind(json.path("op").asString(), field, set),
                json.path("key").asString(""),
                field,
                json.path("value").asString(""),
                set,
                json.path("set_value").asString(""),
                record(json.path("record")),
                json.path("count").asInt(0));
    }

    private static Map<String, String> record(JsonNode json) {
        var record = new HashMap<String, String>();
        json.properties()
                .forEach(field -> record.put(field.getKey(), field.getValue().asString()));
        return record;
    }

    private static Kind kind(String name, String field, String set) {
        boolean purpose = field.equals("PUR");
        return switch (name) {
            case "insert" -> Kind.INSERT;
            case "delete-by-key" -> Kind.DELETE_BY_KEY;
            case "update-by-key" -> Kind.UPDATE_BY_KEY;
            case "read-by-key" -> Kind.READ_BY_KEY;
            case "read-by-meta" -> purpose ? Kind.READ_BY_PURPOSE : Kind.READ_BY_PERSON;
            case "read-log" -> Kind.READ_LOG;
            case "verify-ttl" -> Kind.VERIFY_TTL;
            case "update-meta" ->
                Set.of("ACL", "USR").contains(set)
                        ? Kind.LEFT_OUT
                        : purpose ? Kind.UPDATE_BY_PURPOSE : Kind.UPDATE_BY_PERSON;
            default -> throw new IllegalArgumentException("an operation that nobody knows: " + name);
        };
    }

    /** What the operation says of a field; null where it says nothing of it. */
    @Nullable
    String said(String name) {
        return set.equals(name) ? setTo : record.get(name);
    }

    /** Until when the record may be kept, in seconds; null where the operation says nothing of it. */
    @Nullable
    Long seconds() {
        String seconds = said("TTL");
        return seconds == null ? null : Long.valueOf(seconds);
    }

    /** That of the records it touches, by their numbers. */
    String purpose() {
        return "purpose" + lane();
    }

    /** What it touches lies within this number's purpose, so operations of different ones never meet; 0 where it touches nothing. */
    int lane() {
        String named = key.isEmpty() ? value : key;
        String digits = named.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits) % PURPOSES;
    }
}
