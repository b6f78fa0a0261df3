package org.consentledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.consentledger.identity.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists with wrong rows in them, or sent in pieces: every row is answered or counted, and none is repeated. */
class BadListIT {
    private static final TestService SERVICE = TestService.RUNNING;
    private static final String CHECK = "/v1/checks/bulk?purpose=bad.list&profile=plain-1&channel=email";
    private static final String ADDRESS = "some.body@example.com";
    private static final byte[] HASH = Sha256.ofText(ADDRESS).bytes();
    private static final String HEX = HexFormat.of().formatHex(HASH);
    private static final String BASE64 = Base64.getEncoder().encodeToString(HASH);

    @BeforeAll
    static void define() {
        String purpose = Events.text(Events.event(
                "bad11570-0000-4000-8000-000000000001",
                "purpose.defined",
                "{\"purpose\":\"bad.list\",\"sentence\":\"A purpose\"}"));
        assertThat(SERVICE.post("/v1/facts", purpose).statusCode()).isBetween(200, 201);
    }

    private static String answer(String type, String list) {
        HttpResponse<String> response =
                SERVICE.send(SERVICE.request(CHECK).header("Content-Type", type).POST(BodyPublishers.ofString(list)));
        assertThat(response.body()).doesNotContain("some.body", HEX.substring(0, 16), BASE64.substring(0, 16));
        return response.body();
    }

    @Test
    void every_wrong_row_of_a_list_in_NDJSON_is_told_by_its_line() {
        String answer = answer(
                "application/x-ndjson",
                String.join(
                        "\n",
                        "{\"hash\":\"" + HEX + "\"}",
                        "{\"hash\":\"" + ADDRESS + "\"}",
                        ADDRESS,
                        "{\"hash\":\"" + HEX + "0\"}",
                        "{\"hash\":\"g" + HEX.substring(1) + "\"}",
                        "{\"hash\":\"" + BASE64 + "\"}",
                        "{\"hash\":\"+" + BASE64.substring(1, 20) + "_" + BASE64.substring(21) + "\"}",
                        "{\"hash\":\"" + HEX + "\"}",
                        ""));
        assertThat(answer)
                .contains(
                        "{\"row\":1,\"permitted\":false}",
                        "{\"row\":2,\"line\":2,\"problem\":\"plain-value\"}",
                        "{\"row\":3,\"line\":3,\"problem\":\"malformed\"}",
                        "{\"row\":4,\"line\":4,\"problem\":\"wrong-length\"}",
                        "{\"row\":5,\"line\":5,\"problem\":\"wrong-alphabet\"}",
                        "{\"row\":6,\"line\":6,\"problem\":\"other-encoding\"}",
                        "{\"row\":7,\"line\":7,\"problem\":\"two-alphabets\"}",
                        "{\"row\":8,\"permitted\":false}",
                        "{\"complete\":true,\"rows\":8,\"permitted\":0,\"refused\":2,\"bad\":6,\"duplicates\":1,");
    }

    @ParameterizedTest
    @ValueSource(strings = {ADDRESS, "\"" + ADDRESS + "\",hash2", "name;hash"})
    void a_list_whose_first_line_is_no_header_is_refused(String first) {
        assertThat(answer("text/csv", first + "\n" + HEX + "\n")).contains("invalid-field", "\"field\":\"column\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void what_a_packer_has_flushed_is_answered_before_more_comes(String coding) throws IOException {
        var packed = new ByteArrayOutputStream();
        OutputStream packer =
                coding.equals("gzip") ? new GZIPOutputStream(packed, 512, true) : new ZstdOutputStream(packed);
        try (var request = new BareRequest(SERVICE.port())) {
            request.send("POST " + CHECK + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: "
                    + SERVICE.keys().authorization(CHECK) + "\r\nContent-Type: text/csv\r\nContent-Encoding: " + coding
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            packer.write(("hash\n" + HEX + "\n").getBytes(UTF_8));
            packer.flush();
            request.chunk(packed.toByteArray());
            assertThat(request.answerUntil("\"row\":1,.*\\}")).doesNotContain("summary");
            packed.reset();
            packer.write((HEX + "\n").getBytes(UTF_8));
            packer.close();
            request.chunk(packed.toByteArray());
            request.chunk("");
            assertThat(request.answerUntil("\"summary\".*\\}\\}")).contains("\"complete\":true,\"rows\":2,");
        }
    }
}
