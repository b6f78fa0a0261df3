package org.consentledger.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.consentledger.law.Moments;
import org.jspecify.annotations.Nullable;

/** Writes a table as Parquet. What it is written to is whole once it is closed, and nothing before. */
public final class ParquetTable<T> implements Table<T> {
    /** Several tables are written side by side, so that none may hold much. */
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private final ParquetWriter<T> writer;

    private ParquetTable(ParquetWriter<T> writer) {
        this.writer = writer;
    }

    /** A table of {@code columns} that is written to {@code out}; {@code about} stands in the file's footer. */
    public static <T> ParquetTable<T> to(OutputStream out, List<Column<T>> columns, Map<String, String> about)
            throws IOException {
        return new ParquetTable<>(new Builder<>(new Streamed(out), columns, about)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build());
    }

    @Override
    public void write(T row) throws IOException {
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
        private final WriteSupport<T> support;

        Builder(OutputFile file, List<Column<T>> columns, Map<String, String> about) {
            super(file);
            this.support = new Rows<>(columns, about);
        }

        @Override
        protected Builder<T> self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // and yet abstract
        protected WriteSupport<T> getWriteSupport(Configuration configuration) {
            return support;
        }

        @Override
        protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }

    private static final class Rows<T> extends WriteSupport<T> {
        private final List<Column<T>> columns;
        private final Map<String, String> about;
        private @Nullable RecordConsumer consumer;

        Rows(List<Column<T>> columns, Map<String, String> about) {
            this.columns = columns;
            this.about = about;
        }

        @Override
        @SuppressWarnings("deprecation") // and yet abstract
        public WriteContext init(Configuration configuration) {
            return context();
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return context();
        }

        private WriteContext context() {
            var fields = Types.buildMessage();
            columns.forEach(column -> fields.addField(field(column)));
            return new WriteContext(fields.named("row"), about);
        }

        private static Type field(Column<?> column) {
            return switch (column.kind()) {
                case TEXT ->
                    Types.optional(PrimitiveTypeName.BINARY)
                            .as(LogicalTypeAnnotation.stringType())
                            .named(column.name());
                case NUMBER -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
                case MOMENT ->
                    Types.optional(PrimitiveTypeName.INT64)
                            .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                            .named(column.name());
                case DATE ->
                    Types.optional(PrimitiveTypeName.INT32)
                            .as(LogicalTypeAnnotation.dateType())
                            .named(column.name());
                case TRUTH -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
            };
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public void write(T row) {
            RecordConsumer to = consumer;
            if (to == null) {
                throw new IllegalStateException("a row is written before its table is begun");
            }
            to.startMessage();
            for (int i = 0; i < columns.size(); i++) {
                Object value = columns.get(i).value().apply(row);
                if (value != null) {
                    to.startField(columns.get(i).name(), i);
                    write(to, value);
                    to.endField(columns.get(i).name(), i);
                }
            }
            to.endMessage();
        }

        private static void write(RecordConsumer to, Object value) {
            switch (value) {
                case String text -> to.addBinary(Binary.fromString(text));
                case Long number -> to.addLong(number);
                case Instant moment -> to.addLong(Moments.toMicros(moment));
                case LocalDate date -> to.addInteger((int) date.toEpochDay());
                case Boolean truth -> to.addBoolean(truth);
                default -> throw new IllegalStateException("a column has a value of no kind");
            }
        }
    }

    /** A stream as Parquet writes to it: it asks how much was written. */
    private record Streamed(OutputStream out) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return new Counting(out);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return new Counting(out);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class Counting extends PositionOutputStream {
        private final OutputStream out;
        private long position;

        Counting(OutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
