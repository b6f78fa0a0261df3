package org.consentledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.consentledger.law.FactId;
import org.consentledger.law.Purpose;
import org.consentledger.write.LedgerCommand;
import org.consentledger.write.Recording;
import org.consentledger.write.Submission;
import org.consentledger.write.TestLedger;
import org.junit.jupiter.api.Test;

class LedgerReaderIT {
    @Test
    void a_reading_that_stops_early_leaves_nothing_for_the_next_statement() {
        try (var test = new TestLedger()) {
            LedgerReader reader = test.ledger().reader();
            for (int i = 1; i <= 30; i++) {
                var define = new LedgerCommand.DefinePurpose(new Purpose("purpose." + i), "A purpose", Map.of());
                var id = new FactId("test", new UUID(0, i));
                assertThat(test.ledger().commands().record(new Submission(id, null, null, define)))
                        .isEqualTo(new Recording.Recorded(i, false));
                assertThatThrownBy(() -> reader.read(0, Long.MAX_VALUE, _ -> {
                            throw new IllegalStateException("enough");
                        }))
                        .hasMessage("enough");
                assertThat(reader.head().size()).isEqualTo(i);
            }
        }
    }
}
