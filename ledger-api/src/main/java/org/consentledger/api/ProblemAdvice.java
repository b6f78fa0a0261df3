package org.consentledger.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.consentledger.checkpoints.Altered;
import org.consentledger.identity.DirectoryFailed;
import org.consentledger.law.Illegal;
import org.consentledger.store.LedgerUnavailable;
import org.consentledger.store.UnreadableFact;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Makes a problem of whatever ends a request early. */
@RestControllerAdvice
final class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String RETRY_AFTER_SECONDS = "1";

    @ExceptionHandler
    ResponseEntity<Problem> found(ProblemFound e) {
        return answer(e.problem(), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Problem> illegal(Illegal e) {
        return answer(Problem.invalid(e), new HttpHeaders());
    }

    /** The ledger or the directory of persons is out of reach; neither keeps anything of the request. */
    @ExceptionHandler({LedgerUnavailable.class, DirectoryFailed.class})
    ResponseEntity<Problem> unavailable() {
        LOG.atWarn().log("a request found the ledger unavailable");
        return answer(Problem.of(ProblemType.LEDGER_UNAVAILABLE), new HttpHeaders());
    }

    /** A newer version wrote a fact that the request is about: one that reads it can answer. */
    @ExceptionHandler
    ResponseEntity<Problem> newer(UnreadableFact e) {
        Failures.log(LOG, "a request met a fact that this version cannot read", e);
        return answer(Problem.of(ProblemType.FACT_UNREADABLE), new HttpHeaders());
    }

    /** It is in the log and on record already. */
    @ExceptionHandler(Altered.class)
    ResponseEntity<Problem> altered() {
        return answer(Problem.of(ProblemType.LEDGER_ALTERED), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Problem> missing(MissingServletRequestParameterException e) {
        return answer(Problem.of(ProblemType.MISSING_FIELD, e.getParameterName(), "must be given"), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Problem> mistyped(MethodArgumentTypeMismatchException e) {
        // Whatever is no number is read as the text that it is, by its own door.
        return answer(Problem.of(ProblemType.INVALID_FIELD, e.getName(), WholeNumbers.RULE), new HttpHeaders());
    }

    /** The query, or its encoding, cannot be read; what Tomcat says of it quotes it. */
    @ExceptionHandler(InvalidParameterException.class)
    ResponseEntity<Problem> unreadable() {
        return answer(Problem.of(ProblemType.BAD_REQUEST), new HttpHeaders());
    }

    /** The sender stopped sending, sent what cannot be unpacked, or went away and hears nothing of it. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Problem> cut(IOException e, HttpServletResponse response) {
        return response.isCommitted() ? null : answer(Body.unread(e), new HttpHeaders());
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Problem> other(Exception e, HttpServletResponse response) {
        if (e instanceof ErrorResponse known) {
            return answer(Problem.ofStatus(known.getStatusCode().value()), known.getHeaders());
        }
        Failures.log(LOG, "a request failed", e);
        return response.isCommitted() ? null : answer(Problem.of(ProblemType.INTERNAL), new HttpHeaders());
    }

    private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders given) {
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(given);
        headers.setContentType(MediaType.valueOf(Problem.MEDIA_TYPE));
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.status() == 503) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (problem.status() == 413 || problem.status() == 408) {
            // The rest of the body is not read.
            headers.set(HttpHeaders.CONNECTION, "close");
        }
        return ResponseEntity.status(problem.status()).headers(headers).body(problem);
    }
}
