package org.consentledger.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The facts that concern everybody, on every machine: policies, purposes and notices, of which a ledger has few. */
final class Everybody {
    private Everybody() {}

    static Broadcast<List<Row>> broadcast(SparkSession spark, List<Row> rows) {
        return JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(new ArrayList<>(rows));
    }
}
