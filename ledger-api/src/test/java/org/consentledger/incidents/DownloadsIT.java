package org.consentledger.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.consentledger.api.TestService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadsIT {
    private static final TestService SERVICE = new TestService("--ledger.incidents.list-persons=true");
    private static final Incident INCIDENT = new Incident(SERVICE);
    private static final String REPORTS = "/v1/incident-reports";
    private static final String QUESTION = "{\"programmes\":[\"taken-away\"]}";

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void one_is_matched_by_somebody_with_a_name_like_a_formula() {
        INCIDENT.define();
        INCIDENT.agree("gus", "sign-up");
        INCIDENT.use("gus", "taken-away", "=HYPERLINK(1,2)");
    }

    private static HttpResponse<String> get(String path, String question, String accept) {
        return SERVICE.send(SERVICE.request(path)
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(question)));
    }

    @Test
    void a_report_is_a_table_in_csv_and_no_name_in_it_is_a_formula() {
        HttpResponse<String> answer = get(REPORTS, QUESTION, "text/csv");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"incident-\\d+.csv\"");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines.getFirst())
                .isEqualTo("lines,day,name,audience,then,now,restsOn,useClass,uses,persons,withoutAccount,"
                        + "contactPoints,ledgerSize,root");
        assertThat(lines.get(1)).startsWith("all,,,,,,,,1,1,0,1,");
        assertThat(answer.body())
                .contains("advertisers,,\"'=HYPERLINK(1,2)\",,,,,LAWFUL,1,1,0,1,")
                .contains("audiences,,\"'=HYPERLINK(1,2)\",spring,,,,LAWFUL,1,1,0,1,");
    }

    @Test
    void the_lines_by_day_come_alone() {
        HttpResponse<String> answer = SERVICE.post(REPORTS + "?format=csv&lines=days", QUESTION);
        assertThat(answer.body().lines().skip(1)).hasSize(1).allMatch(line -> line.startsWith("days,20"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"format=excel", "format=csv&lines=nights", "lines=days", "form=csv"})
    void what_no_download_has_is_refused(String query) {
        HttpResponse<String> answer = SERVICE.post(REPORTS + "?" + query, QUESTION);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {REPORTS, "/v1/affected-persons"})
    void parquet_reads_back_as_what_csv_says(String path) throws IOException {
        String question = "{\"programmes\":[\"taken-away\"],\"classes\":[\"LAWFUL\"],\"ledgerSize\":"
                + SERVICE.ledgerSize() + "}";
        HttpResponse<String> csv = SERVICE.post(path + "?format=csv", question);
        HttpResponse<String> parquet = get(path, question, "application/vnd.apache.parquet");
        assertThat(parquet.headers().firstValue("Content-Type")).hasValue("application/vnd.apache.parquet");
        List<Map<String, Object>> rows = rows(path, question);
        assertThat(rows).hasSize((int) csv.body().lines().skip(1).count()).isNotEmpty();
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.values()).doesNotContain("'=HYPERLINK(1,2)"))
                .anySatisfy(row -> assertThat(row.values()).contains("=HYPERLINK(1,2)"))
                .anySatisfy(row -> assertThat(row.get("uses")).isEqualTo(1L));
    }

    private List<Map<String, Object>> rows(String path, String question) throws IOException {
        Path file = folder.resolve("downloaded.parquet");
        Files.write(file, SERVICE.bytes(path + "?format=parquet", question));
        try (Stream<Map<String, Object>> rows = ParquetReader.streamContent(file.toFile(), new Cells())) {
            return rows.toList();
        }
    }

    private static final class Cells implements Hydrator<Map<String, Object>, Map<String, Object>, String[]> {
        @Override
        public Map<String, Object> start() {
            return new TreeMap<>();
        }

        @Override
        public Map<String, Object> add(Map<String, Object> row, String[] path, @Nullable Object value) {
            if (value != null) {
                row.put(String.join(".", path), value);
            }
            return row;
        }

        @Override
        public Map<String, Object> finish(Map<String, Object> row) {
            return row;
        }
    }
}
