package org.consentledger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LedgerPropertiesTest {
    private static LedgerProperties of(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("ledger", LedgerProperties.class);
    }

    @Test
    void a_group_holds_ten_thousand_facts_or_what_is_set() {
        assertThat(of(Map.of()).groupFacts()).isEqualTo(10_000);
        assertThat(of(Map.of("ledger.group-facts", "2500")).groupFacts()).isEqualTo(2_500);
    }

    @Test
    void a_group_that_would_not_hold_what_the_gate_hands_over_is_refused() {
        assertThatThrownBy(() -> of(Map.of("ledger.group-facts", "2499")))
                .rootCause()
                .hasMessage("ledger.group-facts must be 2500 or more");
    }

    @Test
    void a_group_must_be_able_to_wait() {
        assertThatThrownBy(() -> of(Map.of("ledger.waiting-facts", "9999")))
                .rootCause()
                .hasMessage("ledger.waiting-facts must be at least ledger.group-facts");
    }
}
