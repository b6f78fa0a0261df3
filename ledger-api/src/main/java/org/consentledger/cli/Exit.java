package org.consentledger.cli;

/** What a command ends with, for scripts. Numbers never change their meaning. */
enum Exit {
    /** Done; of a question, permitted. */
    DONE(0),
    /** Done, and the answer is no: not permitted, or lines were refused. */
    NO(1),
    /** Nothing was done: the command or what it sent must be mended. */
    BAD_INPUT(2),
    /** The service was not reached, or is not available at this moment; the same may be tried again. */
    UNAVAILABLE(3),
    /** The answer was cut off; nothing of it may be used. */
    CUT_OFF(4),
    /** The service failed, or answered what is not understood here. */
    SERVICE_FAILED(5),
    /** A file could not be read, or the answer not be written. */
    FILE(6);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
