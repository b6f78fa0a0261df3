package org.consentledger.forensics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The constants of an enum by the numbers 0, 1, 2, ... under which memory keeps them: those of their order. */
final class Codes<E extends Enum<E>> {
    private final List<E> constants;
    private final Map<E, Integer> numbers;

    private Codes(Class<E> type) {
        constants = List.of(type.getEnumConstants());
        numbers = new EnumMap<>(type);
        constants.forEach(one -> numbers.put(one, constants.indexOf(one)));
    }

    static <E extends Enum<E>> Codes<E> of(Class<E> type) {
        return new Codes<>(type);
    }

    int size() {
        return constants.size();
    }

    int number(E constant) {
        return Objects.requireNonNull(numbers.get(constant));
    }

    E get(int number) {
        return constants.get(number);
    }
}
