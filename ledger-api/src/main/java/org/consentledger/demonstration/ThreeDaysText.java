package org.consentledger.demonstration;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.consentledger.demonstration.ThreeDays.AskedNumber;
import org.consentledger.demonstration.ThreeDays.Day;
import org.consentledger.demonstration.ThreeDays.Stretch;
import org.consentledger.demonstration.ThreeDays.Use;

/** The three days as a table and as sentences, at most 100 columns wide. */
final class ThreeDaysText {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private ThreeDaysText() {}

    static String of(ThreeDays three, String address) {
        return table(three) + "\n" + sentences(three) + "\n" + whereToGo(three, address);
    }

    private static String table(ThreeDays three) {
        var table = new StringBuilder();
        line(table, "Might this number be matched to an advertiser's list? Three questions to the ledger, in UTC.");
        line(table, "");
        row(table, "", spaced(three.twoFactor()), spaced(three.profile()));
        row(table, "", "given for two-factor authentication", "given in a profile, with consent");
        row(table, "", "-".repeat(38), "-".repeat(38));
        for (int i = 0; i < three.twoFactor().days().size(); i++) {
            Day day = three.twoFactor().days().get(i);
            row(
                    table,
                    DAY.format(day.day()),
                    cell(day),
                    cell(three.profile().days().get(i)));
        }
        return table.toString();
    }

    private static String cell(Day day) {
        return String.format(Locale.ROOT, "%-9s  %s", verdict(day), uses(day));
    }

    private static String verdict(Day day) {
        return switch (day.extent()) {
            case "throughout" -> "permitted";
            case "never" -> "refused";
            default -> "in part";
        };
    }

    private static String uses(Day day) {
        if (day.uses().isEmpty()) {
            return "not used";
        }
        return times("used", day.uses().size()) + ", last at "
                + minute(day.uses().getLast());
    }

    private static String sentences(ThreeDays three) {
        var text = new StringBuilder();
        for (Day day : three.twoFactor().days()) {
            String date = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH).format(day.day());
            line(text, date + ": the two-factor number was " + verdict(day) + what(day) + ".");
        }
        reasons(three.twoFactor()).forEach(reason -> line(text, reason));
        List<Use> uses = three.profile().days().stream()
                .flatMap(day -> day.uses().stream())
                .toList();
        line(
                text,
                "The profile number was " + verdicts(three.profile()) + ", and " + times("used", uses.size())
                        + " in these days, " + classes(uses) + ".");
        return text.toString();
    }

    private static String what(Day day) {
        return day.uses().isEmpty()
                ? ", and not used"
                : ", yet " + times("used", day.uses().size()) + ", " + classes(day.uses());
    }

    private static String verdicts(AskedNumber number) {
        List<String> verdicts =
                number.days().stream().map(ThreeDaysText::verdict).distinct().toList();
        return verdicts.size() == 1 ? verdicts.getFirst() + " on each day" : String.join(", then ", verdicts);
    }

    private static String classes(List<Use> uses) {
        Map<String, Long> counts =
                uses.stream().collect(Collectors.groupingBy(Use::became, TreeMap::new, Collectors.counting()));
        if (counts.size() == 1) {
            return (uses.size() == 1 ? "" : "all ") + became(uses.getFirst().became());
        }
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + became(count.getKey()))
                .collect(Collectors.joining(", "));
    }

    /** Why it was refused, each reason once. */
    private static List<String> reasons(AskedNumber number) {
        Map<String, Stretch> reasons = new LinkedHashMap<>();
        number.days().stream()
                .flatMap(day -> day.stretches().stream())
                .forEach(stretch -> reasons.putIfAbsent(why(stretch), stretch));
        var sentences = new ArrayList<String>();
        reasons.forEach((why, stretch) ->
                sentences.add((sentences.isEmpty() ? "Refused" : "From " + moment(stretch)) + " because " + why + "."));
        return sentences;
    }

    private static String became(String word) {
        return switch (word) {
            case "preventable-breach" -> "against what was known";
            case "late-breach" -> "against what was learned later";
            case "lawful" -> "lawfully";
            case "cleared" -> "cleared by what was learned later";
            case "unproven" -> "without evidence either way";
            default -> throw new DemonstrationFailed("the service judged a use by a word that is not known here");
        };
    }

    private static String why(Stretch stretch) {
        return switch (stretch.reason()) {
            case "rule" -> "the rule \"" + stretch.rule() + "\" forbids it";
            case "purpose-not-assigned" -> "it was given for security alone, and nothing allowed advertising with it";
            default -> "of " + stretch.reason();
        };
    }

    private static String moment(Stretch stretch) {
        var since = stretch.since().atOffset(ZoneOffset.UTC);
        String time = since.toLocalTime().equals(LocalTime.MIDNIGHT) ? "" : ", " + MINUTE.format(since);
        return DAY.format(since) + time;
    }

    private static String whereToGo(ThreeDays three, String address) {
        var text = new StringBuilder();
        line(text, "The service answers at " + address + " (its interface: " + address + "/openapi.json).");
        line(text, "Ask it yourself, about any day since 2010, with the investigator's key of the first start as KEY:");
        line(text, "  curl -s " + address + "/v1/questions -H \"Authorization: Bearer $KEY\" \\");
        line(text, "  -H 'Content-Type: application/json' -d \\");
        line(
                text,
                "  '{\"value\":{\"channel\":\"phone\",\"plain\":\""
                        + three.twoFactor().value() + "\"},");
        line(text, "    \"purpose\":\"" + ThreeDays.PURPOSE + "\",\"on\":\"2019-09-17\"}'");
        line(text, "Everything that happened to that number:");
        line(
                text,
                "  curl -s " + address + "/v1/contact-points/"
                        + three.twoFactor().contactPoint() + "/history \\");
        line(text, "  -H \"Authorization: Bearer $KEY\"");
        line(text, "What was invented here, and from which sources: docs/demonstration.md");
        return text.toString();
    }

    private static String spaced(AskedNumber number) {
        return number.value().replaceFirst("\\+1(\\d{3})(\\d{3})(\\d{4})", "+1 $1 $2 $3");
    }

    private static String minute(Use use) {
        return MINUTE.format(use.at().atOffset(ZoneOffset.UTC));
    }

    private static String times(String verb, int times) {
        return times == 1 ? verb + " once" : verb + " " + times + " times";
    }

    private static void row(StringBuilder table, String day, String left, String right) {
        line(
                table,
                String.format(Locale.ROOT, "  %-17s  %-38s  %s", day, left, right)
                        .stripTrailing());
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
