package org.consentledger.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.consentledger.law.PersonId;

/** Those whom the facts of one group are the first to name. Whoever decides about the group holds the ledger's lock,
 * or makes sure of the head before it is moved. */
public final class Newcomers {
    /* The lock lets one group at a time put persons into the directory. So what was looked up stays true, and the first attempt
     * need not look: should a group of another node have brought the same persons meanwhile, the table's index objects. */

    private final Collection<Newcomer> named;
    private final Map<Lookup, PersonId> there = new HashMap<>();
    private final List<Newcomer> coming = new ArrayList<>();
    private boolean lookedUp;

    /** Those of {@code named}, all that the group's facts bring along, whom its admitted facts will name. */
    public Newcomers(Collection<Newcomer> named) {
        this.named = named;
    }

    /** Finds out who came into the directory since they were drawn, once. Until then only its unique indexes know. */
    public void lookUp(Connection transaction) throws SQLException {
        if (lookedUp) {
            return;
        }
        lookedUp = true;
        Map<PersonId, Newcomer> absent = named.stream()
                .filter(newcomer -> !newcomer.hasArrived())
                .collect(Collectors.toMap(Newcomer::id, Function.identity(), (one, _) -> one));
        if (!absent.isEmpty()) {
            for (PersonRow row : PersonTable.there(transaction, absent.values())) {
                Newcomer newcomer = absent.get(row.id);
                if (newcomer != null) {
                    newcomer.arrived();
                } else if (row.lookup != null) {
                    there.put(row.lookup, row.id);
                }
            }
        }
    }

    /** Whether one of {@code brought}, whom a fact brings along, is known to be somebody else by now: the fact has to be made anew. */
    public boolean overtaken(Collection<Newcomer> brought) {
        return brought.stream().anyMatch(newcomer -> {
            PersonId other = there.get(newcomer.lookup());
            return !newcomer.hasArrived() && other != null && !other.equals(newcomer.id());
        });
    }

    /** A fact of the group is admitted that brings {@code brought} along. */
    public void admitted(Collection<Newcomer> brought) {
        for (Newcomer newcomer : brought) {
            if (!newcomer.hasArrived() && there.putIfAbsent(newcomer.lookup(), newcomer.id()) == null) {
                coming.add(newcomer);
            }
        }
    }

    /** Whether {@link #write} has nothing to do. */
    public boolean nobodyComes() {
        return coming.isEmpty();
    }

    /** Puts those whom admitted facts name into the directory, in the group's transaction. */
    public void write(Connection transaction) throws SQLException {
        if (!coming.isEmpty()) {
            PersonTable.insert(transaction, coming.stream().map(Newcomer::row).toList());
        }
    }

    /** The group is committed, and whom {@link #write} put into the directory with it. */
    public void committed() {
        coming.forEach(Newcomer::arrived);
    }
}
