package org.consentledger.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a folder of exported facts holds. It is written last: whatever it does not name is no part of the export.
 *
 * @param schema see {@link FactTable#SCHEMA}
 * @param size the ledger's first so many facts
 * @param root the root of the tree over them, in hex
 * @param suppressed the file of what erasures suppressed
 */
public record Manifest(int schema, long size, String root, List<Part> facts, String suppressed) {
    /** The manifest's name in its folder. */
    public static final String NAME = "manifest.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** A manifest that no longer changes with the list it was made of. */
    public Manifest {
        facts = List.copyOf(facts);
    }

    /**
     * A file of facts.
     *
     * @param file below the folder
     * @param year in which they occurred, UTC
     * @param after the place behind which they lie
     * @param upTo the last place they may have
     */
    public record Part(String file, int year, long after, long upTo, long facts, long bytes) {}

    /**
     * That of a folder; null where there is none.
     *
     * @throws ExportUnusable where it cannot be read, or is of another version
     */
    static @Nullable Manifest find(Path folder) throws IOException {
        try {
            return read(Files.readAllBytes(folder.resolve(NAME)));
        } catch (NoSuchFileException _) {
            return null;
        }
    }

    /**
     * The manifest that such a file holds.
     *
     * @throws ExportUnusable where it cannot be read, or is of another version
     */
    public static Manifest read(byte[] json) throws ExportUnusable {
        try {
            Manifest found = JSON.readValue(json, Manifest.class);
            if (found.schema() != FactTable.SCHEMA) {
                throw new ExportUnusable("The folder's facts are of another version; export into another folder");
            }
            return found;
        } catch (JacksonException _) {
            throw new ExportUnusable("The folder's manifest cannot be read");
        }
    }

    /**
     * That of a folder.
     *
     * @throws ExportUnusable where there is none, it cannot be read, or it is of another version
     */
    public static Manifest of(Path folder) throws IOException {
        Manifest found = find(folder);
        if (found == null) {
            throw new ExportUnusable("The folder holds no exported facts");
        }
        return found;
    }

    /** The same with more facts. */
    Manifest with(long toSize, String withRoot, List<Part> more, String nowSuppressed) {
        var all = new ArrayList<>(facts);
        all.addAll(more);
        return new Manifest(schema, toSize, withRoot, all, nowSuppressed);
    }

    byte[] json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }
}
