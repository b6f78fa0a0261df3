package org.consentledger.export;

import java.io.IOException;

/** That a folder of exported facts cannot be gone on with; its message says why. */
public final class ExportUnusable extends IOException {
    private static final long serialVersionUID = 1L;

    ExportUnusable(String why) {
        super(why);
    }
}
