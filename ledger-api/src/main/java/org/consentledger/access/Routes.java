package org.consentledger.access;

import static org.consentledger.access.Role.IMPORTER;
import static org.consentledger.access.Role.INVESTIGATOR;
import static org.consentledger.access.Role.MATCHER;
import static org.consentledger.access.Role.PERSON;
import static org.consentledger.access.Role.RECORDER;
import static org.consentledger.access.Role.REGULATOR;
import static org.consentledger.access.Role.STEWARD;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.http.server.PathContainer;

/** Everything that may be asked of the service, and by whom: whatever is not in this table is answered to nobody. */
public final class Routes {
    /** In the order of the reference page, {@code docs/reference/access.md}. */
    public static final List<Route> ALL = List.of(
            Route.of("POST", "/v1/facts", RECORDER, IMPORTER, STEWARD, PERSON).withinConfines(),
            Route.of("POST", "/v1/facts/bulk", RECORDER, IMPORTER, STEWARD).withinConfines(),
            Route.of("POST", "/v1/checks", MATCHER),
            Route.of(Route.GRPC, "/consentledger.v1.Checks/Check", MATCHER),
            Route.of("POST", "/v1/checks/bulk", MATCHER),
            Route.of("POST", "/v1/runs/{run}", MATCHER).withinConfines(),
            Route.of("GET", "/v1/runs/{run}", MATCHER, INVESTIGATOR, REGULATOR),
            Route.of("GET", "/v1/changes", MATCHER),
            Route.of("POST", "/v1/questions", INVESTIGATOR, REGULATOR),
            Route.of("POST", "/v1/questions/bulk", INVESTIGATOR, REGULATOR),
            Route.of("GET", "/v1/contact-points/{contactPoint}/verdict", INVESTIGATOR, REGULATOR),
            Route.of("GET", "/v1/contact-points/{contactPoint}/history", INVESTIGATOR, REGULATOR),
            Route.of("GET", "/v1/persons/{person}/history", INVESTIGATOR, REGULATOR, PERSON),
            Route.of("POST", "/v1/histories", INVESTIGATOR, REGULATOR),
            Route.of("POST", "/v1/evidence/verdict", INVESTIGATOR, REGULATOR),
            Route.of("POST", "/v1/evidence/history", INVESTIGATOR, REGULATOR),
            Route.of("GET", "/v1/facts/{place}", INVESTIGATOR, REGULATOR, STEWARD),
            Route.of("POST", "/v1/incident-reports", INVESTIGATOR, REGULATOR).withinConfines(),
            Route.of("POST", "/v1/what-if", INVESTIGATOR, REGULATOR).withinConfines(),
            Route.of("POST", "/v1/affected-persons", INVESTIGATOR, REGULATOR),
            Route.of("POST", "/v1/incidents", INVESTIGATOR),
            Route.of("GET", "/v1/incidents", INVESTIGATOR, REGULATOR),
            Route.of("GET", "/v1/incidents/{name}", INVESTIGATOR, REGULATOR),
            Route.of("POST", "/v1/incidents/{name}/reports", INVESTIGATOR),
            Route.of("GET", "/v1/incidents/{name}/reports/{number}", INVESTIGATOR, REGULATOR),
            Route.of("GET", "/v1/incidents/{name}/changes", INVESTIGATOR, REGULATOR),
            Route.of("POST", "/v1/exports", INVESTIGATOR),
            Route.of("POST", "/v1/census", INVESTIGATOR, REGULATOR),
            Route.of("POST", "/v1/provenance/sources", INVESTIGATOR, REGULATOR),
            Route.of("POST", "/v1/provenance/withdrawals", INVESTIGATOR, REGULATOR),
            Route.of("POST", "/v1/provenance/never-given", INVESTIGATOR, REGULATOR),
            Route.of("POST", "/v1/provenance/uses", INVESTIGATOR, REGULATOR),
            Route.of(
                            "GET",
                            "/v1/notices/texts/{hash}",
                            RECORDER,
                            IMPORTER,
                            MATCHER,
                            INVESTIGATOR,
                            REGULATOR,
                            PERSON,
                            STEWARD)
                    .withinConfines(),
            Route.of("GET", "/v1/ledger", RECORDER, IMPORTER, MATCHER, INVESTIGATOR, REGULATOR, STEWARD)
                    .withinConfines(),
            Route.open("GET", "/v1/log"),
            Route.of("GET", "/v1/proofs/inclusion", INVESTIGATOR, REGULATOR),
            Route.of("GET", "/v1/proofs/inclusion.tlog-proof", INVESTIGATOR, REGULATOR),
            Route.of("GET", "/v1/proofs/consistency", INVESTIGATOR, REGULATOR),
            Route.of("POST", "/v1/verifications", INVESTIGATOR, STEWARD),
            Route.of("GET", "/v1/verifications", INVESTIGATOR, REGULATOR, STEWARD),
            Route.open("GET", "/tlog/checkpoint"),
            Route.open("GET", "/tlog/tile/{level:[0-9]|[1-5][0-9]|6[0-3]}/{*range}"),
            Route.of("GET", "/tlog/tile/entries/{*range}", INVESTIGATOR, REGULATOR),
            Route.of("POST", "/v1/views/{name}/rebuild", STEWARD),
            Route.of("GET", "/actuator/prometheus", STEWARD),
            Route.open("GET", "/openapi.json"),
            Route.open("GET", "/actuator/health"),
            Route.open("GET", "/actuator/health/{*part}"));

    private Routes() {}

    /** The route that a request takes; none where nobody may take it. */
    static Optional<Route> find(String method, PathContainer path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return ALL.stream().filter(route -> route.matches(asked, path)).findFirst();
    }

    /** Whether {@code request} asks for what is told to anybody. */
    static boolean isOpen(HttpServletRequest request) {
        return find(request.getMethod(), RouteAuthorization.path(request))
                .filter(Route::isOpen)
                .isPresent();
    }

    /** What a request that was refused asked for. */
    public enum Asked {
        THERE,
        OTHER_METHOD,
        NOWHERE
    }

    /** Whether what {@code request} asks for is in the table. */
    public static Asked asked(HttpServletRequest request) {
        if (find(request.getMethod(), RouteAuthorization.path(request)).isPresent()) {
            return Asked.THERE;
        }
        return allowed(request).isEmpty() ? Asked.NOWHERE : Asked.OTHER_METHOD;
    }

    /** The methods by which something is asked at the path of {@code request}, with commas; empty where nothing is. */
    public static String allowed(HttpServletRequest request) {
        PathContainer path = RouteAuthorization.path(request);
        var methods = new TreeSet<String>();
        for (Route route : ALL) {
            if (!route.method().equals(Route.GRPC) && route.pattern().matches(path)) {
                methods.add(route.method());
            }
        }
        return String.join(",", methods);
    }
}
