package org.consentledger.api;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.consentledger.law.Illegal;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses query parameters that nobody reads, that are there twice or say nothing: a coordinate that is passed over would be
 * answered as if it had been asked.
 */
@Configuration(proxyBeanMethods = false)
class KnownParameters implements WebMvcConfigurer, HandlerInterceptor {
    private static final String DOORS = "org.consentledger.";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null
                && request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(DOORS)) {
            check(request.getParameterMap(), known(method));
        }
        return true;
    }

    private static void check(Map<String, String[]> given, Set<String> known) {
        if (!known.containsAll(given.keySet())) {
            throw new ProblemFound(Problem.of(
                    ProblemType.UNKNOWN_FIELD,
                    "(query)",
                    known.isEmpty()
                            ? "no parameter is known here"
                            : "parameters known here are: " + String.join(", ", known)));
        }
        for (String name : known) {
            String[] values = given.get(name);
            if (values != null && values.length > 1) {
                throw new Illegal(name, "must be given once");
            }
            if (values != null && values[0].isEmpty()) {
                throw new Illegal(name, "must not be empty");
            }
        }
    }

    private static Set<String> known(HandlerMethod method) {
        Set<String> known = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
            if (named != null) {
                known.add(named.name());
            }
        }
        return known;
    }
}
