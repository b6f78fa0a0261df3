package org.consentledger.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who sent a request; one without a good key or token goes on as nobody's. */
final class CallerFilter extends OncePerRequestFilter {
    private final Callers callers;
    private final AuthenticationEntryPoint refused;

    CallerFilter(Callers callers, AuthenticationEntryPoint refused) {
        this.callers = callers;
        this.refused = refused;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (Routes.isOpen(request)) {
            // It is told to anybody, whether or not it can be told who that is.
            chain.doFilter(request, response);
            return;
        }
        try {
            List<String> given = Collections.list(request.getHeaders("Authorization"));
            // Two of them: whoever reads the other one would take the request for somebody else's.
            Caller caller = given.size() == 1 ? callers.find(given.getFirst()) : null;
            if (caller != null) {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(new KnownCaller(caller));
                SecurityContextHolder.setContext(context);
            }
        } catch (AuthenticationException e) {
            refused.commence(request, response, e);
            return;
        }
        chain.doFilter(request, response);
    }
}
