package org.consentledger.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.consentledger.store.FactJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tells what Tomcat itself refuses, such as a request that is no HTTP, as a problem instead of a page. */
public final class ProblemValve extends ErrorReportValve {
    private final JsonMapper json = FactJson.mapper();

    /** For Tomcat, which makes it by its name. */
    public ProblemValve() {}

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(Problem.MEDIA_TYPE);
            byte[] body = json.writeValueAsBytes(Problem.ofStatus(response.getStatus()));
            response.getReporter().write(new String(body, StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException _) {
            // Whoever asked is gone.
        }
    }
}
