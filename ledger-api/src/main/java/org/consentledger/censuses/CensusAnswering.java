package org.consentledger.censuses;

import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.consentledger.api.AtOnce;
import org.consentledger.api.ConfirmedMemory;
import org.consentledger.api.DefinedPurposes;
import org.consentledger.api.PolicyAsked;
import org.consentledger.api.ProblemFound;
import org.consentledger.census.Census;
import org.consentledger.census.CensusTables;
import org.consentledger.census.Days;
import org.consentledger.census.Taken;
import org.consentledger.censuses.CensusAnswer.CensusAsked;
import org.consentledger.check.StandingIndex;
import org.consentledger.law.Illegal;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.standing.Horizon;
import org.consentledger.store.LedgerDatabase;
import org.consentledger.store.LedgerReader;
import org.springframework.stereotype.Component;

/** Takes censuses, as many at a time as processors and memory are meant for. */
@Component
final class CensusAnswering implements AutoCloseable {
    private final ConfirmedMemory memory;
    private final Census census;
    private final DefinedPurposes purposes;
    private final LedgerReader reader;
    private final AtOnce atOnce;
    /** For all censuses together. */
    private final ExecutorService threads;

    CensusAnswering(
            ConfirmedMemory memory,
            StandingIndex index,
            LedgerDatabase database,
            DefinedPurposes purposes,
            LedgerReader reader,
            CensusProperties properties) {
        this.memory = memory;
        this.purposes = purposes;
        this.reader = reader;
        this.atOnce = new AtOnce(properties.atOnce());
        int processors = Runtime.getRuntime().availableProcessors();
        this.threads = Executors.newFixedThreadPool(
                processors,
                Thread.ofPlatform().name("ledger-census-", 0).daemon().factory());
        this.census = new Census(index, new CensusTables(database.pool()), threads, processors);
    }

    /** The census, ready to be written. */
    CensusWriter take(CensusBody asked) {
        try (var _ = atOnce.take()) {
            return taken(asked);
        }
    }

    private CensusWriter taken(CensusBody asked) {
        long size = memory.size(asked.ledgerSize(), asked.atLeast());
        PolicyChoice policy = asked.policy() == null ? PolicyChoice.IN_FORCE : asked.policy();
        purposes.requireOf(policy, size);
        Days days = asked.days();
        Taken taken = take(new Census.Terms(
                days,
                asked.purposes() == null
                        ? null
                        : asked.purposes().stream().sorted().toList(),
                new Horizon(asked.known(), size),
                policy));
        return new CensusWriter(
                taken,
                asked(asked, taken, size, policy),
                HexFormat.of().formatHex(reader.treeOf(size).root()));
    }

    private Taken take(Census.Terms terms) {
        try {
            return census.take(terms);
        } catch (Census.PurposeUndefined _) {
            throw ProblemFound.purposeUnknown("purposes");
        } catch (Illegal e) {
            throw ProblemFound.ofCoordinates(e);
        }
    }

    private static CensusAsked asked(CensusBody asked, Taken taken, long size, PolicyChoice policy) {
        Days days = taken.days();
        return new CensusAsked(
                days.get(0).date(),
                asked.until() == null ? days.get(0).date().plusDays(1) : asked.until(),
                days.get(0).zone().getId(),
                taken.purposes().stream().map(Purpose::path).toList(),
                asked.known(),
                size,
                PolicyAsked.of(policy));
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
