package org.consentledger.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.consentledger.law.Histories;
import org.consentledger.law.Recorded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactExportTest {
    private static final int STEP = 5;
    private static final List<Recorded> FACTS = Histories.admitted(1).facts();
    private static final FactExport.Progress SILENT = (_, _) -> {};

    @TempDir
    private Path folder = Path.of("");

    private Manifest export(List<Recorded> facts) throws IOException {
        return new FactExport(new HistorySource(facts), folder, STEP).run(SILENT);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> named(Manifest manifest) {
        var named = new ArrayList<>(
                manifest.facts().stream().map(Manifest.Part::file).toList());
        named.add(manifest.suppressed());
        named.add(Manifest.NAME);
        named.sort(null);
        return named;
    }

    @Test
    void an_export_goes_on_where_it_ended() throws IOException {
        int first = FACTS.size() / 2;
        Manifest half = export(FACTS.subList(0, first));
        assertThat(half.size()).isEqualTo(first);
        var heard = new ArrayList<Long>();
        Manifest whole = new FactExport(new HistorySource(FACTS), folder, STEP).run((written, _) -> heard.add(written));
        assertThat(whole.size()).isEqualTo(FACTS.size());
        assertThat(heard).first().isEqualTo(first + 1L);
        assertThat(heard).last().isEqualTo((long) FACTS.size());
        assertThat(whole.facts()).containsAll(half.facts());
        assertThat(whole.facts().stream().mapToLong(Manifest.Part::facts).sum()).isEqualTo(FACTS.size());
        assertThat(files()).containsAll(named(whole));
        for (Manifest.Part part : whole.facts()) {
            byte[] bytes = Files.readAllBytes(folder.resolve(part.file()));
            assertThat(bytes).hasSize((int) part.bytes());
            assertThat(new String(Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length), StandardCharsets.US_ASCII))
                    .isEqualTo("PAR1");
        }
        assertThat(export(FACTS)).isEqualTo(whole);
        assertThat(files()).isEqualTo(named(whole));
    }

    @Test
    void an_empty_ledger_is_exported_too() throws IOException {
        assertThat(export(List.of()).facts()).isEmpty();
        assertThat(export(FACTS).size()).isEqualTo(FACTS.size());
    }

    @Test
    void what_cannot_be_read_to_its_end_leaves_the_export_as_it_was() throws IOException {
        Manifest before = export(FACTS.subList(0, STEP));
        var export = new FactExport(new HistorySource(FACTS), folder, FACTS.size());
        assertThatThrownBy(() -> export.run((written, _) -> {
                    if (written == STEP + 3) {
                        throw new IllegalStateException("cut off");
                    }
                }))
                .hasMessage("cut off");
        assertThat(Manifest.of(folder)).isEqualTo(before);
        assertThat(files()).isEqualTo(named(before));
    }

    @Test
    void a_full_disk_leaves_the_export_as_it_was() throws IOException {
        Manifest before = export(FACTS.subList(0, STEP));
        Path manifest = folder.resolve("." + Manifest.NAME + ".unfinished");
        Files.createSymbolicLink(manifest, Path.of("/dev/full"));
        var export = new FactExport(new HistorySource(FACTS), folder, STEP);
        assertThatThrownBy(() -> export.run(SILENT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space");
        assertThat(Manifest.of(folder)).isEqualTo(before);
        Files.deleteIfExists(manifest);
        assertThat(export(FACTS).size()).isEqualTo(FACTS.size());
        assertThat(files()).containsAll(named(Manifest.of(folder)));
    }

    @Test
    void what_no_manifest_names_is_removed_and_what_is_not_ours_stays() throws IOException {
        Files.createDirectories(folder.resolve("year=1999"));
        Files.writeString(folder.resolve("year=1999/facts-0-9.parquet"), "left behind");
        Files.writeString(folder.resolve("notes.txt"), "somebody's");
        export(FACTS);
        // What a step's manifest named and the next one's does not is left to its readers until the next export.
        Manifest manifest = export(FACTS);
        var expected = new ArrayList<>(named(manifest));
        expected.add("notes.txt");
        expected.sort(null);
        assertThat(files()).isEqualTo(expected);
    }

    @Test
    void the_folder_of_another_ledger_is_refused() throws IOException {
        export(FACTS);
        assertThatThrownBy(() -> export(Histories.admitted(2).facts())).isInstanceOf(ExportUnusable.class);
        Files.writeString(folder.resolve(Manifest.NAME), "{}");
        assertThatThrownBy(() -> export(FACTS)).isInstanceOf(ExportUnusable.class);
    }

    @Test
    void no_row_holds_a_value_in_plain_text_or_sealed() {
        for (long seed = 0; seed < 50; seed++) {
            for (Recorded recorded : Histories.admitted(seed).facts()) {
                for (Column<Recorded> column : FactTable.columns()) {
                    assertThat(String.valueOf(column.value().apply(recorded)))
                            .doesNotContain("\"sealed\"", "\"value\":\"");
                }
            }
        }
    }
}
