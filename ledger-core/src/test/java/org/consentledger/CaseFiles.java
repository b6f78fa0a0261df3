package org.consentledger;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real inputs and published vectors, read in place from the folder that the system property {@code cases.dir} names. */
public final class CaseFiles {
    private CaseFiles() {}

    /** The file; where it is absent the test is skipped, and says so. */
    public static Path of(String first, String... more) {
        Path file =
                Path.of(System.getProperty("cases.dir", "no-cases.dir-given")).resolve(Path.of(first, more));
        if (!Files.isReadable(file)) {
            System.err.println("SKIPPED: the real inputs are absent: " + file);
            Assumptions.abort("the real inputs are absent: " + file);
        }
        return file;
    }
}
