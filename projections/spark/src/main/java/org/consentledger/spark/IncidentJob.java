package org.consentledger.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.consentledger.forensics.IncidentQuestion;
import org.consentledger.forensics.IncidentReport;
import org.consentledger.law.Recorded;
import org.jspecify.annotations.Nullable;

/** An incident's report as a Spark job: every person's facts together on one machine, judged by the law, and the lines added up. */
public final class IncidentJob {
    private static final StructType LINE = new StructType()
            .add("line", DataTypes.StringType)
            .add("uses", DataTypes.LongType)
            .add("persons", DataTypes.LongType)
            .add("without_account", DataTypes.LongType)
            .add("contact_points", DataTypes.LongType)
            .add("first", DataTypes.LongType)
            .add("first_place", DataTypes.LongType)
            .add("last", DataTypes.LongType)
            .add("last_place", DataTypes.LongType);

    private IncidentJob() {}

    /**
     * The report of a question over the facts exported into a folder.
     *
     * @param question as the service is asked; without {@code ledgerSize} at the export's
     */
    public static IncidentReport report(SparkSession spark, String folder, String question) {
        ExportedFacts facts = ExportedFacts.in(spark, folder);
        var asked = new AskedIncident(question, Sizes.asked(question, facts.manifest()));
        // Whatever is wrong with the question is said before anything is read.
        var _ = asked.question();
        Broadcast<List<Row>> ofEverybody = Everybody.broadcast(spark, facts.ofEverybody(asked.size()));
        Dataset<Row> lines = facts.byPerson(asked.size())
                .groupByKey((MapFunction<Row, String>) row -> row.getString(0), Encoders.STRING())
                .flatMapGroups(new Judging(asked, ofEverybody), Encoders.row(LINE));
        List<Row> sums = lines.groupBy(col("line"))
                .agg(
                        sum("uses"),
                        sum("persons"),
                        sum("without_account"),
                        sum("contact_points"),
                        min(struct(col("first"), col("first_place"))),
                        max(struct(col("last"), col("last_place"))))
                .collectAsList();
        return new ReportOfLines(sums).report(Sizes.head(asked.size(), facts.manifest()));
    }

    private static final class Judging implements FlatMapGroupsFunction<String, Row, Row>, Serializable {
        private static final long serialVersionUID = 1L;

        private final AskedIncident asked;
        private final Broadcast<List<Row>> ofEverybody;
        private transient @Nullable IncidentQuestion question;
        private transient @Nullable List<Recorded> everybodys;

        Judging(AskedIncident asked, Broadcast<List<Row>> ofEverybody) {
            this.asked = asked;
            this.ofEverybody = ofEverybody;
        }

        @Override
        public Iterator<Row> call(String key, Iterator<Row> rows) {
            IncidentQuestion incident = question;
            List<Recorded> global = everybodys;
            if (incident == null || global == null) {
                incident = asked.question();
                global = ofEverybody.value().stream().map(PersonFacts::recorded).toList();
                question = incident;
                everybodys = global;
            }
            return UseLines.of(PersonFacts.of(key, rows, global), incident, asked.size());
        }
    }
}
