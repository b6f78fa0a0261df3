package org.consentledger.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.consentledger.export.ExportSource.Suppressed;

/** Exports a ledger's facts into a folder, step by step from where it ended last; what was exported once stays as it is. */
public final class FactExport {
    /*
     * Each step writes files under names of their own, and then the manifest, which takes its place in one move. Whatever
     * dies in between leaves files that no manifest names: the next export removes them.
     */
    private static final int STEP = 5_000_000;
    static final String SUFFIX = ".parquet";

    private final ExportSource source;
    private final Path folder;
    private final int step;

    /** Exports of {@code source} into {@code folder}. */
    public FactExport(ExportSource source, Path folder) {
        this(source, folder, STEP);
    }

    FactExport(ExportSource source, Path folder, int step) {
        this.source = source;
        this.folder = folder;
        this.step = step;
    }

    /** Hears how far an export has come. */
    public interface Progress {
        /** So many of so many facts are written. */
        void written(long facts, long of);
    }

    /**
     * Exports whatever the folder does not hold yet.
     *
     * @throws ExportUnusable where the folder holds something else
     * @throws IOException where it cannot be written; the folder then holds what it held, or some steps more
     */
    public Manifest run(Progress progress) throws IOException {
        Manifest manifest = Manifest.find(folder);
        if (manifest == null) {
            manifest = new Manifest(FactTable.SCHEMA, 0, root(0), List.of(), "");
        } else if (manifest.size() > source.size() || !manifest.root().equals(root(manifest.size()))) {
            throw new ExportUnusable("The folder holds facts of another ledger");
        }
        removeUnnamed(manifest);
        long size = source.size();
        while (manifest.size() < size || manifest.suppressed().isEmpty()) {
            manifest = step(manifest, Math.min(size, manifest.size() + step), size, progress);
        }
        return manifest;
    }

    private String root(long size) {
        return HexFormat.of().formatHex(source.treeOf(size).root());
    }

    private Manifest step(Manifest before, long upTo, long of, Progress progress) throws IOException {
        List<Manifest.Part> parts;
        try (var years = new Years(folder, before.size(), upTo)) {
            source.facts(before.size(), upTo, recorded -> {
                years.write(recorded);
                progress.written(recorded.place(), of);
            });
            parts = years.finish();
        }
        String suppressed = "suppressed-" + upTo + SUFFIX;
        write(folder.resolve(suppressed), source.suppressed(upTo));
        Manifest after = before.with(upTo, root(upTo), parts, suppressed);
        WholeFile.write(folder.resolve(Manifest.NAME), after.json());
        return after;
    }

    private static void write(Path file, List<Suppressed> suppressed) throws IOException {
        var whole = new WholeFile(file);
        try {
            try (var table = ParquetTable.to(whole.begin(), FactTable.suppressed(), about())) {
                for (Suppressed one : suppressed) {
                    table.write(one);
                }
            }
            whole.finish();
        } finally {
            whole.giveUp();
        }
    }

    static Map<String, String> about() {
        return Map.of("org.consentledger.schema", Integer.toString(FactTable.SCHEMA));
    }

    /** Removes what an export that died left behind; files of other kinds are nobody's business. */
    private void removeUnnamed(Manifest manifest) throws IOException {
        Set<Path> named = manifest.facts().stream()
                .map(part -> folder.resolve(part.file()))
                .collect(Collectors.toSet());
        named.add(folder.resolve(manifest.suppressed()));
        for (Path file : exported()) {
            if (!named.contains(file)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private List<Path> exported() throws IOException {
        var found = new ArrayList<Path>();
        for (Path one : list(folder)) {
            if (one.getFileName().toString().startsWith(Years.FOLDER)) {
                found.addAll(list(one));
            } else {
                found.add(one);
            }
        }
        found.removeIf(file -> {
            String name = file.getFileName().toString();
            boolean ours = name.startsWith("facts-") || name.startsWith("suppressed-") || name.startsWith(".");
            return !ours || !name.contains(SUFFIX);
        });
        return found;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }
}
