package org.consentledger.write;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.Fact;
import org.consentledger.store.EventNames;
import org.consentledger.store.FactCodec;
import org.jspecify.annotations.Nullable;

/**
 * What makes two reports say the same: the type, the times as they were reported, and the fact without what is drawn or
 * looked up anew at each report (ciphertext, tags, what an erasure finds).
 */
final class CanonicalContent {
    private CanonicalContent() {}

    /** The bytes to take a keyed hash of. {@code payload} is the whole fact's canonical JSON, used where nothing is left out. */
    static byte[] of(Submission submission, Fact fact, byte[] payload, FactCodec codec) {
        Fact reported = reported(fact);
        byte[] content = reported.equals(fact) ? payload : codec.write(reported);
        var bytes = new ByteArrayOutputStream(content.length + 128);
        bytes.writeBytes(EventNames.of(fact.getClass()).name().getBytes(StandardCharsets.UTF_8));
        bytes.write('\n');
        bytes.writeBytes(text(submission.occurredAt()));
        bytes.write('\n');
        bytes.writeBytes(text(submission.knownAt()));
        bytes.write('\n');
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }

    private static byte[] text(@Nullable Instant instant) {
        return (instant == null ? "" : instant.toString()).getBytes(StandardCharsets.UTF_8);
    }

    private static Fact reported(Fact fact) {
        return switch (fact) {
            case Fact.ContactPointCollected f ->
                f.with(new CollectedValue(f.value().profile(), Set.of(), null, Set.of()));
            case Fact.ConsentChanged f ->
                new Fact.ConsentChanged(
                        f.person(),
                        f.contactPoint(),
                        Set.of(),
                        f.purpose(),
                        f.status(),
                        f.expiresAt(),
                        f.how(),
                        f.notice());
            case Fact.ContactPointUsed f
            when f.person() != null ->
                new Fact.ContactPointUsed(
                        f.contactPoint(),
                        f.person(),
                        Set.of(),
                        null,
                        f.purpose(),
                        f.programme(),
                        f.advertiser(),
                        f.audience(),
                        f.list(),
                        f.run(),
                        f.recipients(),
                        f.report());
            case Fact.PersonErased f -> new Fact.PersonErased(f.person(), f.suppression(), Set.of(), Map.of());
            case Fact.PurposeDefined _,
                    Fact.NoticePublished _,
                    Fact.NoticeServed _,
                    Fact.PurposeAssigned _,
                    Fact.PurposeRevoked _,
                    Fact.ContactPointRemoved _,
                    Fact.SuppressionLifted _,
                    Fact.PolicyAdopted _,
                    Fact.SentinelPlanted _,
                    Fact.ContactPointUsed _,
                    Fact.FactRetracted _ -> fact;
        };
    }
}
