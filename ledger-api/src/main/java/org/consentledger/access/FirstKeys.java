package org.consentledger.access;

import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The keys that a service which takes no tokens draws at its first start, one for each role, and prints once. */
public final class FirstKeys {
    private static final List<Role> ROLES =
            List.of(Role.RECORDER, Role.IMPORTER, Role.MATCHER, Role.INVESTIGATOR, Role.REGULATOR, Role.STEWARD);

    private FirstKeys() {}

    /** Draws and prints them, unless keys were drawn before. Not by way of the log, which is kept. */
    static void print(ApiKeys keys, Clock clock, Duration lifetime, PrintStream out) throws SQLException {
        if (keys.begun()) {
            return;
        }
        var lines =
                new StringBuilder("\nKeys, told this once: send one as the header \"Authorization: Bearer <key>\".\n");
        for (Role role : ROLES) {
            var caller = new Caller("first-" + role.word(), role, Set.of(), Set.of(), null);
            String key = keys.draw(new KeyTerms(caller, clock.instant().plus(lifetime)));
            lines.append("  ")
                    .append(role.word())
                    .append(" ".repeat(14 - role.word().length()))
                    .append(key)
                    .append('\n');
        }
        out.println(lines);
        out.flush();
    }
}
