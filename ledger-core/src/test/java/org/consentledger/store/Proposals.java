package org.consentledger.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Header;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;

/** Proposals for tests that stand below identification: ids at random unless given, the content's hash without a key. */
final class Proposals {
    static final FactCodec CODEC = new FactCodec();

    private Proposals() {}

    /** A use, which has no stream and is refused for no reason but its times. */
    static Proposal use() {
        return of(new Fact.ContactPointUsed(
                new ContactPointId(UUID.randomUUID()),
                null,
                Set.of(),
                null,
                new Purpose("advertising.audience-match"),
                "tailored-audiences",
                null,
                null,
                null,
                null,
                List.of(),
                Fact.UseReport.REPORTED));
    }

    static List<Proposal> uses(int count) {
        return IntStream.range(0, count).mapToObj(_ -> use()).toList();
    }

    static Proposal of(Fact fact) {
        return of(id(), fact);
    }

    static Proposal of(FactId id, Fact fact) {
        return at(id, fact, null, null);
    }

    /** A fact with times of its own. */
    static Proposal at(FactId id, Fact fact, @Nullable Instant occurredAt, @Nullable Instant knownAt) {
        byte[] payload = CODEC.write(fact);
        return Proposal.next(new Header(id, occurredAt, knownAt, hash(payload)), fact, payload);
    }

    /** A fact whose sender believes it to be the {@code expected}th of its stream, counted from 0. */
    static Proposal expecting(int expected, Fact fact) {
        Proposal proposal = of(fact);
        return new Proposal(proposal.header(), fact, proposal.payload(), expected, null, null, Set.of());
    }

    static FactId id() {
        return new FactId("test", UUID.randomUUID());
    }

    private static String hash(byte[] payload) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
