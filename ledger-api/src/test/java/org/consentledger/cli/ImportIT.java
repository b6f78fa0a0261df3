package org.consentledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.consentledger.api.Events;
import org.consentledger.api.TestService;
import org.consentledger.lists.Lines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportIT {
    private static final TestService SERVICE = TestService.RUNNING;
    private static final String ADDRESS = "http://127.0.0.1:" + SERVICE.port();
    /** As many lines as one request takes. */
    private static final String BLANK = "\n".repeat(ImportRun.LINES);

    @TempDir
    private Path folder = Path.of("");

    private static String purpose(int number) {
        String id = String.format(Locale.ROOT, "1a90c700-0000-4000-8000-%012d", number);
        return Events.text(Events.event(
                        id, "purpose.defined", "{\"purpose\":\"import.p" + number + "\",\"sentence\":\"A purpose\"}"))
                + "\n";
    }

    private Path file(String name, String lines) throws IOException {
        return Files.writeString(folder.resolve(name), lines);
    }

    private static Typed imported(String address, Path file, String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "import";
        arguments[1] = file.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return Typed.at(address, "", arguments);
    }

    @Test
    void refused_lines_are_told_with_their_numbers_and_the_others_recorded() throws IOException {
        String tooLong = "x".repeat(Lines.LIMIT + 1) + "\n";
        Path file = file("refused.ndjson", purpose(1) + BLANK + "{\n" + tooLong + purpose(2));
        Typed run = imported(ADDRESS, file);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("20004 lines: 2 recorded, 0 were recorded before, 2 refused.\n");
        assertThat(run.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("line 20002: The body is not one JSON value"),
                        line -> assertThat(line).isEqualTo("line 20003: The line is too long (at most 262144 bytes)."));
        assertThat(folder).isDirectoryNotContaining("glob:**.imported");
        assertThat(imported(ADDRESS, file, "--json").out())
                .isEqualTo("{\"lines\":20004,\"recorded\":0,\"before\":2,\"refused\":2}\n");
    }

    @Test
    void what_was_cut_off_goes_on_behind_what_was_answered() throws IOException {
        Path file = file("cut.ndjson", "{\n" + purpose(3) + BLANK + purpose(4));
        try (var relay = new CuttingRelay(SERVICE, "{\"summary\"", 2)) {
            Typed cut = imported(relay.address(), file);
            assertThat(cut.exit()).isEqualTo(4);
            assertThat(cut.err()).contains("Everything up to line 20000 is answered; run the same again to go on.");
        }
        assertThat(folder.resolve("cut.ndjson.imported")).exists();
        Typed again = imported(ADDRESS, file);
        assertThat(again.err()).isEmpty();
        assertThat(again.exit()).as("a line was refused, though not this time").isEqualTo(1);
        assertThat(again.out()).isEqualTo("20003 lines: 1 recorded, 1 were recorded before, 1 refused.\n");
        assertThat(folder.resolve("cut.ndjson.imported")).doesNotExist();
    }

    @Test
    void another_file_under_the_name_is_not_gone_on_with() throws IOException {
        Path file = file("other.ndjson", purpose(5) + BLANK + purpose(6));
        try (var relay = new CuttingRelay(SERVICE, "{\"summary\"", 2)) {
            assertThat(imported(relay.address(), file).exit()).isEqualTo(4);
        }
        file("other.ndjson", purpose(7) + BLANK + purpose(8));
        Typed again = imported(ADDRESS, file);
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("The file is another one than its import was begun with");
    }

    @Test
    void facts_come_from_standard_input_too() {
        Typed run = Typed.at(ADDRESS, purpose(9), "import", "-");
        assertThat(run.out()).isEqualTo("1 lines: 1 recorded, 0 were recorded before, 0 refused.\n");
        assertThat(run.exit()).isZero();
    }

    @Test
    void how_far_it_is_stands_on_standard_error_where_asked_for() throws IOException {
        Path file = file("bar.ndjson", purpose(10) + BLANK);
        assertThat(imported(ADDRESS, file, "--progress").err())
                .contains("\r[" + "#".repeat(40) + "] 100 %, 20001 lines");
        assertThat(imported(ADDRESS, file).err()).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_ends_with_6() {
        assertThat(imported(ADDRESS, folder.resolve("nothing")).exit()).isEqualTo(6);
    }
}
