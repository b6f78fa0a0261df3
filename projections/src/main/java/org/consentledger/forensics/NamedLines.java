package org.consentledger.forensics;

import java.util.function.Function;
import java.util.function.IntFunction;
import org.consentledger.check.Numbered;
import org.consentledger.law.UseClass;

/** Names of something that uses have, each with a line for each class; found by the number of what has the name. */
final class NamedLines<N> {
    static final int CLASSES = Verdict.CLASSES.size();

    private final int[] numberOf;
    private final Numbered.Known<N> names;

    private NamedLines(int[] numberOf, Numbered.Known<N> names) {
        this.numberOf = numberOf;
        this.names = names;
    }

    /** The names that {@code size} numbered things have. */
    static <T, N> NamedLines<N> of(int size, IntFunction<T> thing, Function<T, N> name) {
        var names = new Numbered<N>();
        var numberOf = new int[size];
        for (int i = 0; i < size; i++) {
            numberOf[i] = names.number(name.apply(thing.apply(i)));
        }
        return new NamedLines<>(numberOf, names.known());
    }

    int size() {
        return CLASSES * names.size();
    }

    int line(int thing, int classNumber) {
        return CLASSES * numberOf[thing] + classNumber;
    }

    N name(int line) {
        return names.get(line / CLASSES);
    }

    static UseClass useClass(int line) {
        return Verdict.CLASSES.get(line % CLASSES);
    }
}
