package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.consentledger.law.Refusal;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "refusals.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\d{3}) \\| ");

    @Test
    void the_page_of_refusals_lists_every_type_in_its_order_and_no_other() throws IOException {
        List<String> listed = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(2) + " " + row.group(1))
                .toList();
        assertThat(listed)
                .isEqualTo(Arrays.stream(ProblemType.values())
                        .map(type -> type.status() + " " + type.uri().replaceFirst(".*/", ""))
                        .toList());
    }

    @Test
    void every_refusal_of_the_law_has_a_type_in_the_laws_order() {
        List<ProblemType> refusals =
                Arrays.stream(Refusal.values()).map(ProblemType::of).toList();
        assertThat(refusals).isSorted().doesNotHaveDuplicates();
    }
}
