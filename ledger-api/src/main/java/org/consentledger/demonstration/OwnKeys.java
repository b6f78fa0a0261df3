package org.consentledger.demonstration;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.consentledger.access.ApiKeys;
import org.consentledger.access.Caller;
import org.consentledger.access.KeyTerms;
import org.consentledger.access.Role;

/** The demonstration's own keys, told to nobody and ended with it. */
final class OwnKeys implements AutoCloseable {
    /** For a demonstration that is killed before it ends them. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private final ApiKeys keys;
    private final LedgerService.Keys drawn;

    OwnKeys(ApiKeys keys, Clock clock) throws SQLException {
        this.keys = keys;
        this.drawn = new LedgerService.Keys(
                draw(keys, Role.IMPORTER, clock),
                draw(keys, Role.STEWARD, clock),
                draw(keys, Role.INVESTIGATOR, clock));
    }

    private static String draw(ApiKeys keys, Role role, Clock clock) throws SQLException {
        var caller = new Caller("demonstration-" + role.word(), role, Set.of(), Set.of(), null);
        return keys.draw(new KeyTerms(caller, clock.instant().plus(LONGEST)));
    }

    LedgerService.Keys drawn() {
        return drawn;
    }

    @Override
    public void close() throws SQLException {
        keys.end(drawn.importer());
        keys.end(drawn.steward());
        keys.end(drawn.investigator());
    }
}
