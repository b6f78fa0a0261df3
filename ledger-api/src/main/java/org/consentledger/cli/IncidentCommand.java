package org.consentledger.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ledger incident}: reports, what another policy would have made of them, and those that have a name. */
@Command(name = "incident", description = "Who was affected, since when, and would another policy have prevented it?")
final class IncidentCommand {
    private static final String SAVED = "/v1/incidents";
    private static final String REPORTS = "/v1/incident-reports";

    private final Ledger ledger;

    IncidentCommand(Ledger ledger) {
        this.ledger = ledger;
    }

    @Command(description = "Report an incident.")
    int report(
            @Mixin IncidentOptions incident,
            @Option(
                            names = "--by",
                            paramLabel = "LINES",
                            description =
                                    "Which lines to show: days, purposes, programmes, surfaces, suppliers,"
                                            + " jurisdictions, advertisers, audiences, reasons or undetermined. May be repeated.")
                    @Nullable
                    List<String> by,
            @Mixin Format format) {
        try (Service service = ledger.service()) {
            String asked = format.asked(ledger);
            if (asked != null) {
                ledger.download(service, REPORTS + "?format=" + asked, incident.body());
            } else {
                ledger.show(
                        service.post(REPORTS, incident.body()),
                        answer -> IncidentText.report(answer, by == null ? IncidentText.USUAL : by));
            }
        }
        return Exit.DONE.code();
    }

    @Command(
            description = "The persons whom an incident affected, with what each is owed to be told:"
                    + " as lines of JSON, csv or parquet. Only where the installation hands the list out.")
    int affected(@Mixin IncidentOptions incident, @Mixin Format format) {
        String asked = format.asked(ledger);
        try (Service service = ledger.service()) {
            ledger.download(
                    service, "/v1/affected-persons?format=" + (asked == null ? "json" : asked), incident.body());
        }
        return Exit.DONE.code();
    }

    @Command(name = "what-if", description = "What another policy would have made of an incident.")
    int whatIf(
            @Mixin IncidentOptions incident,
            @Option(names = "--instead", paramLabel = "VERSION", description = "The other policy's version.") @Nullable
                    String version,
            @Option(names = "--instead-file", paramLabel = "FILE", description = "The other policy, as a draft.")
                    @Nullable
                    Path draft) {
        var body = new Fields().put("incident", incident.body()).policy("instead", version, draft);
        try (Service service = ledger.service()) {
            ledger.show(service.post("/v1/what-if", body.node()), IncidentText::whatIf);
        }
        return Exit.DONE.code();
    }

    @Command(description = "Give a question a name, for ever.")
    int save(@Parameters(paramLabel = "NAME") String name, @Mixin IncidentOptions incident) {
        var body = new Fields().put("name", name).put("question", incident.body());
        try (Service service = ledger.service()) {
            ledger.show(service.post(SAVED, body.node()), IncidentText::saved);
        }
        return Exit.DONE.code();
    }

    @Command(description = "The incidents that were saved.")
    int list(
            @Option(names = "--after", paramLabel = "NAME", description = "Those whose names sort behind this one.")
                    @Nullable
                    String after) {
        try (Service service = ledger.service()) {
            ledger.show(service.get(SAVED + (after == null ? "" : "?after=" + encoded(after))), IncidentText::list);
        }
        return Exit.DONE.code();
    }

    @Command(description = "A saved incident with the reports that were made of it.")
    int show(@Parameters(paramLabel = "NAME") String name) {
        try (Service service = ledger.service()) {
            ledger.show(service.get(path(name)), IncidentText::saved);
        }
        return Exit.DONE.code();
    }

    @Command(description = "Report a saved incident, and keep the report.")
    int again(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--ledger-size", paramLabel = "N", description = "As the ledger stood with N facts.")
                    @Nullable
                    Long size,
            @Option(names = "--at-least", paramLabel = "PLACE", description = "The report must know of this place.")
                    @Nullable
                    Long atLeast) {
        var body = new Fields().put("ledgerSize", size).put("atLeast", atLeast);
        try (Service service = ledger.service()) {
            ledger.show(
                    service.post(path(name) + "/reports", body.node()),
                    answer -> "Kept as number " + answer.path("number").asInt() + ".\n"
                            + IncidentText.report(answer.path("reported"), IncidentText.USUAL));
        }
        return Exit.DONE.code();
    }

    @Command(description = "A report that was kept.")
    int kept(@Parameters(paramLabel = "NAME") String name, @Parameters(paramLabel = "NUMBER") int number) {
        try (Service service = ledger.service()) {
            ledger.show(
                    service.get(path(name) + "/reports/" + number),
                    answer -> IncidentText.report(answer, IncidentText.USUAL));
        }
        return Exit.DONE.code();
    }

    @Command(description = "What became different from one kept report to another.")
    int changes(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "BEFORE") int before,
            @Parameters(paramLabel = "AFTER") int after) {
        try (Service service = ledger.service()) {
            ledger.show(
                    service.get(path(name) + "/changes?before=" + before + "&after=" + after), IncidentText::changes);
        }
        return Exit.DONE.code();
    }

    private static String path(String name) {
        return SAVED + "/" + encoded(name);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
