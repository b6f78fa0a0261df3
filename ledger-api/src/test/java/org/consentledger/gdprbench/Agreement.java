package org.consentledger.gdprbench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What each side must answer once a trace is over, found by going through it naively. Both agree on which records are left. On who may be
 * used, or decided about by machines, they differ where a purpose as a whole was spoken of: tables write it into each row, over what the
 * person said, and a ledger keeps it beside that.
 */
final class Agreement {
    private static final long SHORTEST_SECONDS = 30;
    private static final int MOST_LIVE = 9_000;
    private static final String DECIDED = "dec1";

    private final Map<String, Kept> records = new HashMap<>();
    private final Set<String> limited = new HashSet<>();
    private final Set<String> undecided = new HashSet<>();

    /** A record: what its person said last, and what its row says. */
    private static final class Kept {
        final String purpose;
        final String person;
        boolean may;
        boolean row;
        boolean mayDecide;
        boolean rowDecide;

        Kept(Operation operation) {
            purpose = Objects.requireNonNull(operation.record().get("PUR"));
            person = Objects.requireNonNull(operation.record().get("USR"));
            said(operation);
        }

        void said(Operation operation) {
            Long seconds = operation.seconds();
            if (seconds != null) {
                may = row = seconds > SHORTEST_SECONDS;
            }
            String decision = operation.said("DEC");
            if (decision != null) {
                mayDecide = rowDecide = decision.equals(DECIDED);
            }
        }
    }

    /** What a trace expects right after the load: that the shortest-lived tenth has gone. */
    static int atMostLive(int live) {
        if (live > MOST_LIVE) {
            throw new IllegalStateException("records outlive their time: " + live);
        }
        return live;
    }

    void replay(List<Operation> operations) {
        for (Operation operation : operations) {
            switch (operation.kind()) {
                case INSERT -> records.put(operation.key(), new Kept(operation));
                case DELETE_BY_KEY -> records.remove(operation.key());
                case UPDATE_BY_KEY -> {
                    Kept record = records.get(operation.key());
                    if (record != null) {
                        record.said(operation);
                    }
                }
                case UPDATE_BY_PERSON ->
                    records.values().stream()
                            .filter(record -> record.person.equals(operation.value()))
                            .forEach(record -> record.said(operation));
                case UPDATE_BY_PURPOSE -> stated(operation);
                case READ_BY_KEY, READ_BY_PERSON, READ_BY_PURPOSE, READ_LOG, VERIFY_TTL, LEFT_OUT -> {}
            }
        }
    }

    private void stated(Operation operation) {
        String purpose = operation.value();
        Long seconds = operation.seconds();
        String decision = operation.said("DEC");
        if (seconds != null) {
            boolean may = seconds > SHORTEST_SECONDS;
            put(limited, purpose, !may);
            of(purpose).forEach(record -> record.row = may);
        } else if (decision != null) {
            boolean may = decision.equals(DECIDED);
            put(undecided, purpose, !may);
            of(purpose).forEach(record -> record.rowDecide = may);
        }
    }

    private static void put(Set<String> purposes, String purpose, boolean in) {
        if (in) {
            purposes.add(purpose);
        } else {
            purposes.remove(purpose);
        }
    }

    private Stream<Kept> of(String purpose) {
        return records.values().stream().filter(record -> record.purpose.equals(purpose));
    }

    /** Compares both sides with this and each other, and says where they differ and why. */
    String check(Asking ledger, int everTold, Tables tables) throws Exception {
        var differences = new ArrayList<String>();
        same("records left", records.size(), everTold - ledger.removed(), differences);
        same("rows left", records.size(), tables.rows(), differences);
        var used = new Both();
        var decided = new Both();
        for (int i = 0; i < LedgerSide.PURPOSES; i++) {
            String purpose = "purpose" + i;
            boolean open = !limited.contains(purpose);
            boolean machines = !undecided.contains(purpose);
            of(purpose).forEach(record -> {
                used.expect(record.may, open, record.row);
                decided.expect(record.mayDecide, machines, record.rowDecide);
            });
            used.found(ledger.permitted(purpose), tables.live(purpose));
            decided.found(ledger.decided(purpose), tables.decided(purpose));
            used.compare("used for " + purpose, differences);
            decided.compare("decided about for " + purpose, differences);
        }
        if (!differences.isEmpty()) {
            throw new IllegalStateException("the sides do not answer as they should: " + differences);
        }
        return String.format(
                "both have %,d records left; used: %s; decided about by machines: %s", records.size(), used, decided);
    }

    private static void same(String what, int expected, int actual, List<String> differences) {
        if (expected != actual) {
            differences.add(what + " " + expected + " but " + actual);
        }
    }

    /** So many may be by the ledger, and so many by the rows, added up purpose by purpose. */
    private static final class Both {
        private int expected;
        private int expectedRows;
        private int permitted;
        private int rows;
        private int overruled;
        private int barred;

        void expect(boolean person, boolean purpose, boolean row) {
            expected += person && purpose ? 1 : 0;
            expectedRows += row ? 1 : 0;
            overruled += row && !person ? 1 : 0;
            barred += row && person && !purpose ? 1 : 0;
        }

        void found(int permitted, int rows) {
            this.permitted += permitted;
            this.rows += rows;
        }

        void compare(String what, List<String> differences) {
            same("may be " + what, expected, permitted, differences);
            same("rows that may be " + what, expectedRows, rows, differences);
        }

        @Override
        public String toString() {
            return String.format(
                    "%,d may be, %,d by their rows (%,d over what the person said, %,d barred by the purpose alone)",
                    permitted, rows, overruled, barred);
        }
    }
}
