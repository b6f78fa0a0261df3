package org.consentledger.gdprbench;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.consentledger.api.Events;

/** What the ledger answers about those whom a client holds. */
final class Asking {
    private static final String PERMITTED = "\"permitted\":true";

    private final Book book;
    private final Wire wire;

    Asking(Book book, Wire wire) {
        this.book = book;
        this.wire = wire;
    }

    /** How many of those whom a processor holds for the purpose may be used for it now. */
    int permitted(String purpose) throws IOException {
        return permitted(purpose, book.ofPurpose(purpose));
    }

    /** How many of them may be decided about by machines. */
    int decided(String purpose) throws IOException {
        return check(Facts.DECISION, book.ofPurpose(purpose));
    }

    /** How many of {@code asked} may be used for the purpose now. */
    int permitted(String purpose, List<Held> asked) throws IOException {
        return check(Facts.purpose(purpose), asked);
    }

    private int check(String use, List<Held> asked) throws IOException {
        String answer = wire.post(
                "/v1/checks",
                "{\"purpose\":\"" + use + "\",\"channel\":\"email\",\"items\":["
                        + asked.stream()
                                .map(held -> "{\"sha256\":\"" + held.hash + "\"}")
                                .collect(Collectors.joining(","))
                        + "]}");
        return occurrences(answer, PERMITTED);
    }

    /** How many facts there are. */
    long size() throws IOException {
        return Events.JSON.readTree(wire.get("/v1/ledger")).path("size").asLong();
    }

    /** How many of all records ever told were removed, by the reasons of a list. */
    int removed() throws IOException {
        var list = new StringBuilder("hash\n");
        for (Held held : book.all()) {
            list.append(held.hash).append('\n');
        }
        String answer = wire.post(
                "/v1/questions/bulk?purpose=" + Facts.purpose("purpose0") + "&profile=plain-1&channel=email",
                "text/csv",
                list.toString());
        return occurrences(answer.substring(0, answer.lastIndexOf("{\"summary\"")), "\"reason\":\"REMOVED\"");
    }

    private static int occurrences(String text, String what) {
        int occurrences = 0;
        for (int at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + 1)) {
            occurrences++;
        }
        return occurrences;
    }
}
