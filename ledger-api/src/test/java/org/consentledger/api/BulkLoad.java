package org.consentledger.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/**
 * How fast a service takes facts in bulk over HTTP, how much memory it needs for that, and how soon it is ready again
 * afterwards. It runs in a JVM of its own with 256 MiB of heap, on an embedded PostgreSQL in a new folder.
 */
public final class BulkLoad {
    private static final String HEAP = "256m";
    private static final Pattern AFTER_GC = Pattern.compile("->(\\d+)M\\(");

    private BulkLoad() {}

    /** Takes the number of lines. Fails where one of them is not answered with a place. */
    public static void main(String[] arguments) throws IOException {
        long lines = Long.parseLong(arguments[0]);
        Path folder = Files.createTempDirectory("bulk-load-");
        try {
            run(folder, lines);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static void run(Path folder, long lines) throws IOException {
        Path log = folder.resolve("gc.log");
        String summary;
        double seconds;
        try (ServiceProcess service = start(folder, "-Xlog:gc:file=" + log)) {
            long begun = System.nanoTime();
            summary = new ManyUses(lines, false).sendTo(service.port());
            seconds = secondsSince(begun);
        }
        System.out.printf(
                "%,d lines, each answered with its place, in %.1f s: %,.0f a second%n",
                lines, seconds, lines / seconds);
        System.out.println(summary);
        List<String> collections = Files.readAllLines(log);
        System.out.printf(
                "heap of %s: at most %d MiB after one of %,d collections, %,d of them full%n",
                HEAP,
                collections.stream()
                        .flatMap(line -> AFTER_GC.matcher(line).results())
                        .mapToInt(BulkLoad::mebibytes)
                        .max()
                        .orElse(0),
                collections.stream()
                        .filter(line -> AFTER_GC.matcher(line).find())
                        .count(),
                collections.stream().filter(line -> line.contains("Pause Full")).count());
        long begun = System.nanoTime();
        try (ServiceProcess _ = start(folder, "-Xlog:disable")) {
            System.out.printf("stopped and started again: ready after %.1f s%n", secondsSince(begun));
        }
    }

    private static int mebibytes(MatchResult found) {
        return Integer.parseInt(found.group(1));
    }

    private static double secondsSince(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static ServiceProcess start(Path folder, String logging) throws IOException {
        return ServiceProcess.start(
                List.of("-Xmx" + HEAP, logging),
                List.of(
                        "--server.port=0",
                        "--spring.grpc.server.port=0",
                        "--ledger.data=" + folder.resolve("data"),
                        "--ledger.secrets=" + folder.resolve("secrets")));
    }
}
