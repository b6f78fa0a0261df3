package org.consentledger.write;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact.UseReport;
import org.consentledger.law.FactId;
import org.consentledger.law.Purpose;

/** Ad-match uses as the gate reports them: by contact point, with advertiser, audience, list and run. */
final class Uses {
    private static final Purpose TAILORED = new Purpose("advertising.audience-match.tailored");
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final UUID[] CONTACT_POINTS = contactPoints();

    private final boolean ordered;
    private final AtomicLong count = new AtomicLong();
    private final Random random = new Random(20_190_917L);

    /** @param ordered whether fact ids are ordered by time (UUIDv7) or random (UUIDv4) */
    Uses(boolean ordered) {
        this.ordered = ordered;
    }

    Submission next() {
        return new Submission(new FactId("load", id()), null, null, use());
    }

    LedgerCommand.RecordUse use() {
        int point = (int) ((count.get() * 2_654_435_761L) >>> 8) & (CONTACT_POINTS.length - 1);
        return new LedgerCommand.RecordUse(
                new LedgerCommand.Target.OfContactPoint(new ContactPointId(CONTACT_POINTS[point])),
                TAILORED,
                "tailored-audiences",
                "advertiser-417",
                "audience-90210",
                "list-2019-09-17",
                "run-000123",
                List.of(),
                UseReport.REPORTED);
    }

    private UUID id() {
        long n = count.incrementAndGet();
        long noise;
        synchronized (random) {
            noise = random.nextLong();
        }
        // UUIDv7 (RFC 9562, 5.7): milliseconds, then a counter, then random bits.
        long millis = 1_568_678_400_000L + n / 4_000;
        return ordered
                ? new UUID((millis << 16) | 0x7000L | (n % 4_000), (noise >>> 2) | VARIANT)
                : new UUID((noise & ~0xF000L) | 0x4000L, ((n * 0x9E37_79B9_7F4A_7C15L) >>> 2) | VARIANT);
    }

    private static UUID[] contactPoints() {
        var random = new Random(7);
        var points = new UUID[1 << 16];
        for (int i = 0; i < points.length; i++) {
            points[i] = new UUID(random.nextLong(), random.nextLong());
        }
        return points;
    }
}
