package org.consentledger.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Things of a small vocabulary, numbered 0, 1, 2, ... for ever. One thread adds; whoever learns a number through the index finds
 * what it stands for.
 */
public final class Numbered<T> {
    /* Readers get the array with the image that they ask, which is published after the number was given. An array is only ever
     * written behind what any reader knows of. */

    private final Map<T, Integer> numbers = new HashMap<>();
    private Object[] things = new Object[16];

    /** The thing's number, given now if need be. */
    public int number(T thing) {
        Integer known = numbers.get(thing);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        if (number == things.length) {
            things = Arrays.copyOf(things, 2 * number);
        }
        things[number] = thing;
        numbers.put(thing, number);
        return number;
    }

    /** Everything numbered so far. */
    public Known<T> known() {
        return new Known<>(things, numbers.size());
    }

    /** What had a number at some moment. */
    public static final class Known<T> {
        private final Object[] things;
        private final int size;

        private Known(Object[] things, int size) {
            this.things = things;
            this.size = size;
        }

        /** How many there were; they have the numbers below it. */
        public int size() {
            return size;
        }

        /** What has a number. */
        @SuppressWarnings("unchecked") // Nothing else is put in.
        public T get(int number) {
            return (T) things[number];
        }

        /** In order of their numbers. */
        public List<T> all() {
            @SuppressWarnings("unchecked")
            List<T> all = (List<T>) List.of(Arrays.copyOf(things, size));
            return all;
        }
    }
}
