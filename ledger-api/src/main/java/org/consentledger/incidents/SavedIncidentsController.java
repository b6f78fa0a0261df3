package org.consentledger.incidents;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.consentledger.api.Problem;
import org.consentledger.api.ProblemFound;
import org.consentledger.api.ProblemType;
import org.consentledger.api.Shape;
import org.consentledger.incidents.IncidentAnswer.Changed;
import org.consentledger.incidents.IncidentAnswer.Reported;
import org.consentledger.incidents.SavedIncidents.KeptReport;
import org.consentledger.incidents.SavedIncidents.Saved;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Incidents that were given a name, the reports that were made of them, and what changed from one to another. */
@RestController
final class SavedIncidentsController {
    private static final Shape<IncidentBody> INCIDENT = Shape.of(IncidentBody.class);
    private static final Shape<SaveBody> SAVE = Shape.of(SaveBody.class);
    private static final Shape<AgainBody> AGAIN = Shape.of(AgainBody.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    private static final int LIMIT = 100;

    private final IncidentAnswering answering;
    private final SavedIncidents saved;
    private final JsonMapper json;

    SavedIncidentsController(IncidentAnswering answering, SavedIncidents saved, JsonMapper json) {
        this.answering = answering;
        this.saved = saved;
        this.json = json;
    }

    /**
     * An incident to be saved.
     *
     * @param name lower-case letters, digits and hyphens, up to 60
     */
    public record SaveBody(String name, JsonNode question) {}

    /** At which coordinates a saved incident is reported again; without any where the question leaves them. */
    public record AgainBody(
            @Nullable Long ledgerSize, @Nullable Long atLeast) {}

    /** An incident as it was saved, with every report made of it. */
    public record SavedIncident(String name, Instant savedAt, JsonNode question, List<KeptReport> reports) {}

    /**
     * Saved incidents in order of their names.
     *
     * @param next the name to go on behind; absent where these are the last
     */
    public record SavedPage(
            List<NamedIncident> incidents, @Nullable String next) {}

    /** An incident's name, and when it was saved. */
    public record NamedIncident(String name, Instant savedAt) {}

    /** A report that was kept, under its number. */
    public record KeptAnswer(String incident, int number, Reported reported) {}

    @Operation(summary = "Save a question about an incident under a name")
    @PostMapping(path = "/v1/incidents", consumes = "application/json", produces = "application/json")
    ResponseEntity<SavedIncident> save(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        SaveBody body = SAVE.read(request);
        if (!NAME.matcher(body.name()).matches()) {
            throw new Illegal("name", "must be lower-case letters, digits and hyphens, at most 60");
        }
        var _ = INCIDENT.read(body.question(), "question");
        saved.save(body.name(), json.writeValueAsString(body.question()));
        SavedIncident found = shown(find(body.name()));
        if (!found.question().equals(body.question())) {
            throw new ProblemFound(Problem.of(
                    ProblemType.INCIDENT_DIFFERS, "name", "was given to another question; give this one another name"));
        }
        return IncidentsController.uncached(found);
    }

    @Operation(summary = "The incidents that were saved")
    @GetMapping(path = "/v1/incidents", produces = "application/json")
    ResponseEntity<SavedPage> list(@RequestParam(name = "after", required = false) @Nullable String after) {
        List<Saved> page = saved.list(after == null ? "" : after, LIMIT + 1);
        List<NamedIncident> incidents = page.stream()
                .limit(LIMIT)
                .map(one -> new NamedIncident(one.name(), one.savedAt()))
                .toList();
        return IncidentsController.uncached(new SavedPage(
                incidents, page.size() > LIMIT ? incidents.getLast().name() : null));
    }

    @Operation(summary = "A saved incident with the reports that were made of it")
    @GetMapping(path = "/v1/incidents/{name}", produces = "application/json")
    ResponseEntity<SavedIncident> show(@PathVariable("name") String name) {
        return IncidentsController.uncached(shown(find(name)));
    }

    @Operation(summary = "Report a saved incident, and keep the report")
    @PostMapping(path = "/v1/incidents/{name}/reports", consumes = "application/json", produces = "application/json")
    ResponseEntity<KeptAnswer> report(
            @PathVariable("name") String name, @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        AgainBody again = AGAIN.read(request);
        Saved incident = find(name);
        Reported reported = answering.report(question(incident, again));
        int number = saved.keep(incident.name(), reported.report(), json.writeValueAsString(reported));
        return IncidentsController.uncached(new KeptAnswer(incident.name(), number, reported));
    }

    @Operation(summary = "A report that was kept, as it was")
    @GetMapping(path = "/v1/incidents/{name}/reports/{number}", produces = "application/json")
    ResponseEntity<String> kept(@PathVariable("name") String name, @PathVariable("number") int number) {
        String report = saved.report(find(name).name(), number).orElseThrow(SavedIncidentsController::nothing);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(report);
    }

    @Operation(summary = "What became different from one kept report to another")
    @GetMapping(path = "/v1/incidents/{name}/changes", produces = "application/json")
    ResponseEntity<Changed> changes(
            @PathVariable("name") String name, @RequestParam("before") int before, @RequestParam("after") int after) {
        Saved incident = find(name);
        List<KeptReport> reports = saved.reports(incident.name());
        var again = new AgainBody(size(reports, after), null);
        return IncidentsController.uncached(answering.changes(question(incident, again), size(reports, before)));
    }

    private static long size(List<KeptReport> reports, int number) {
        return reports.stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElseThrow(SavedIncidentsController::nothing)
                .ledgerSize();
    }

    private IncidentBody question(Saved incident, AgainBody again) {
        IncidentBody asked = INCIDENT.read(json.readTree(incident.question()), "question");
        return asked.at(again.ledgerSize(), again.atLeast());
    }

    private Saved find(String name) {
        return saved.find(name).orElseThrow(SavedIncidentsController::nothing);
    }

    private static ProblemFound nothing() {
        return new ProblemFound(Problem.of(ProblemType.NOT_FOUND));
    }

    private SavedIncident shown(Saved incident) {
        return new SavedIncident(
                incident.name(),
                incident.savedAt(),
                json.readTree(incident.question()),
                saved.reports(incident.name()));
    }
}
