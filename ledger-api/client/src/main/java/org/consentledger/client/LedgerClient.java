package org.consentledger.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a consent ledger who may be matched, over connections that are kept open. Make one and keep it: any number of threads may
 * ask it.
 *
 * <p>It fails closed. {@link #check} answers "nobody" to whatever goes wrong: no connection, no answer by the deadline, a node that
 * cannot vouch for itself, an answer that is cut off, malformed, of another number of results or older than was asked for.
 */
public final class LedgerClient implements AutoCloseable {
    private static final int LARGEST_ANSWER_BYTES = 64 << 20;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final HttpClient http;
    private final URI checks;
    private final String authorization;
    private final Duration deadline;
    private final int attempts;

    private LedgerClient(URI ledger, String key, Duration deadline, int attempts) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(deadline)
                .build();
        this.checks = ledger.resolve("/v1/checks");
        this.authorization = "Bearer " + key;
        this.deadline = deadline;
        this.attempts = attempts;
    }

    /** A client that waits a second for an answer and tries three times within it. */
    public static LedgerClient at(URI ledger, String key) {
        return at(ledger, key, Duration.ofSeconds(1), 3);
    }

    /**
     * A client of the ledger at an address such as {@code http://127.0.0.1:8080}.
     *
     * @param key a matcher's key or token; from the environment or a file, never from a command line, which others read
     * @param deadline how long a check may take, all attempts included
     * @param attempts how often it is sent at most, where no answer or 503 comes; checks change nothing, so that is safe
     */
    public static LedgerClient at(URI ledger, String key, Duration deadline, int attempts) {
        if (attempts < 1 || deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("A client needs a deadline and at least one attempt.");
        }
        return new LedgerClient(ledger, key, deadline, attempts);
    }

    /** Who may be matched; nobody where that cannot be told, with the {@link CheckAnswer#failure} beside it. */
    public CheckAnswer check(Check check) {
        try {
            return checkOrThrow(check);
        } catch (CheckFailed e) {
            return CheckAnswer.failed(check, e);
        } catch (RuntimeException e) {
            return CheckAnswer.failed(check, new CheckFailed("the check could not be asked", 0, false, e));
        }
    }

    /**
     * As {@link #check}, for callers that treat a failure themselves.
     *
     * @throws CheckFailed where nobody can tell who may be matched: then nobody may be
     */
    public CheckAnswer checkOrThrow(Check check) throws CheckFailed {
        long end = System.nanoTime() + deadline.toNanos();
        byte[] body = CheckJson.write(check);
        for (int attempt = 1; ; attempt++) {
            try {
                return CheckJson.read(answer(body, end), check);
            } catch (CheckFailed e) {
                long pause = PAUSE.multipliedBy(attempt).toNanos();
                if (!e.retryable() || attempt == attempts || end - System.nanoTime() <= pause) {
                    throw e;
                }
                pause(pause);
            }
        }
    }

    private static void pause(long nanos) throws CheckFailed {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static CheckFailed interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CheckFailed("the asking thread was interrupted", 0, false, e);
    }

    /** The bytes of an answer of 200, by the end. The request's own time-out would not cover the body. */
    private byte[] answer(byte[] body, long end) throws CheckFailed {
        HttpRequest request = HttpRequest.newBuilder(checks)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        CompletableFuture<HttpResponse<byte[]>> sent =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER_BYTES));
        try {
            return whole(sent.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw new CheckFailed("no answer came by the deadline", 0, false, e);
        } catch (ExecutionException e) {
            boolean retryable = e.getCause() instanceof IOException;
            throw new CheckFailed("no answer came", 0, retryable, e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            sent.cancel(true);
        }
    }

    private static byte[] whole(HttpResponse<byte[]> response) throws CheckFailed {
        int status = response.statusCode();
        if (status == 503) {
            throw new CheckFailed("the ledger cannot answer at this moment", status, true, null);
        }
        if (status != 200) {
            throw new CheckFailed("the ledger refused the check", status, false, null);
        }
        return response.body();
    }

    /** Ends the connections; what is being asked is answered with a failure. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
