package org.consentledger.api;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** In which media type an answer is accepted. */
public final class Accepted {
    private Accepted() {}

    /** That of {@code offered} which the request accepts soonest; the first where it accepts any of them, or does not say. */
    public static MediaType of(HttpServletRequest request, MediaType... offered) {
        var types = MediaType.parseMediaTypes(request.getHeader("Accept"));
        MimeTypeUtils.sortBySpecificity(types);
        for (MediaType type : types) {
            for (MediaType one : offered) {
                if (type.isCompatibleWith(one)) {
                    return one;
                }
            }
        }
        return offered[0];
    }
}
