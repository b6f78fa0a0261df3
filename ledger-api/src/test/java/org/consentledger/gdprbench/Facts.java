package org.consentledger.gdprbench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The facts of one operation as they are sent, each said a microsecond after the one before. For one thread. */
final class Facts {
    static final String HELD_FOR = "held";
    static final String HANDLING = "handling";
    static final String OBJECTION = "handling.objection";
    static final String DECISION = "handling.automated-decision";
    static final String SHARING = "handling.sharing";

    private static final SplittableRandom RANDOM = new SplittableRandom();

    private final StringBuilder lines = new StringBuilder();
    private final StringBuilder retractions = new StringBuilder();
    private Instant time;
    private int count;

    Facts(Instant time) {
        this.time = time;
    }

    String lines() {
        return lines.toString();
    }

    /** What is taken back, by a steward and before the rest is said. */
    String retractions() {
        return retractions.toString();
    }

    void takeBack(String type, String data) {
        int begin = lines.length();
        say(type, data);
        retractions.append(lines, begin, lines.length());
        lines.setLength(begin);
        count--;
    }

    /** Of the lines, retractions left out. */
    int count() {
        return count;
    }

    /** Says it at the operation's time; its id. */
    UUID say(String type, String data) {
        UUID id = say(type, data, time);
        time = time.plus(1, ChronoUnit.MICROS);
        return id;
    }

    /** Says it at another time, or without one; its id. */
    UUID say(String type, String data, @Nullable Instant at) {
        UUID id = id();
        lines.append("{\"specversion\":\"1.0\",\"id\":\"")
                .append(id)
                .append("\",\"source\":\"gdprbench\",\"type\":\"org.consentledger.")
                .append(type);
        if (at != null) {
            lines.append("\",\"time\":\"").append(at);
        }
        lines.append("\",\"data\":").append(data).append("}\n");
        count++;
        return id;
    }

    /** Time-ordered, as reporters are told to draw them. */
    static UUID id() {
        long random;
        long more;
        synchronized (RANDOM) {
            random = RANDOM.nextLong();
            more = RANDOM.nextLong();
        }
        return new UUID(
                (System.currentTimeMillis() << 16) | 0x7000 | (random & 0xFFF), 0x8000_0000_0000_0000L | (more >>> 2));
    }

    static String purpose(String name) {
        return HELD_FOR + "." + name;
    }

    static String value(String key) {
        return "{\"channel\":\"email\",\"plain\":\"" + key + "@example.com\"}";
    }

    UUID collected(Held held) {
        return say(
                "contact-point.collected",
                "{\"person\":\"" + held.person + "\",\"value\":" + value(held.key) + ",\"collection\":\""
                        + held.collection + "\",\"surface\":\"" + held.category
                        + "\",\"suppliedBy\":{\"kind\":\"partner\",\"partner\":\"" + held.source
                        + "\"},\"jurisdiction\":\"EU\"}",
                held.since);
    }

    void assigned(Held held, String purpose) {
        say(
                "purpose.assigned",
                "{\"collection\":\"" + held.collection + "\",\"purpose\":\"" + purpose + "\",\"basis\":\"consent\"}");
    }

    /** A word of a person, about one contact point or (key null) all they have. */
    void word(String person, @Nullable String key, String purpose, String status, @Nullable Instant expires) {
        say(
                "consent.changed",
                "{\"person\":\"" + person + "\"," + (key == null ? "" : "\"value\":" + value(key) + ",")
                        + "\"purpose\":\"" + purpose + "\",\"status\":\"" + status
                        + (expires == null ? "" : "\",\"expiresAt\":\"" + expires) + "\",\"how\":\"trace\"}");
    }

    void objects(String person, @Nullable String key, String to) {
        word(person, key, OBJECTION + "." + to, "objected", null);
    }

    /** In place of whatever was objected to before. */
    void objectsInstead(String person, @Nullable String key, String to) {
        word(person, key, OBJECTION, "given", null);
        objects(person, key, to);
    }

    void decides(String person, @Nullable String key, String decision) {
        word(person, key, DECISION, decision.equals("dec1") ? "given" : "objected", null);
    }

    void sharesWith(String person, @Nullable String key, String recipient) {
        word(person, key, SHARING + "." + recipient, "given", null);
    }

    /** And with nobody else any more. */
    void sharesInstead(String person, @Nullable String key, String recipient) {
        word(person, key, SHARING, "withdrawn", null);
        sharesWith(person, key, recipient);
    }
}
