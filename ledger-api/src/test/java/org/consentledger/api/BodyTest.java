package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyTest {
    @Test
    void a_body_is_taken_up_to_its_limit() throws IOException {
        byte[] most = new byte[Body.LIMIT];
        assertThat(Body.read(new ByteArrayInputStream(most), Body.LIMIT, Duration.ofMinutes(1)))
                .isEqualTo(most);
        var more = new BulkIT.Endless(' ', Body.LIMIT + 1L);
        assertThatExceptionOfType(ProblemFound.class)
                .isThrownBy(() -> Body.read(more, Body.LIMIT, Duration.ofMinutes(1)))
                .satisfies(found ->
                        assertThat(found.problem()).isEqualTo(Problem.beyond(ProblemType.BODY_TOO_LARGE, Body.LIMIT)));
    }

    @Test
    void who_goes_on_sending_a_little_at_a_time_is_let_go_all_the_same() {
        var dripping = new BulkIT.Endless(' ', 1);
        assertThatExceptionOfType(ProblemFound.class)
                .isThrownBy(() -> Body.read(dripping, Body.LIMIT, Duration.ZERO))
                .satisfies(found -> assertThat(found.problem()).isEqualTo(Problem.of(ProblemType.REQUEST_TIMEOUT)));
    }
}
