package org.consentledger.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.consentledger.access.AccessUnavailable;
import org.consentledger.access.Routes;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells as a problem that somebody is not let in. What is in no table of routes is not there, for whoever is known. */
@Component
final class AccessProblems implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final JsonMapper json;

    AccessProblems(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof AccessUnavailable) {
            response.setHeader("Retry-After", "1");
            write(response, ProblemType.LEDGER_UNAVAILABLE);
        } else {
            response.setHeader("WWW-Authenticate", "Bearer");
            write(response, ProblemType.UNAUTHENTICATED);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        switch (Routes.asked(request)) {
            case THERE -> write(response, ProblemType.FORBIDDEN);
            case OTHER_METHOD -> {
                response.setHeader("Allow", Routes.allowed(request));
                write(response, ProblemType.METHOD_NOT_ALLOWED);
            }
            case NOWHERE -> write(response, ProblemType.NOT_FOUND);
        }
    }

    private void write(HttpServletResponse response, ProblemType type) throws IOException {
        response.setStatus(type.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(Problem.of(type)));
    }
}
