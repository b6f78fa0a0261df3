package org.consentledger.copies;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.consentledger.changes.Change;
import org.consentledger.changes.Listener;
import org.consentledger.law.Purpose;

/**
 * Writes changes as server-sent events. The id of one is where to go on behind it: it moves with what completes a place alone.
 * Source: WHATWG HTML, section 9.2; CloudEvents 1.0, JSON format.
 */
final class ChangeWriter implements Listener {
    /* Written by hand: purposes, ids and instants are of letters, digits and signs that JSON takes as they are. */

    private static final int BUFFER = 1 << 15;
    private static final int LONGEST_EVENT = 1 << 10;

    private final OutputStream out;
    private final String begin;
    private final String middle;
    private final StringBuilder text = new StringBuilder(BUFFER + LONGEST_EVENT);
    private long number;

    /** Events of one stream, whose ids begin with {@code stream}. */
    ChangeWriter(OutputStream out, Purpose purpose, UUID stream) {
        this.out = out;
        this.begin = "data: {\"specversion\":\"1.0\",\"type\":\"";
        this.middle = "\",\"source\":\"" + ChangeEvent.source(purpose.path()) + "\",\"id\":\"" + stream + '-';
    }

    @Override
    public void tell(Change change) throws IOException {
        switch (change) {
            case Change.Voided _ -> {
                goOnBehind(0);
                begin(ChangeEvent.VOIDED);
            }
            case Change.Permitted told -> {
                begin(ChangeEvent.PERMITTED)
                        .append("\"contactPoint\":\"")
                        .append(told.contactPoint())
                        .append("\",\"person\":\"")
                        .append(told.person());
                if (told.validUntil() != null) {
                    text.append("\",\"validUntil\":\"").append(told.validUntil());
                }
                text.append('"');
            }
            case Change.Refused told ->
                begin(ChangeEvent.REFUSED)
                        .append("\"contactPoint\":\"")
                        .append(told.contactPoint())
                        .append('"');
            case Change.UpTo told -> {
                goOnBehind(told.place());
                begin(ChangeEvent.UP_TO)
                        .append("\"place\":")
                        .append(told.place())
                        .append(",\"at\":\"")
                        .append(told.at())
                        .append('"');
            }
        }
        text.append("}}\n\n");
        if (text.length() >= BUFFER) {
            write();
        }
    }

    private void goOnBehind(long place) {
        text.append("id: ").append(place).append('\n');
    }

    private StringBuilder begin(String type) {
        return text.append(begin).append(type).append(middle).append(number++).append("\",\"data\":{");
    }

    /** Says nothing, so that a connection that is gone is found out. */
    void stillHere() {
        text.append(":\n\n");
    }

    /** Sends whatever was told. */
    void flush() throws IOException {
        write();
        out.flush();
    }

    private void write() throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        text.setLength(0);
    }
}
