package org.consentledger.cli;

import java.io.PrintStream;

/** How far something is, on one line that is written over. */
final class ProgressBar {
    private static final int WIDTH = 40;

    private final PrintStream err;
    private final boolean shown;
    private final String what;
    private boolean begun;

    /** @param what is counted */
    ProgressBar(PrintStream err, boolean shown, String what) {
        this.err = err;
        this.shown = shown;
        this.what = what;
    }

    /**
     * Shows how far it is.
     *
     * @param total what {@code done} is of; 0 where nobody knows
     */
    void at(long done, long total, long count) {
        if (!shown) {
            return;
        }
        begun = true;
        err.print('\r');
        if (total > 0) {
            int filled = (int) Math.min(WIDTH, WIDTH * done / total);
            err.print("[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] ");
            err.print(Math.min(100, 100 * done / total) + " %, ");
        }
        err.print(count + " " + what);
        err.flush();
    }

    /** Leaves the line. */
    void end() {
        if (begun) {
            err.println();
            begun = false;
        }
    }
}
