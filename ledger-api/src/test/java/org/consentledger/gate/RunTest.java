package org.consentledger.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import org.consentledger.law.Channel;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.FactId;
import org.consentledger.law.Purpose;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final RunTerms TERMS =
            new RunTerms(new Purpose("advertising"), Channel.EMAIL, "plain-1", "tailored-audiences", null, null, null);
    private static final UUID ID = UUID.fromString("0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b");
    private static final Instant BEGUN = Instant.parse("2026-11-22T10:15:30.123Z");
    private static final ContactPointId POINT =
            new ContactPointId(UUID.fromString("f3f3f3f3-0b0b-4b0b-8b0b-0b0b0b0b0b0b"));

    private final Run run = new Run(ID, TERMS, BEGUN);

    @Test
    void a_run_uses_a_contact_point_under_one_id_for_ever() {
        FactId id = run.use(POINT);
        assertThat(id).isEqualTo(new FactId("gate", UUID.fromString("01a202c0-f64b-80f6-95b7-9a2d84a7fb48")));
        assertThat(id.id().version()).isEqualTo(8);
        assertThat(id.id().variant()).isEqualTo(2);
        assertThat(id.id().getMostSignificantBits() >>> 16).isEqualTo(BEGUN.toEpochMilli());
    }

    @Test
    void two_runs_or_two_contact_points_share_no_id() {
        var ids = new HashSet<FactId>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(run.use(new ContactPointId(new UUID(0x4000, i))));
            ids.add(new Run(new UUID(0x4000, i), TERMS, BEGUN).use(POINT));
        }
        assertThat(ids).hasSize(2_000);
    }
}
