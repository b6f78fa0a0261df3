package org.consentledger.demonstration;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the ledger says of a two-factor number and of a profile number on 16, 17 and 18 September 2019.
 *
 * @param twoFactor the number that was given for two-factor authentication
 * @param profile the number that was given in a profile, with consent
 */
record ThreeDays(AskedNumber twoFactor, AskedNumber profile) {
    static final String PURPOSE = Purposes.TAILORED;

    private static final LocalDate MIDDLE = PublishedFigures.INCIDENT_STOPPED;
    private static final List<LocalDate> DAYS = List.of(MIDDLE.minusDays(1), MIDDLE, MIDDLE.plusDays(1));

    /** @param days the three, in order */
    record AskedNumber(String value, String contactPoint, List<Day> days) {}

    /**
     * A day of a number, in UTC.
     *
     * @param extent throughout, in-part or never
     * @param stretches never empty
     * @param uses in order of time
     */
    record Day(LocalDate day, String extent, List<Stretch> stretches, List<Use> uses) {}

    record Stretch(Instant since, String reason, @Nullable String rule) {}

    record Use(Instant at, String became) {}

    /** Asks the service. */
    static ThreeDays ask(LedgerService service) throws IOException, InterruptedException {
        return new ThreeDays(ask(service, Cast.TWO_FACTOR_NUMBER), ask(service, Cast.PROFILE_NUMBER));
    }

    private static AskedNumber ask(LedgerService service, Contacts.Contact contact)
            throws IOException, InterruptedException {
        var answers = new ArrayList<JsonNode>();
        for (LocalDate day : DAYS) {
            answers.add(service.onDay(contact.plain(), PURPOSE, day.toString()));
        }
        String contactPoint =
                answers.getFirst().path("question").path("contactPoint").asString();
        List<Use> uses = uses(service.history(contactPoint));
        var days = new ArrayList<Day>();
        for (int i = 0; i < DAYS.size(); i++) {
            days.add(day(DAYS.get(i), answers.get(i), uses));
        }
        return new AskedNumber(contact.normal(), contactPoint, List.copyOf(days));
    }

    private static Day day(LocalDate day, JsonNode answer, List<Use> uses) {
        List<Stretch> stretches = StreamSupport.stream(answer.path("stretches").spliterator(), false)
                .map(stretch -> new Stretch(
                        Instant.parse(stretch.path("since").asString()),
                        word(stretch.path("reason")),
                        stretch.path("rule").isString() ? stretch.path("rule").stringValue() : null))
                .toList();
        List<Use> ofDay = uses.stream()
                .filter(use -> use.at().atOffset(ZoneOffset.UTC).toLocalDate().equals(day))
                .toList();
        return new Day(day, word(answer.path("extent")), stretches, ofDay);
    }

    private static List<Use> uses(List<JsonNode> history) {
        return history.stream()
                .filter(fact -> fact.path("use").isObject())
                .map(fact -> new Use(
                        Instant.parse(fact.path("occurredAt").asString()),
                        word(fact.path("use").path("class"))))
                .sorted(Comparator.comparing(Use::at))
                .toList();
    }

    private static String word(JsonNode name) {
        return name.asString().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
