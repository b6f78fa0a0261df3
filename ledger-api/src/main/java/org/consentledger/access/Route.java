package org.consentledger.access;

import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * One thing that may be asked, and by whom.
 *
 * @param method of HTTP, or {@code gRPC}
 * @param pattern the path as the controller has it; for gRPC the method's full name
 * @param roles who may ask; empty where anybody may, known or not
 * @param confinable whether a caller who is confined to programmes or jurisdictions may ask: where the request names them and is held
 *     to them, or where nothing of anybody is told
 */
public record Route(String method, PathPattern pattern, Set<Role> roles, boolean confinable) {
    static final String GRPC = "gRPC";

    public Route {
        roles = Set.copyOf(roles);
    }

    static Route of(String method, String pattern, Role... roles) {
        return new Route(method, PathPatternParser.defaultInstance.parse(pattern), Set.of(roles), false);
    }

    static Route open(String method, String pattern) {
        return of(method, pattern);
    }

    /** The same, for confined callers too. */
    Route withinConfines() {
        return new Route(method, pattern, roles, true);
    }

    boolean isOpen() {
        return roles.isEmpty();
    }

    boolean matches(String otherMethod, PathContainer path) {
        return method.equals(otherMethod) && pattern.matches(path);
    }

    boolean admits(Caller caller) {
        return isOpen() || (roles.contains(caller.role()) && (confinable || !caller.confined()));
    }

    /** Whether the path names no person, or the one who asks about themself. */
    boolean isOwn(Caller caller, PathContainer path) {
        PathPattern.PathMatchInfo match = pattern.matchAndExtract(path);
        String named = match == null ? null : match.getUriVariables().get("person");
        return caller.role() != Role.PERSON || named == null || named.equals(String.valueOf(caller.person()));
    }
}
