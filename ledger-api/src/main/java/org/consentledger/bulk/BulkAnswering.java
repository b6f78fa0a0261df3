package org.consentledger.bulk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.consentledger.api.AnsweringProperties;
import org.consentledger.api.ArrivingBody;
import org.consentledger.api.AtOnce;
import org.consentledger.api.DefinedPurposes;
import org.consentledger.api.Failures;
import org.consentledger.api.Problem;
import org.consentledger.api.ProblemFound;
import org.consentledger.api.ProblemType;
import org.consentledger.check.Inquiries;
import org.consentledger.check.StandingIndex;
import org.consentledger.feed.Feed;
import org.consentledger.identity.Values;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Illegal;
import org.consentledger.law.Moments;
import org.consentledger.lists.Lines;
import org.consentledger.lists.ListEnd;
import org.consentledger.lists.ListFormat;
import org.consentledger.lists.ListReader;
import org.consentledger.lists.Packing;
import org.consentledger.store.LedgerReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers lists, as many at a time as memory is meant for, each from one standpoint. */
@Component
@EnableConfigurationProperties(ListBounds.class)
public final class BulkAnswering implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BulkAnswering.class);

    private final Feed feed;
    private final StandingIndex index;
    private final DefinedPurposes purposes;
    private final Values values;
    private final LedgerReader reader;
    private final Clock clock;
    private final Duration patience;
    private final JsonMapper json;
    private final ListBounds bounds;
    private final AtOnce streams;
    private final ExecutorService threads;

    BulkAnswering(
            Feed feed,
            StandingIndex index,
            DefinedPurposes purposes,
            Values values,
            LedgerReader reader,
            Clock clock,
            AnsweringProperties answering,
            JsonMapper json,
            ListBounds bounds) {
        this.feed = feed;
        this.index = index;
        this.purposes = purposes;
        this.values = values;
        this.reader = reader;
        this.clock = clock;
        this.patience = answering.patience();
        this.json = json;
        this.bounds = bounds;
        this.streams = new AtOnce(bounds.streams());
        this.threads = Executors.newFixedThreadPool(
                bounds.threads(),
                Thread.ofPlatform().name("ledger-lists-", 0).daemon().factory());
    }

    /** The way in which a list is answered. */
    public interface Answering {
        ListAnswers of(Standpoint from, RowWriter writer, Executor threads);
    }

    /** Answers the list in the request's body with verdicts, while it arrives. */
    void answer(ListQuestion question, HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(question, VerdictAnswers::new, request, response);
    }

    /** Answers the list in the request's body, while it arrives. */
    public void answer(
            ListQuestion question, Answering answering, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var list = new ListReader(format(request), packing(request), question.column());
        try (var _ = streams.take()) {
            Standpoint from = standpoint(question);
            Delivery delivery = Delivery.accepted(request);
            RowWriter writer = delivery.writer(question.asker());
            var run = new ListRun(
                    answering.of(from, writer, threads),
                    writer,
                    () -> delivery.open(response),
                    json,
                    bounds,
                    System.nanoTime());
            run(list, request, run);
        } catch (ListRun.JudgingFailed e) {
            Failures.log(LOG, "a list could not be judged", e);
            throw new ProblemFound(e.problem());
        } catch (IOException e) {
            if (!response.isCommitted()) {
                throw e;
            }
            // The asker is gone, or reads no answers. What was answered stands, and the rest can be asked again.
            LOG.debug("the answer to a list was cut off");
        }
    }

    private static void run(ListReader list, HttpServletRequest request, ListRun run) throws IOException {
        Problem problem;
        try {
            problem = problem(list.read(ArrivingBody.of(request), run));
        } catch (ListRun.TooLong _) {
            problem = Problem.of(ProblemType.LIST_TOO_LONG);
        } catch (ListRun.JudgingFailed e) {
            Failures.log(LOG, "a list could not be judged", e);
            problem = e.problem();
        }
        if (problem != null && !run.begun()) {
            throw new ProblemFound(problem);
        }
        run.end(problem);
    }

    private static @Nullable Problem problem(ListEnd end) {
        return switch (end) {
            case WHOLE -> null;
            case EMPTY -> Problem.of(ProblemType.LIST_EMPTY);
            case NO_COLUMN ->
                Problem.of(ProblemType.INVALID_FIELD, "column", "must be named once in the list's first line");
            case CUT, DAMAGED -> Problem.of(ProblemType.LIST_CUT);
            case LINE_TOO_LONG -> Problem.beyond(ProblemType.LINE_TOO_LONG, Lines.LIMIT);
            case LATE -> Problem.of(ProblemType.REQUEST_TIMEOUT);
            case LOST -> Problem.of(ProblemType.BAD_REQUEST);
        };
    }

    private static ListFormat format(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("text/csv")
                ? ListFormat.CSV
                : ListFormat.NDJSON;
    }

    private static Packing packing(HttpServletRequest request) {
        String coding = request.getHeader("Content-Encoding");
        return switch (coding == null ? "identity" : coding.trim().toLowerCase(Locale.ROOT)) {
            case "identity" -> Packing.NONE;
            case "gzip" -> Packing.GZIP;
            case "zstd" -> Packing.ZSTD;
            default -> throw new ProblemFound(Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE));
        };
    }

    // ---- from where it is answered

    /** One state of this node's index that holds every fact which the ledger held when it was asked. */
    private Standpoint standpoint(ListQuestion question) {
        checkProfile(question);
        long head = reader.head().size();
        Feed.Followed followed = feed.awaitFollowed(head, patience);
        Long atLeast = question.atLeast();
        if (atLeast != null && atLeast > head) {
            throw ProblemFound.placeNotReached();
        }
        Inquiries inquiries = index.inquiries(question.purpose(), question.policy());
        Long asked = question.ledgerSize();
        long size = asked == null ? inquiries.place() : asked;
        Instant at = question.at();
        var standpoint = new Standpoint(
                question,
                new Coordinates(
                        at == null ? Moments.notBefore(followed.recordedAt(), clock.instant()) : at,
                        question.known(),
                        size),
                inquiries,
                values);
        if (!purposes.contain(question.purpose(), Math.min(size, inquiries.place()))) {
            throw ProblemFound.purposeUnknown();
        }
        tryOut(standpoint);
        return standpoint;
    }

    private void checkProfile(ListQuestion question) {
        try {
            values.profiles().get(question.profile());
        } catch (Illegal e) {
            throw new Illegal("profile", e.rule());
        }
    }

    /** Asks once, so that a question that can't be asked is refused before any row is read. */
    private static void tryOut(Standpoint standpoint) {
        try {
            standpoint
                    .inquiries()
                    .next()
                    .ask(
                            0,
                            0,
                            standpoint.atMicros(),
                            standpoint.knownMicros(),
                            standpoint.coordinates().ledgerSize());
        } catch (Illegal e) {
            throw ProblemFound.ofCoordinates(e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
