package org.consentledger.export;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table whose rows are made of {@code T}.
 *
 * @param value of a row, of the type that {@code kind} says; null where the row has none
 */
public record Column<T>(String name, Kind kind, Function<T, @Nullable Object> value) {
    /** What stands in a column. */
    public enum Kind {
        TEXT,
        /** A {@link Long}. */
        NUMBER,
        /** An {@link Instant}, to the microsecond. */
        MOMENT,
        /** A {@link LocalDate}. */
        DATE,
        TRUTH
    }

    /** A column of texts. */
    public static <T> Column<T> text(String name, Function<T, @Nullable String> value) {
        return new Column<>(name, Kind.TEXT, value::apply);
    }

    /** A column of whole numbers. */
    public static <T> Column<T> number(String name, ToLongFunction<T> value) {
        return new Column<>(name, Kind.NUMBER, value::applyAsLong);
    }

    /** A column of instants. */
    public static <T> Column<T> moment(String name, Function<T, @Nullable Instant> value) {
        return new Column<>(name, Kind.MOMENT, value::apply);
    }

    /** A column of dates. */
    public static <T> Column<T> date(String name, Function<T, @Nullable LocalDate> value) {
        return new Column<>(name, Kind.DATE, value::apply);
    }

    /** A column of what holds or does not. */
    public static <T> Column<T> truth(String name, Function<T, @Nullable Boolean> value) {
        return new Column<>(name, Kind.TRUTH, value::apply);
    }
}
