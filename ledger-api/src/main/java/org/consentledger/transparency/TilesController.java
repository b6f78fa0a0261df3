package org.consentledger.transparency;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.consentledger.api.Problem;
import org.consentledger.api.ProblemFound;
import org.consentledger.api.ProblemType;
import org.consentledger.checkpoints.Checkpoints;
import org.consentledger.checkpoints.Tiles;
import org.consentledger.seal.Malformed;
import org.consentledger.seal.TileId;
import org.consentledger.seal.TileRange;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * The log as monitors read it.
 *
 * <p>Source: C2SP tlog-tiles.
 */
@Hidden // Their addresses are C2SP's, and have more parts than a description can say.
@RestController
final class TilesController {
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    private static final CacheControl FOR_A_SECOND =
            CacheControl.maxAge(Duration.ofSeconds(1)).cachePublic();
    private static final String SEPARATOR = "/";

    private final Checkpoints checkpoints;
    private final Tiles tiles;
    private final boolean servesEntries;

    TilesController(
            Checkpoints checkpoints,
            Tiles tiles,
            LogProperties properties,
            @Value("${server.address:0.0.0.0}") InetAddress address) {
        this.checkpoints = checkpoints;
        this.tiles = tiles;
        this.servesEntries = properties.servesEntries(address);
    }

    @GetMapping("/tlog/checkpoint")
    ResponseEntity<byte[]> checkpoint() {
        byte[] note = checkpoints
                .newest()
                .orElseThrow(TilesController::nothing)
                .note()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return answer(FOR_A_SECOND)
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(note);
    }

    @GetMapping("/tlog/tile/{level:[0-9]|[1-5][0-9]|6[0-3]}/{*range}")
    ResponseEntity<byte[]> hashes(@PathVariable("level") int level, @PathVariable("range") String range) {
        var tile = new TileId(level, range(range));
        return answer(FOR_EVER)
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(tiles.hashes(tile).orElseThrow(TilesController::nothing));
    }

    @GetMapping("/tlog/tile/entries/{*range}")
    ResponseEntity<byte[]> entries(
            @PathVariable("range") String range,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, required = false) @Nullable String accepted) {
        if (!servesEntries) {
            throw nothing();
        }
        Optional<byte[]> bundle = tiles.entries(range(range));
        boolean packed = accepted != null && accepted.contains("gzip");
        ResponseEntity.BodyBuilder answer =
                answer(FOR_EVER).contentType(MediaType.APPLICATION_OCTET_STREAM).varyBy(HttpHeaders.ACCEPT_ENCODING);
        if (packed) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        byte[] bytes = bundle.orElseThrow(TilesController::nothing);
        return answer.body(packed ? packed(bytes) : bytes);
    }

    private static ResponseEntity.BodyBuilder answer(CacheControl cached) {
        return ResponseEntity.ok().cacheControl(cached).header("X-Content-Type-Options", "nosniff");
    }

    private static TileRange range(String path) {
        try {
            return TileRange.parse(path.startsWith(SEPARATOR) ? path.substring(SEPARATOR.length()) : path);
        } catch (Malformed _) {
            throw nothing();
        }
    }

    private static byte[] packed(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static ProblemFound nothing() {
        return new ProblemFound(Problem.of(ProblemType.NOT_FOUND));
    }
}
