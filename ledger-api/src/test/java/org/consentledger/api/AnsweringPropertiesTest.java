package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AnsweringPropertiesTest {
    private static Duration patience(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("ledger.answering", AnsweringProperties.class)
                .patience();
    }

    @Test
    void the_patience_is_two_seconds_or_what_is_set() {
        assertThat(patience(Map.of())).isEqualTo(Duration.ofSeconds(2));
        assertThat(patience(Map.of("ledger.answering.patience", "PT0.1S"))).isEqualTo(Duration.ofMillis(100));
        assertThat(patience(Map.of("ledger.answering.patience", "1m"))).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.099S", "-PT1S", "PT1M0.001S"})
    void a_patience_out_of_bounds_is_refused(String given) {
        assertThatThrownBy(() -> patience(Map.of("ledger.answering.patience", given)))
                .rootCause()
                .hasMessage("ledger.answering.patience must be PT0.1S to PT1M");
    }
}
