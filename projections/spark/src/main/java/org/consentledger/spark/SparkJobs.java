package org.consentledger.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** The jobs' main: {@code incident|census FOLDER QUESTION.json}. Answers JSON on standard output. */
public final class SparkJobs {
    private static final int BAD_INPUT = 2;

    private SparkJobs() {}

    /** Runs one job; the master is named by {@code spark-submit}, or by {@code spark.master} as a property of the JVM. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            refuse("The arguments are: incident or census, the folder of exported facts, the file with the question.");
        }
        String question = Files.readString(Path.of(arguments[2]));
        try (SparkSession spark =
                SparkSession.builder().appName("consent-ledger " + arguments[0]).getOrCreate()) {
            Object answer = switch (arguments[0]) {
                case "incident" -> IncidentJob.report(spark, arguments[1], question);
                case "census" -> CensusJob.take(spark, arguments[1], question);
                default -> throw new IllegalArgumentException("The job is either incident or census");
            };
            var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            out.println(Json.MAPPER.writeValueAsString(answer));
        } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    private static void refuse(String why) {
        System.err.println(why);
        System.exit(BAD_INPUT);
    }
}
