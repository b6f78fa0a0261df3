package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.consentledger.access.Role;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Plays the transcripts in {@code src/test/resources/http}. Exchanges stand between lines of {@code ----}: the request line,
 * headers, an empty line and the body, then what must hold: {@code code ==}, {@code header X ==}, {@code body contains},
 * {@code body lacks}, {@code body ==}. {@code keep name /regex/} keeps the regex's first group of the body for {@code {{name}}} below;
 * {@code {{2000*x}}} is so many times the character.
 */
class TranscriptsIT {
    private static final Path FOLDER = Path.of("src", "test", "resources", "http");
    /** One of its own, in which nobody adopts a policy. */
    private static final TestService SERVICE = new TestService();

    private static final Pattern KEEP = Pattern.compile("keep (\\w+) /(.*)/");
    private static final Pattern REPEATED = Pattern.compile("\\{\\{(\\d+)\\*(.)}}");
    private static final Pattern HEADER = Pattern.compile("header ([\\w-]+) == (.*)");

    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> play(file)));
        }
    }

    private static void play(Path file) throws IOException, SQLException {
        Map<String, String> kept = new HashMap<>();
        for (String exchange : Files.readString(file).split("(?m)^----\n", -1)) {
            List<String> lines = exchange.lines()
                    .filter(line -> !line.startsWith("# "))
                    .dropWhile(String::isBlank)
                    .toList();
            if (!lines.isEmpty()) {
                play(lines.iterator(), kept);
            }
        }
    }

    private static void play(Iterator<String> lines, Map<String, String> kept) throws SQLException {
        String requestLine = filled(lines.next(), kept);
        String[] request = requestLine.split(" ", 2);
        var builder = SERVICE.request(request[1]);
        String line = lines.next();
        for (; !line.isBlank(); line = lines.next()) {
            String[] header = line.split(": ", 2);
            builder.header(header[0], filled(header[1], kept));
        }
        var body = new StringBuilder();
        line = lines.next();
        for (; !line.startsWith("code == "); line = lines.next()) {
            body.append(line).append('\n');
        }
        String sent = filled(body.toString().strip(), kept);
        builder.method(request[0], sent.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(sent));
        if (TestKeys.isRetraction(sent)) {
            builder.setHeader("Authorization", "Bearer " + SERVICE.keys().of(Role.STEWARD));
        }
        String stored = stored();
        HttpResponse<String> response = SERVICE.send(builder);
        assertThat(response.statusCode())
                .as("%s answered %s", requestLine, response.body())
                .isEqualTo(Integer.parseInt(line.substring("code == ".length())));
        if (response.statusCode() >= 400) {
            assertThat(stored())
                    .as("%s was refused, and stored nothing", requestLine)
                    .isEqualTo(stored);
        }
        while (lines.hasNext()) {
            check(lines.next(), requestLine, response, kept);
        }
    }

    /** How many facts there are, and how many persons in the directory. */
    private static String stored() throws SQLException {
        try (Connection connection = SERVICE.database().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select (select count(*) from ledger.fact), (select count(*) from identity.person)")) {
            row.next();
            return row.getLong(1) + " facts, " + row.getLong(2) + " persons";
        }
    }

    private static void check(
            String line, String requestLine, HttpResponse<String> response, Map<String, String> kept) {
        Matcher keep = KEEP.matcher(line);
        Matcher header = HEADER.matcher(line);
        String expected = filled(line.replaceFirst("^body (contains|lacks|==) ", ""), kept);
        if (line.startsWith("body contains ")) {
            assertThat(response.body()).as(requestLine).contains(expected);
        } else if (line.startsWith("body lacks ")) {
            assertThat(response.body()).as(requestLine).doesNotContain(expected);
        } else if (line.startsWith("body == ")) {
            assertThat(response.body()).as(requestLine).isEqualTo(expected);
        } else if (header.matches()) {
            assertThat(response.headers().firstValue(header.group(1)))
                    .as("%s: %s", requestLine, header.group(1))
                    .hasValue(filled(header.group(2), kept));
        } else if (keep.matches()) {
            Matcher found = Pattern.compile(keep.group(2)).matcher(response.body());
            assertThat(found.find())
                    .as("%s: %s in %s", requestLine, line, response.body())
                    .isTrue();
            kept.put(keep.group(1), found.group(1));
        } else {
            assertThat(line).as("a line of a transcript").isBlank();
        }
    }

    private static String filled(String text, Map<String, String> kept) {
        String filled = text;
        for (var entry : kept.entrySet()) {
            filled = filled.replace("{{" + entry.getKey() + "}}", entry.getValue());
        }
        return REPEATED.matcher(filled).replaceAll(found -> found.group(2).repeat(Integer.parseInt(found.group(1))));
    }
}
