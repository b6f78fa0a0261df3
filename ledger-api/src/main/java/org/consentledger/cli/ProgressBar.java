package org.consentledger.cli;

import java.io.PrintStream;

/** How far something is, on one line that is written over. */
final class ProgressBar {
    private static final int WIDTH = 40;

    private final PrintStream err;
    private final boolean shown;
    private final long total;
    private boolean begun;

    /** @param total bytes to come; 0 where nobody knows */
    ProgressBar(PrintStream err, boolean shown, long total) {
        this.err = err;
        this.shown = shown;
        this.total = total;
    }

    void at(long bytes, long lines) {
        if (!shown) {
            return;
        }
        begun = true;
        err.print('\r');
        if (total > 0) {
            int done = (int) Math.min(WIDTH, WIDTH * bytes / total);
            err.print("[" + "#".repeat(done) + " ".repeat(WIDTH - done) + "] " + Math.min(100, 100 * bytes / total)
                    + " %, ");
        }
        err.print(lines + " lines");
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
