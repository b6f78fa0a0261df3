package org.consentledger.demonstration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An invented platform's eleven years, fact by fact in order of time; the same for the same seed and size, each time. */
final class Population {
    /*
     * Every person's story is a function of the seed and the person's number and nothing else, so that a story can be told
     * as often as needed instead of being kept. A first telling counts the facts of each day; then the days are taken in
     * slices of at most so many facts, and each slice tells all stories again and keeps what falls into it.
     */
    private static final int FACTS_IN_SLICE = 500_000;

    private static final Instant BEGIN = Instant.parse("2010-01-01T00:00:00Z");
    private static final int DAYS = (int) ChronoUnit.DAYS.between(BEGIN, ChosenFigures.END);
    private static final long PLATFORM = -3;
    private static final long ADA = -2;
    private static final long BEN = -1;

    private final long seed;
    private final int persons;
    private final int factsInSlice;
    private final Advertisers advertisers;
    private final Matcher matcher;
    private @Nullable Facts counted;

    /** @param persons with an account, beside the two with names of their own */
    Population(long seed, int persons) {
        this(seed, persons, FACTS_IN_SLICE);
    }

    Population(long seed, int persons, int factsInSlice) {
        if (persons < 1) {
            throw new IllegalArgumentException("a population has at least one person");
        }
        this.seed = seed;
        this.persons = persons;
        this.factsInSlice = factsInSlice;
        this.advertisers = new Advertisers(seed);
        this.matcher = new Matcher(seed, advertisers);
    }

    /** The reporter's name, which says what it takes to tell all of it again. */
    String source() {
        return "urn:consentledger:demonstration:" + persons + ":" + seed;
    }

    long seed() {
        return seed;
    }

    int persons() {
        return persons;
    }

    Advertisers advertisers() {
        return advertisers;
    }

    /** All facts in order of time. */
    Facts facts() {
        if (counted == null) {
            counted = new Facts(slices());
        }
        return counted;
    }

    /** The facts, of which it is known how many there are. */
    final class Facts {
        /** In order of time; each is held as a whole while it is told. */
        final List<Slice> slices;

        private Facts(List<Slice> slices) {
            this.slices = slices;
        }

        long count() {
            return slices.stream().mapToLong(Slice::facts).sum();
        }

        Iterator<ReportedFact> iterator() {
            return stream().iterator();
        }

        Stream<ReportedFact> stream() {
            return slices.stream().flatMap(Population.this::told);
        }
    }

    /** Days that are told together: from the first, included, to the last, not included. */
    record Slice(int first, int last, long facts) {}

    private List<Slice> slices() {
        long[] facts = new long[DAYS];
        stories().forEach(story -> inTime(story, fact -> facts[day(fact)]++));
        var slices = new ArrayList<Slice>();
        int first = 0;
        long sum = 0;
        for (int day = 0; day < DAYS; day++) {
            if (sum > 0 && sum + facts[day] > factsInSlice) {
                slices.add(new Slice(first, day, sum));
                first = day;
                sum = 0;
            }
            sum += facts[day];
        }
        slices.add(new Slice(first, DAYS, sum));
        return slices;
    }

    private Stream<ReportedFact> told(Slice slice) {
        var told = new ArrayList<ReportedFact>((int) slice.facts());
        stories()
                .forEach(story -> inTime(story, fact -> {
                    int day = day(fact);
                    if (day >= slice.first() && day < slice.last()) {
                        told.add(fact);
                    }
                }));
        told.sort(ReportedFact.IN_ORDER_OF_TIME);
        return told.stream();
    }

    private Stream<Story> stories() {
        Stream<Story> few = Stream.of(PLATFORM, ADA, BEN).map(this::ofTheFew);
        Stream<Story> many = IntStream.range(0, persons).mapToObj(number -> {
            Story story = story(number);
            Member.tell(seed, story, number, persons, matcher);
            return story;
        });
        return Stream.concat(few, many);
    }

    private Story ofTheFew(long number) {
        Story story = story(number);
        if (number == PLATFORM) {
            Platform.tell(story);
        } else if (number == ADA) {
            Cast.tellAda(story, matcher);
        } else {
            Cast.tellBen(story, matcher);
        }
        return story;
    }

    private Story story(long number) {
        return new Story(seed, source(), number);
    }

    /** What nobody knew before the end is not told. */
    private static void inTime(Story story, Consumer<ReportedFact> to) {
        for (ReportedFact fact : story.facts()) {
            if (fact.knownAt().isBefore(ChosenFigures.END)) {
                to.accept(fact);
            }
        }
    }

    private static int day(ReportedFact fact) {
        return (int) ChronoUnit.DAYS.between(BEGIN, fact.knownAt());
    }
}
