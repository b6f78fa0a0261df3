package org.consentledger.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
    private static Rule refusing(Set<String> surfaces, Set<String> jurisdictions, Set<String> notices) {
        return new Rule(
                "r-1", "Never.", surfaces, null, null, jurisdictions, notices, null, null, Rule.Effect.REFUSE, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Sign-Up", "sign up", "sign_up", "\u0000", "\ud800", "-", "sign-up "})
    void a_condition_that_no_collection_can_meet_is_an_error(String value) {
        Set<String> fits = Set.of("fits");
        Set<String> other = Set.of("fits", value);
        assertThatExceptionOfType(Illegal.class)
                .isThrownBy(() -> refusing(other, fits, fits))
                .satisfies(illegal -> assertThat(illegal.field()).isEqualTo("rules.surfaces"));
        assertThatExceptionOfType(Illegal.class)
                .isThrownBy(() -> refusing(fits, fits, other))
                .satisfies(illegal -> assertThat(illegal.field()).isEqualTo("rules.notices"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"US CA", "", "US_CA", "\u0000"})
    void nor_can_it_be_a_jurisdiction_that_is_no_code(String value) {
        assertThatExceptionOfType(Illegal.class)
                .isThrownBy(() -> refusing(Set.of("fits"), Set.of("US-CA", value), Set.of("fits")))
                .satisfies(illegal -> assertThat(illegal.field()).isEqualTo("rules.jurisdictions"));
    }
}
