package org.consentledger.api;

import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.consentledger.feed.Feed;
import org.consentledger.feed.ViewProgress;
import org.consentledger.law.Illegal;
import org.consentledger.law.Recorded;
import org.consentledger.store.LedgerHead;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.NoticeTexts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The ledger itself: how far it has come, what stands at a place, and the views that are built from it. */
@RestController
final class LedgerController {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerController.class);

    private final LedgerReader reader;
    private final NoticeTexts texts;
    private final Feed feed;
    private final AsyncTaskExecutor executor;
    private final Set<String> rebuilding = ConcurrentHashMap.newKeySet();

    LedgerController(LedgerReader reader, NoticeTexts texts, Feed feed, AsyncTaskExecutor executor) {
        this.reader = reader;
        this.texts = texts;
        this.feed = feed;
        this.executor = executor;
    }

    /**
     * How far the ledger has come.
     *
     * @param root the tree head's root, in hex
     * @param recordedAt the moment of the last recording; absent before the first
     */
    record Standing(long size, String root, @Nullable Instant recordedAt, List<View> views) {}

    /**
     * How far a view has come.
     *
     * @param lag how many facts it is behind the ledger
     * @param rebuilding while it is built anew, the place that the new one has reached
     */
    record View(String name, long place, long lag, @Nullable Long rebuilding) {}

    @Operation(summary = "How far the ledger and its views have come")
    @GetMapping(path = "/v1/ledger", produces = "application/json")
    Standing ledger() {
        LedgerHead head = reader.head();
        return new Standing(
                head.size(),
                HexFormat.of().formatHex(head.tree().root()),
                head.size() == 0 ? null : head.recordedAt(),
                feed.progress().stream().map(LedgerController::view).toList());
    }

    private static View view(ViewProgress progress) {
        return new View(
                progress.view(),
                progress.place(),
                Math.max(0, progress.head() - progress.place()),
                progress.rebuiltTo());
    }

    @Operation(summary = "The fact at a place")
    @GetMapping(path = "/v1/facts/{place}", produces = "application/json")
    RecordedFacts.Shown fact(@PathVariable("place") long place) {
        List<Recorded> found = reader.at(List.of(place));
        if (found.isEmpty()) {
            throw new ProblemFound(Problem.of(ProblemType.NOT_FOUND));
        }
        return RecordedFacts.shown(found.getFirst());
    }

    @Operation(summary = "The exact text of a notice")
    @GetMapping(path = "/v1/notices/texts/{hash}", produces = "text/plain;charset=UTF-8")
    ResponseEntity<byte[]> text(@PathVariable("hash") String hash) {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new Illegal("hash", "must be 64 lower-case hexadecimal digits");
        }
        String text = texts.find(hash).orElseThrow(() -> new ProblemFound(Problem.of(ProblemType.NOT_FOUND)));
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable())
                .eTag("\"" + hash + "\"")
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    @Operation(summary = "Build a view anew from the first fact on, while the old one goes on answering")
    @PostMapping(path = "/v1/views/{name}/rebuild", produces = "application/json")
    ResponseEntity<Standing> rebuild(@PathVariable("name") String name) {
        if (!feed.views().contains(name)) {
            throw new ProblemFound(Problem.of(ProblemType.NOT_FOUND));
        }
        if (rebuilding.add(name)) {
            executor.execute(() -> run(name));
        }
        return ResponseEntity.accepted().header("Location", "/v1/ledger").body(ledger());
    }

    private void run(String name) {
        try {
            feed.rebuild(name);
        } catch (RuntimeException e) {
            Failures.log(LOG, "a view could not be built anew; the old one goes on", e);
        } finally {
            rebuilding.remove(name);
        }
    }
}
