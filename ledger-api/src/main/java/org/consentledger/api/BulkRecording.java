package org.consentledger.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.consentledger.access.Caller;
import org.consentledger.store.LedgerReader;
import org.consentledger.write.LedgerCommands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Takes streams of facts, as many at a time as memory is meant for. */
@Component
final class BulkRecording {
    /** Most streams at a time; each holds two chunks. */
    static final int MAX_STREAMS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(BulkRecording.class);

    private final AtOnce streams = new AtOnce(MAX_STREAMS);
    private final LedgerCommands commands;
    private final Reporting reporting;
    private final LedgerReader reader;
    private final AsyncTaskExecutor executor;
    private final JsonMapper json;

    BulkRecording(
            LedgerCommands commands,
            Reporting reporting,
            LedgerReader reader,
            AsyncTaskExecutor executor,
            JsonMapper json) {
        this.commands = commands;
        this.reporting = reporting;
        this.reader = reader;
        this.executor = executor;
        this.json = json;
    }

    /**
     * Answers the lines behind the first {@code from}, while they arrive.
     *
     * @param all whether recorded lines are answered too, or only those that were refused
     */
    void answer(HttpServletRequest request, HttpServletResponse response, long from, boolean all) throws IOException {
        try (var _ = streams.take();
                InputStream in = Body.stream(request)) {
            response.setContentType("application/x-ndjson");
            // Tomcat refuses a body that it can read no further in our place, unless an answer has begun.
            response.flushBuffer();
            Caller caller = Caller.current();
            new BulkStream(
                            commands,
                            submission -> reporting.refusal(caller, submission),
                            reader,
                            executor,
                            json,
                            in,
                            response.getOutputStream())
                    .run(from, all);
        } catch (IOException e) {
            if (!response.isCommitted()) {
                throw e;
            }
            // The sender is gone. What was answered is durable, and the rest may be sent again.
            LOG.debug("a bulk stream was cut off");
        }
    }
}
