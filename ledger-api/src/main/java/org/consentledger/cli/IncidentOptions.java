package org.consentledger.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Which uses an incident is about, and at which coordinates. */
final class IncidentOptions {
    @Option(names = "--from", paramLabel = "INSTANT", description = "The first instant, included.")
    private @Nullable String from;

    @Option(names = "--until", paramLabel = "INSTANT", description = "The last instant, not included.")
    private @Nullable String until;

    @Option(names = "--purpose", description = "Uses for purposes that lie in this one.")
    private @Nullable String purpose;

    @Option(names = "--programme", description = "Of this programme; may be repeated, as all that follow.")
    private List<String> programmes = new ArrayList<>();

    @Option(names = "--advertiser", description = "Of this advertiser.")
    private List<String> advertisers = new ArrayList<>();

    @Option(names = "--surface", description = "Resting on a collection on this surface.")
    private List<String> surfaces = new ArrayList<>();

    @Option(names = "--supplier", description = "Resting on one supplied by: person, user or partner.")
    private List<String> suppliers = new ArrayList<>();

    @Option(names = "--jurisdiction", description = "Resting on one in this jurisdiction.")
    private List<String> jurisdictions = new ArrayList<>();

    @Option(names = "--class", paramLabel = "CLASS", description = "Of this class, such as LATE_BREACH.")
    private List<String> classes = new ArrayList<>();

    @Option(names = "--zone", description = "The zone of the days; without it UTC.")
    private @Nullable String zone;

    @Mixin
    private Coordinates coordinates = new Coordinates();

    @Option(names = "--policy", paramLabel = "VERSION", description = "Judged under this version.")
    private @Nullable String policy;

    @Option(names = "--policy-file", paramLabel = "FILE", description = "Judged under the draft in this file.")
    private @Nullable Path policyFile;

    /** The question as the service reads it. */
    ObjectNode body() {
        var body = new Fields()
                .put("from", from)
                .put("until", until)
                .put("purpose", purpose)
                .put("programmes", programmes)
                .put("advertisers", advertisers)
                .put("surfaces", surfaces)
                .put("suppliers", suppliers)
                .put("jurisdictions", jurisdictions)
                .put("classes", classes)
                .put("zone", zone)
                .policy("policy", policy, policyFile);
        coordinates.into(body);
        return body.node();
    }
}
