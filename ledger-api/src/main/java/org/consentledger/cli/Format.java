package org.consentledger.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which form an answer is written. */
final class Format {
    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = "Answer with csv, parquet or json instead of text; parquet is not for terminals.")
    private @Nullable Form form;

    /** What can be asked for. */
    enum Form {
        CSV,
        PARQUET,
        JSON
    }

    /** What the service is asked for; null for text. */
    @Nullable
    String asked(Ledger ledger) {
        Form asked = form == null && ledger.json() ? Form.JSON : form;
        return asked == null ? null : asked.name().toLowerCase(Locale.ROOT);
    }
}
