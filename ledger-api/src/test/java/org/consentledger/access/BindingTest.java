package org.consentledger.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

/** Where the service starts, and where it does not. */
class BindingTest {
    private static MockEnvironment on(String http, String grpc) {
        return new MockEnvironment()
                .withProperty("server.address", http)
                .withProperty("spring.grpc.server.address", grpc);
    }

    private static AccessProperties properties(boolean tlsByProxy) {
        return new AccessProperties(null, null, null, List.of("RS256"), Duration.ofDays(1), tlsByProxy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1", "localhost"})
    void it_starts_on_the_loopback(String address) {
        assertThatCode(() -> Binding.check(on(address, address), properties(false)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "", "192.0.2.1", "no.such.host.invalid"})
    void it_starts_nowhere_else_without_tls(String address) {
        assertThatThrownBy(() -> Binding.check(on(address, "127.0.0.1"), properties(false)))
                .isInstanceOf(StartUnsafe.class)
                .hasMessageContaining("leave server.address on the loopback");
        assertThatThrownBy(() -> Binding.check(on("127.0.0.1", address), properties(false)))
                .isInstanceOf(StartUnsafe.class)
                .hasMessageContaining("leave spring.grpc.server.address on the loopback");
        assertThatThrownBy(() -> Binding.check(
                        on("127.0.0.1", "127.0.0.1")
                                .withProperty("management.server.port", "9000")
                                .withProperty("management.server.address", address),
                        properties(false)))
                .isInstanceOf(StartUnsafe.class);
        assertThatCode(() -> Binding.check(on(address, address), properties(true)))
                .doesNotThrowAnyException();
    }

    @Test
    void with_tls_it_starts_anywhere_unless_that_is_off() {
        MockEnvironment tls = on("0.0.0.0", "0.0.0.0")
                .withProperty("server.ssl.bundle", "ledger")
                .withProperty("spring.grpc.server.ssl.bundle", "ledger");
        assertThatCode(() -> Binding.check(tls, properties(false))).doesNotThrowAnyException();
        tls.setProperty("server.ssl.enabled", "false");
        assertThatThrownBy(() -> Binding.check(tls, properties(false))).isInstanceOf(StartUnsafe.class);
    }
}
