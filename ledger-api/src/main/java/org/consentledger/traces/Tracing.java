package org.consentledger.traces;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.consentledger.api.ConfirmedMemory;
import org.consentledger.api.RecordedFacts;
import org.consentledger.api.Value;
import org.consentledger.identity.Values;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Moments;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.Word;
import org.consentledger.provenance.NeverGiven;
import org.consentledger.provenance.Sources;
import org.consentledger.provenance.UseFilter;
import org.consentledger.provenance.UseTotals;
import org.consentledger.provenance.Uses;
import org.consentledger.provenance.Withdrawals;
import org.consentledger.standing.Horizon;
import org.consentledger.standing.Standing;
import org.consentledger.store.LedgerReader;
import org.consentledger.traces.TraceAnswers.At;
import org.consentledger.traces.TraceAnswers.NeverGivenEnd;
import org.consentledger.traces.TraceAnswers.NeverGivenLine;
import org.consentledger.traces.TraceAnswers.UseLine;
import org.consentledger.traces.TraceAnswers.UsesEnd;
import org.consentledger.traces.TraceBodies.NeverGivenBody;
import org.consentledger.traces.TraceBodies.SourcesBody;
import org.consentledger.traces.TraceBodies.UsesBody;
import org.consentledger.traces.TraceBodies.WithdrawalsBody;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers questions about where contact points came from and went. */
@Component
final class Tracing {
    private final ConfirmedMemory memory;
    private final Standing standing;
    private final Values values;
    private final LedgerReader reader;
    private final Clock clock;
    private final Sources sources;
    private final NeverGiven neverGiven;
    private final Uses uses;
    private final Withdrawals withdrawals;

    Tracing(
            ConfirmedMemory memory,
            Standing standing,
            Values values,
            LedgerReader reader,
            Clock clock,
            Sources sources,
            NeverGiven neverGiven,
            Uses uses,
            Withdrawals withdrawals) {
        this.memory = memory;
        this.standing = standing;
        this.values = values;
        this.reader = reader;
        this.clock = clock;
        this.sources = sources;
        this.neverGiven = neverGiven;
        this.uses = uses;
        this.withdrawals = withdrawals;
    }

    TraceAnswers.Sources sources(SourcesBody asked) {
        var horizon = new Horizon(asked.known(), memory.size(asked.ledgerSize(), asked.atLeast()));
        return new TraceAnswers.Sources(
                at(horizon),
                holders(asked.contactPoint(), asked.value(), horizon.ledgerSize()).stream()
                        .map(contactPoint -> origin(sources.of(contactPoint, horizon)))
                        .toList());
    }

    private List<ContactPointId> holders(@Nullable ContactPointId contactPoint, @Nullable Value value, long size) {
        return contactPoint == null
                ? standing.find(values.read(Objects.requireNonNull(value).given()), null, size)
                : List.of(contactPoint);
    }

    private static TraceAnswers.Origin origin(Sources.Origin origin) {
        return new TraceAnswers.Origin(
                origin.contactPoint().value(),
                text(origin.person()),
                origin.neverGiven(),
                shown(origin.collections()),
                shown(origin.served()));
    }

    private static List<TraceAnswers.ShownFact> shown(List<Sources.Shown> facts) {
        return facts.stream()
                .map(fact ->
                        new TraceAnswers.ShownFact(RecordedFacts.shown(fact.recorded()), fact.text(), fact.retracted()))
                .toList();
    }

    TraceAnswers.Withdrawals withdrawals(WithdrawalsBody asked) {
        long size = memory.size(null, asked.atLeast());
        List<TraceAnswers.OfContactPoint> told = holders(asked.contactPoint(), asked.value(), size).stream()
                .map(contactPoint -> new TraceAnswers.OfContactPoint(
                        contactPoint.value(),
                        withdrawals.of(contactPoint, size).stream()
                                .map(Tracing::withdrawal)
                                .toList()))
                .toList();
        return new TraceAnswers.Withdrawals(at(new Horizon(null, size)), told);
    }

    private static TraceAnswers.Withdrawal withdrawal(Withdrawals.Withdrawal withdrawal) {
        Recorded word = withdrawal.word();
        Recorded heeded = withdrawal.heeded();
        return new TraceAnswers.Withdrawal(
                RecordedFacts.shown(word),
                withdrawal.despite().stream().map(RecordedFacts::shown).toList(),
                heeded == null ? null : RecordedFacts.shown(heeded),
                heeded == null ? null : between(word, heeded.occurredAt()),
                between(word, word.knownAt()));
    }

    private static String between(Recorded word, Instant then) {
        return Duration.between(word.occurredAt(), then).toString();
    }

    /** A stream that is checked and can be begun. */
    interface Stream {
        /** Writes all lines. */
        void write(Lines lines) throws IOException;
    }

    /** Takes lines one by one. */
    interface Lines {
        /** Writes one. */
        void line(Object line) throws IOException;
    }

    Stream uses(UsesBody asked) {
        var horizon = new Horizon(asked.known(), memory.size(asked.ledgerSize(), asked.atLeast()));
        var filter = new UseFilter(
                asked.contactPoint(),
                asked.programme(),
                asked.advertiser(),
                asked.audience(),
                asked.within(),
                asked.outside(),
                asked.since(),
                asked.until(),
                asked.shared());
        UseTotals totals = uses.totals(filter, horizon);
        At at = at(horizon);
        return lines -> {
            uses.each(
                    filter,
                    horizon,
                    use -> lines.line(new UseLine.One(RecordedFacts.shown(use.use()), text(use.person()))));
            lines.line(new UseLine.Last(new UsesEnd(
                    at,
                    totals.uses() == 0,
                    totals.uses(),
                    totals.shared(),
                    totals.contactPoints(),
                    totals.persons(),
                    totals.unknownPersons(),
                    totals.unheld())));
        };
    }

    Stream neverGiven(NeverGivenBody asked) {
        var horizon = new Horizon(asked.known(), memory.size(asked.ledgerSize(), asked.atLeast()));
        Instant instant =
                asked.at() == null ? Moments.notBefore(reader.head().recordedAt(), clock.instant()) : asked.at();
        NeverGiven.Totals totals = neverGiven.totals(instant, horizon);
        At at = at(horizon);
        return lines -> {
            neverGiven.each(
                    instant,
                    horizon,
                    shadow -> lines.line(new NeverGivenLine.One(
                            shadow.contactPoint().value(),
                            shadow.person().toString(),
                            shadow.since(),
                            shadow.suppliers().stream().map(Word::word).sorted().toList(),
                            shadow.collections())));
            lines.line(new NeverGivenLine.Last(
                    new NeverGivenEnd(at, instant, totals.contactPoints(), totals.persons(), totals.unknownPersons())));
        };
    }

    private At at(Horizon horizon) {
        return new At(
                horizon.known(),
                horizon.ledgerSize(),
                HexFormat.of().formatHex(reader.treeOf(horizon.ledgerSize()).root()));
    }

    private static @Nullable String text(@Nullable PersonId person) {
        return person == null ? null : person.toString();
    }
}
