package org.consentledger.store;

/**
 * A list of candidates that is appended in parts, each recorded or refused by itself. Where one has to be made anew, or a part
 * fails, none behind it is recorded: they are sent back with it and go on from there as another list.
 */
public final class OrderedList {
    private volatile boolean halted;

    /** Whether nothing more of the list is recorded. */
    boolean halted() {
        return halted;
    }

    void halt() {
        halted = true;
    }
}
