package org.consentledger.gdprbench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A trace done by several threads. Operations that touch the same records are one thread's, in the order of the trace, so that what
 * comes out is the same each time, on either side. What reads everything, with which the traces begin, is done alone.
 *
 * @param seconds from the first operation to the last, what is due at the end included
 * @param kinds of each kind how many, and how long they took together
 */
record Replay(double seconds, Map<Operation.Kind, Took> kinds) {
    static final int THREADS = 8;

    /**
     * @param nanos all of them together
     * @param found how many records all of them found that may be used
     */
    record Took(int count, long nanos, long found) {
        double millisEach() {
            return nanos / 1e6 / count;
        }

        Took and(Took other) {
            return new Took(count + other.count, nanos + other.nanos, found + other.found);
        }
    }

    /** Of each kind, how many records were found that may be used. */
    Map<Operation.Kind, Long> found() {
        var found = new EnumMap<Operation.Kind, Long>(Operation.Kind.class);
        kinds.forEach((kind, took) -> found.put(kind, took.found()));
        return found;
    }

    double perSecond() {
        return kinds.values().stream().mapToInt(Took::count).sum() / seconds;
    }

    static Replay of(List<Operation> trace, Side side) throws Exception {
        List<Operation> alone = new ArrayList<>();
        List<List<Operation>> lanes = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            lanes.add(new ArrayList<>());
        }
        for (Operation operation : trace) {
            switch (operation.kind()) {
                case READ_LOG, VERIFY_TTL -> alone.add(operation);
                case LEFT_OUT -> {}
                default -> lanes.get(operation.lane() % THREADS).add(operation);
            }
        }
        long begun = System.nanoTime();
        Map<Operation.Kind, Took> kinds = run(side, alone);
        run(side, lanes, kinds);
        side.finish();
        return new Replay((System.nanoTime() - begun) / 1e9, kinds);
    }

    private static void run(Side side, List<List<Operation>> lanes, Map<Operation.Kind, Took> kinds) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Map<Operation.Kind, Took>>> running = threads.invokeAll(lanes.stream()
                    .map(lane -> (Callable<Map<Operation.Kind, Took>>) () -> run(side, lane))
                    .toList());
            for (Future<Map<Operation.Kind, Took>> one : running) {
                one.get().forEach((kind, took) -> kinds.merge(kind, took, Took::and));
            }
        }
    }

    private static Map<Operation.Kind, Took> run(Side side, List<Operation> lane) throws Exception {
        var kinds = new EnumMap<Operation.Kind, Took>(Operation.Kind.class);
        try (Side.Session session = side.session()) {
            for (Operation operation : lane) {
                long begun = System.nanoTime();
                int found = session.perform(operation);
                kinds.merge(operation.kind(), new Took(1, System.nanoTime() - begun, found), Took::and);
            }
        }
        return kinds;
    }
}
