package org.consentledger.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.consentledger.law.Recorded;
import org.jspecify.annotations.Nullable;

/** A census as a Spark job: everybody counted by the law on every day, and the counts added up. */
public final class CensusJob {
    private static final StructType CHANGE = new StructType()
            .add("line", DataTypes.StringType)
            .add("day", DataTypes.IntegerType)
            .add("change", DataTypes.LongType);

    private CensusJob() {}

    /**
     * The census of a question over the facts exported into a folder.
     *
     * @param question as the service is asked; without {@code ledgerSize} at the export's
     */
    public static CensusCounts take(SparkSession spark, String folder, String question) {
        ExportedFacts facts = ExportedFacts.in(spark, folder);
        var asked = new AskedCensus(question, Sizes.asked(question, facts.manifest()));
        AskedCensus.Terms terms = asked.terms();
        List<Row> ofEverybody = facts.ofEverybody(asked.size());
        Broadcast<List<Row>> broadcast = Everybody.broadcast(spark, ofEverybody);
        List<Row> changes = facts.byPerson(asked.size())
                .where(col("type").notEqual("contact-point.used"))
                .groupByKey((MapFunction<Row, String>) row -> row.getString(0), Encoders.STRING())
                .flatMapGroups(new Standing(asked, broadcast), Encoders.row(CHANGE))
                .groupBy(col("line"), col("day"))
                .agg(sum("change"))
                .collectAsList();
        return CensusCounts.of(terms, Sizes.head(asked.size(), facts.manifest()), changes);
    }

    private static final class Standing implements FlatMapGroupsFunction<String, Row, Row>, Serializable {
        private static final long serialVersionUID = 1L;

        private final AskedCensus asked;
        private final Broadcast<List<Row>> ofEverybody;
        private transient AskedCensus.@Nullable Terms terms;
        private transient @Nullable List<Recorded> everybodys;

        Standing(AskedCensus asked, Broadcast<List<Row>> ofEverybody) {
            this.asked = asked;
            this.ofEverybody = ofEverybody;
        }

        @Override
        public Iterator<Row> call(String key, Iterator<Row> rows) {
            AskedCensus.Terms census = terms;
            List<Recorded> global = everybodys;
            if (census == null || global == null) {
                census = asked.terms();
                global = ofEverybody.value().stream().map(PersonFacts::recorded).toList();
                terms = census;
                everybodys = global;
            }
            return PersonCensus.of(PersonFacts.of(key, rows, global), census);
        }
    }
}
