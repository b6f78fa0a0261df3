package org.consentledger.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.consentledger.api.RunningService;
import org.consentledger.seal.Checkpoint;
import org.consentledger.seal.EntryBundle;
import org.consentledger.seal.Frontier;
import org.consentledger.seal.NoteOpening;
import org.consentledger.seal.SignedNote;
import org.consentledger.seal.TileId;
import org.consentledger.seal.TreeHash;
import org.consentledger.seal.VerifierKey;

/** Follows a log by what C2SP says of it alone: whatever a checkpoint covers is fetched and hashed again. */
final class Monitor {
    private final RunningService service;
    private final List<VerifierKey> keys;
    private final HttpClient client = HttpClient.newHttpClient();

    Monitor(RunningService service, List<VerifierKey> keys) {
        this.service = service;
        this.keys = keys;
    }

    /** The newest checkpoint, whose signature is verified. */
    Checkpoint checkpoint() {
        HttpResponse<byte[]> answer = get("checkpoint");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=1, public");
        SignedNote note = SignedNote.parse(answer.body());
        assertThat(note.open(keys)).isInstanceOf(NoteOpening.Opened.class);
        return Checkpoint.parse(note.text());
    }

    /** Fetches every tile and bundle that the checkpoint speaks of, and every entry in them. */
    List<byte[]> follow(Checkpoint checkpoint) {
        var hash = new TreeHash();
        var entries = new ArrayList<byte[]>();
        for (long index = 0; index * 256 < checkpoint.size(); index++) {
            TileId tile = TileId.in(checkpoint.size(), 0, index);
            List<byte[]> bundle =
                    EntryBundle.parse(tile("entries/" + tile.range().path(), true));
            byte[] leaves = tile(tile.path(), false);
            assertThat(leaves).hasSize(32 * bundle.size());
            for (int i = 0; i < bundle.size(); i++) {
                assertThat(leaves).containsSubsequence(hash.leaf(bundle.get(i)));
            }
            entries.addAll(bundle);
        }
        Frontier frontier =
                Frontier.EMPTY.append(entries.stream().map(hash::leaf).toArray(byte[][]::new));
        assertThat(frontier.head()).isEqualTo(checkpoint.head());
        return entries;
    }

    byte[] tile(String path, boolean packed) {
        HttpResponse<byte[]> answer = get("tile/" + path, packed ? "gzip" : "identity");
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
        assertThat(answer.headers().firstValue("Content-Encoding").isPresent()).isEqualTo(packed);
        if (!packed) {
            return answer.body();
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return unpacked.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int status(String path) {
        return get(path).statusCode();
    }

    private HttpResponse<byte[]> get(String path) {
        return get(path, "identity");
    }

    private HttpResponse<byte[]> get(String path, String encoding) {
        HttpRequest request = service.request("/tlog/" + path)
                .header("Accept-Encoding", encoding)
                .build();
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
