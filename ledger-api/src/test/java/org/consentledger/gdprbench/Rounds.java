package org.consentledger.gdprbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The rounds of one side, and their medians beside those of its peers. */
final class Rounds {
    private final String side;
    private final List<Replay> loads = new ArrayList<>();
    private final List<Replay> traces = new ArrayList<>();

    Rounds(String side) {
        this.side = side;
    }

    /** A load and what was replayed on it. */
    record Run(Replay load, Replay trace) {}

    /** Counts it where the side was {@code warm}. */
    void add(Run run, boolean warm) {
        System.out.printf(
                "%s: loaded in %.1f s, replayed in %.1f s%n",
                side, run.load().seconds(), run.trace().seconds());
        if (warm) {
            loads.add(run.load());
            traces.add(run.trace());
        }
    }

    private static double median(List<Replay> replays, ToDoubleFunction<Replay> of) {
        double[] sorted = replays.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static double perSecond(List<Replay> replays) {
        return median(replays, Replay::perSecond);
    }

    private static String range(List<Replay> replays) {
        var all = replays.stream().mapToDouble(Replay::perSecond).summaryStatistics();
        return String.format("(%,.0f to %,.0f)", all.getMin(), all.getMax());
    }

    private static double millis(List<Replay> replays, Operation.Kind kind) {
        return median(
                replays,
                replay -> Objects.requireNonNull(replay.kinds().get(kind)).millisEach());
    }

    void print(List<Rounds> peers) {
        System.out.printf(
                "%s: load %,.0f operations a second %s, trace %,.0f %s%n",
                side, perSecond(loads), range(loads), perSecond(traces), range(traces));
        for (Rounds peer : peers) {
            System.out.printf(
                    "  %s: load %,.0f %s, trace %,.0f %s; the ledger is %.2f and %.2f times that%n",
                    peer.side,
                    perSecond(peer.loads),
                    range(peer.loads),
                    perSecond(peer.traces),
                    range(peer.traces),
                    perSecond(loads) / perSecond(peer.loads),
                    perSecond(traces) / perSecond(peer.traces));
        }
        traces.getFirst().kinds().forEach((kind, took) -> print(kind, took, peers));
    }

    private void print(Operation.Kind kind, Replay.Took took, List<Rounds> peers) {
        double own = millis(traces, kind);
        double share = median(traces, replay -> {
            Replay.Took of = Objects.requireNonNull(replay.kinds().get(kind));
            return of.nanos() / (replay.seconds() * Replay.THREADS * 1e9);
        });
        var line = new StringBuilder(String.format(
                "    %-20s %,6d, %7.3f ms each, %3.0f %% of the time", kind.title, took.count(), own, 100 * share));
        for (Rounds peer : peers) {
            double other = millis(peer.traces, kind);
            line.append(String.format("; %7.3f ms (%.2f times as fast)", other, other / own));
        }
        System.out.println(line);
    }
}
