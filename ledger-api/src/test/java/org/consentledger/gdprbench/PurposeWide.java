package org.consentledger.gdprbench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What holds for a purpose as a whole, as rules of a policy. Each policy is the whole of the rules, so they are adopted one after the
 * other, and what several clients state meanwhile is in the next one together. A limit of storage that lies ahead is a policy dated ahead.
 */
final class PurposeWide {
    /** How facts are sent. */
    interface Sender {
        void send(Facts facts) throws IOException;
    }

    private static final class Stated {
        String objection = "";
        String decision = "";
        String recipient = "";
        Instant limit = Instant.MAX;
    }

    private final Instant loaded;
    private final Instant present;
    private final Map<String, Stated> stated = new TreeMap<>();
    private final TreeSet<Instant> ahead = new TreeSet<>();
    /** From when on policies are to be adopted that say what was stated since the last of them. */
    private final TreeSet<Instant> due = new TreeSet<>();

    private final Object turn = new Object();
    private long statements;
    private long adopted;
    private int versions;

    /**
     * @param loaded from when on records may be kept so many seconds
     * @param present limits up to here are past
     */
    PurposeWide(Instant loaded, Instant present) {
        this.loaded = loaded;
        this.present = present;
    }

    /** The first policy: what people say of how they are handled counts for whatever is held of them. */
    synchronized void begin(Facts facts) {
        adopt(facts, present);
    }

    /** Returns when what the operation says of its purpose is adopted. */
    void adopt(Operation operation, Sender sender) throws IOException {
        long statement = state(operation);
        synchronized (turn) {
            if (adopted < statement) {
                var facts = new Facts(present);
                long upTo = adoptDue(facts);
                sender.send(facts);
                adopted = upTo;
            }
        }
    }

    private synchronized long state(Operation operation) {
        Stated purpose = stated.computeIfAbsent(operation.value(), _ -> new Stated());
        boolean wasLimited = !purpose.limit.isAfter(present);
        switch (operation.set()) {
            case "OBJ" -> purpose.objection = operation.setTo();
            case "DEC" -> purpose.decision = operation.setTo();
            case "SHR" -> purpose.recipient = operation.setTo();
            case "TTL" -> purpose.limit = loaded.plus(Duration.ofSeconds(Long.parseLong(operation.setTo())));
            default -> throw new IllegalArgumentException("no rule says this: " + operation.set());
        }
        boolean limitAhead = operation.set().equals("TTL") && purpose.limit.isAfter(present);
        if (limitAhead) {
            ahead.add(purpose.limit);
            due.add(purpose.limit);
        }
        if (!limitAhead || wasLimited) {
            due.add(present);
        }
        return ++statements;
    }

    private synchronized long adoptDue(Facts facts) {
        due.forEach(from -> adopt(facts, from));
        due.clear();
        return statements;
    }

    /** Brings the policies that are dated ahead up to what was stated since; until then they are stricter where limits moved. */
    synchronized void finish(Sender sender) throws IOException {
        for (Instant limit : ahead) {
            var facts = new Facts(present);
            adopt(facts, limit);
            sender.send(facts);
        }
    }

    private void adopt(Facts facts, Instant from) {
        List<String> rules = new ArrayList<>();
        stated.forEach((purpose, said) -> rules(purpose, said, from, rules));
        rules.add(rule("handling", "", Facts.HANDLING, "allow\",\"basis\":\"consent"));
        facts.say(
                "policy.adopted",
                String.format(
                                Locale.ROOT,
                                "{\"policy\":{\"version\":\"%06d\",\"combine\":\"any\",\"rules\":[",
                                ++versions)
                        + String.join(",", rules) + "]}}",
                from.equals(present) ? null : from);
    }

    private static void rules(String purpose, Stated said, Instant from, List<String> rules) {
        String held = Facts.purpose(purpose);
        String within = "\"assignedWithin\":\"" + held + "\",";
        if (!said.limit.isAfter(from)) {
            rules.add(rule("limit-" + purpose, "", held, "refuse"));
        }
        if (!said.objection.isEmpty()) {
            rules.add(rule("objection-" + purpose, within, Facts.OBJECTION + "." + said.objection, "refuse"));
        }
        if (!said.decision.isEmpty()) {
            rules.add(rule(
                    "decision-" + purpose, within, Facts.DECISION, said.decision.equals("dec1") ? "allow" : "refuse"));
        }
        if (!said.recipient.isEmpty()) {
            rules.add(rule("recipient-" + purpose, within, Facts.SHARING + "." + said.recipient, "allow"));
            rules.add(rule("others-" + purpose, within, Facts.SHARING, "refuse"));
        }
    }

    private static String rule(String id, String condition, String use, String effect) {
        return "{\"id\":\"" + id + "\",\"sentence\":\"As stated for the purpose.\"," + condition + "\"usedFor\":\""
                + use + "\",\"effect\":\"" + effect + "\"}";
    }
}
