package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Holds docs/openapi.json to the code. {@code mvn -pl ledger-api -am test -Dtest=OpenApiIT -Dopenapi=write ...} writes it anew. */
class OpenApiIT {
    private static final Path COMMITTED = Path.of("..", "docs", "openapi.json");

    @Test
    void the_description_that_is_served_is_the_one_in_docs() throws IOException {
        HttpResponse<String> answer = TestService.RUNNING.get("/openapi.json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String served = answer.body() + "\n";
        if ("write".equals(System.getProperty("openapi"))) {
            Files.writeString(COMMITTED, served);
        }
        assertThat(served).isEqualTo(Files.readString(COMMITTED));
    }

    @Test
    void whatever_it_refers_to_is_in_it() throws IOException {
        var described = JsonMapper.shared().readTree(COMMITTED.toFile());
        List<String> references = described.findValuesAsString("$ref");
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                described.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }
}
