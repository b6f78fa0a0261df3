package org.consentledger.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.util.ServletRequestPathUtils;

/** Lets a request through where the table of routes has it for the caller's role. */
final class RouteAuthorization implements AuthorizationManager<RequestAuthorizationContext> {
    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        PathContainer path = path(request);
        Route route = Routes.find(request.getMethod(), path).orElse(null);
        return new AuthorizationDecision(route != null
                && (route.isOpen()
                        || (authentication.get() instanceof KnownCaller known
                                && admits(route, known.getPrincipal(), path))));
    }

    private static boolean admits(Route route, Caller caller, PathContainer path) {
        return route.admits(caller) && route.isOwn(caller, path);
    }

    /** The path as controllers are matched by it. */
    static PathContainer path(HttpServletRequest request) {
        return (ServletRequestPathUtils.hasParsedRequestPath(request)
                        ? ServletRequestPathUtils.getParsedRequestPath(request)
                        : ServletRequestPathUtils.parse(request))
                .pathWithinApplication();
    }
}
