package org.consentledger.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.consentledger.export.ExportUnusable;
import org.consentledger.export.Manifest;

/** The facts of an export at a size of the ledger, brought to the persons whom they concern. */
final class ExportedFacts {
    /** Whose fact it is: a person, or a contact point that nobody collected. */
    static final String KEY = "key";

    /** How the key of a contact point begins that nobody collected. */
    static final String NOBODY = "nobody:";

    /** The type of a line that is no fact: that suppression knows a collection's value by the key in its last column. */
    static final String SUPPRESSED = "suppressed";

    /** What goes with each fact, in this order. */
    static final List<String> FACT = List.of(
            "place", "recorded", "occurred", "known", "known_at_asserted", "source", "id", "type", "revision", "fact");

    private static final Object[] OF_EVERYBODY = {"purpose.defined", "notice.published", "policy.adopted"};

    private final Manifest manifest;
    private final Dataset<Row> facts;
    private final Dataset<Row> suppressed;

    private ExportedFacts(Manifest manifest, Dataset<Row> facts, Dataset<Row> suppressed) {
        this.manifest = manifest;
        this.facts = facts;
        this.suppressed = suppressed;
    }

    /** Those in {@code folder} that the manifest names. */
    static ExportedFacts in(SparkSession spark, String folder) {
        Manifest manifest = manifest(spark, folder);
        String[] files = manifest.facts().stream()
                .map(part -> folder + "/" + part.file())
                .toArray(String[]::new);
        Dataset<Row> facts = spark.read().parquet(files);
        return new ExportedFacts(
                manifest,
                facts.withColumn("recorded", unix_micros(col("recorded_at")))
                        .withColumn("occurred", unix_micros(col("occurred_at")))
                        .withColumn("known", unix_micros(col("known_at"))),
                spark.read().parquet(folder + "/" + manifest.suppressed()));
    }

    /** Read as Spark reads, wherever the folder lies. */
    private static Manifest manifest(SparkSession spark, String folder) {
        try {
            String json = spark.read()
                    .option("wholetext", true)
                    .text(folder + "/" + Manifest.NAME)
                    .first()
                    .getString(0);
            return Manifest.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (ExportUnusable e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (Exception e) {
            // What is written in Scala throws it without saying so.
            if (e instanceof AnalysisException) {
                throw new IllegalArgumentException("The folder holds no exported facts", e);
            }
            throw e;
        }
    }

    Manifest manifest() {
        return manifest;
    }

    private static Column[] columns(String key) {
        var columns = new ArrayList<Column>();
        columns.add(col(key).as(KEY));
        FACT.forEach(name -> columns.add(col(name)));
        return columns.toArray(Column[]::new);
    }

    private Dataset<Row> upTo(long size) {
        return facts.where(col("place").leq(size));
    }

    /** The facts that concern everybody, with what takes them back. */
    List<Row> ofEverybody(long size) {
        Dataset<Row> some = upTo(size).where(col("type").isin(OF_EVERYBODY));
        Dataset<Row> withKey = some.withColumn("everybody", lit(""));
        return withKey.select(columns("everybody"))
                .unionByName(retractions(size, withKey.select(columns("everybody"))))
                .collectAsList();
    }

    /** The facts that concern single persons, each with its key; some of them more than once. */
    Dataset<Row> byPerson(long size) {
        Dataset<Row> all = upTo(size);
        Dataset<Row> collected = all.where(col("type").equalTo("contact-point.collected"));
        Dataset<Row> holders = collected
                .select(col("contact_point").as("held"), col("person").as("holder"))
                .distinct();
        Dataset<Row> keepers = collected
                .select(col("collection").as("kept"), col("person").as("keeper"))
                .distinct();
        Dataset<Row> others = all.where(col("person").isNull());
        Dataset<Row> direct = all.where(col("person").isNotNull())
                .select(columns("person"))
                .unionByName(others.where(col("contact_point").isNotNull())
                        .join(holders, col("contact_point").equalTo(col("held")), "left")
                        .withColumn("whose", coalesce(col("holder"), concat(lit(NOBODY), col("contact_point"))))
                        .select(columns("whose")))
                .unionByName(others.where(col("contact_point")
                                .isNull()
                                .and(col("collection").isNotNull()))
                        .join(keepers, col("collection").equalTo(col("kept")))
                        .select(columns("keeper")))
                .unionByName(suppressing(size, all, collected));
        return direct.unionByName(retractions(size, direct)).unionByName(suppressedKeys(size, collected));
    }

    /** The retractions of {@code keyed} facts, under their keys; there are few of them, so that they go to where the facts are. */
    private Dataset<Row> retractions(long size, Dataset<Row> keyed) {
        Dataset<Row> targets =
                keyed.select(col("source").as("of_source"), col("id").as("of_id"), col(KEY).as("whose"));
        return targets.join(
                        upTo(size).where(col("type").equalTo("fact.retracted")),
                        col("target_source")
                                .equalTo(col("of_source"))
                                .and(col("target_id").equalTo(col("of_id"))))
                .select(columns("whose"))
                .distinct();
    }

    private Dataset<Row> suppressedUpTo(long size) {
        return suppressed.where(col("collected").leq(size).and(col("erased").leq(size)));
    }

    /** Other persons' erasures that suppress a person's values, and what those lifted of it. */
    private Dataset<Row> suppressing(long size, Dataset<Row> all, Dataset<Row> collected) {
        Dataset<Row> whose = suppressedUpTo(size)
                .join(
                        collected.select(col("place").as("at"), col("person").as("whose")),
                        col("collected").equalTo(col("at")))
                .select(col("whose"), col("erased"))
                .distinct();
        Dataset<Row> erasures = all.join(whose, col("place").equalTo(col("erased")));
        Dataset<Row> erasers = erasures.select(
                        col("whose").as("concerned"), col("person").as("eraser"))
                .distinct();
        Dataset<Row> lifts = all.where(col("type").equalTo("suppression.lifted"))
                .join(erasers, col("person").equalTo(col("eraser")));
        return erasures.select(columns("whose")).unionByName(lifts.select(columns("concerned")));
    }

    /** By which keys suppression knows a person's values, as lines that are no facts. */
    private Dataset<Row> suppressedKeys(long size, Dataset<Row> collected) {
        return suppressedUpTo(size)
                .withColumnRenamed(KEY, "known_by")
                .join(
                        collected.select(columns("person")).withColumnRenamed("place", "at"),
                        col("collected").equalTo(col("at")))
                .withColumn("place", col("at"))
                .withColumn("type", lit(SUPPRESSED))
                .withColumn("fact", col("known_by"))
                .select(columns(KEY));
    }
}
