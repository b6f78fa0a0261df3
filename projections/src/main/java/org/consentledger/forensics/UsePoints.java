package org.consentledger.forensics;

import java.util.Arrays;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.consentledger.check.Reach;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.PersonId;

/** The contact points that were used and the persons whose they are, by number. One thread writes; readers have a {@link View}. */
final class UsePoints {
    static final int NOBODY = -1;
    private static final int LEAST = 1 << 10;

    private final IdNumbers points = new IdNumbers();
    private final IdNumbers persons = new IdNumbers();
    private final IdNumbers unknownPersons = new IdNumbers();
    // By contact point.
    private int[] person = new int[LEAST];
    private long[] since = new long[LEAST];
    private int[] lastUse = new int[LEAST];
    private int[] nextOfPerson = new int[LEAST];
    // By person. An even number is of somebody with an account, an odd one of an unknown person.
    private int[] firstPoint = new int[LEAST];
    /** How often a contact point became somebody's. */
    private long told;

    /** Those there are at this moment. */
    View view() {
        return new View(this);
    }

    /** What stands for a person alone where a contact point's number would. */
    static int alone(int personNumber) {
        return -2 - personNumber;
    }

    /** The contact point's number; negative where it was never used. */
    int find(ContactPointId point) {
        return points.find(point.value());
    }

    /** The contact point's number; where it is new, {@code reach} tells whose it is. */
    int number(ContactPointId point, Reach reach) {
        int known = points.size();
        int number = points.number(point.value());
        if (number == known) {
            begin(number);
            Reach.Holding holding = reach.holding(point);
            if (holding != null) {
                belongs(number, holding.person());
                since[number] = holding.since();
            }
        }
        return number;
    }

    private void begin(int number) {
        if (number == person.length) {
            person = Arrays.copyOf(person, 2 * number);
            since = Arrays.copyOf(since, 2 * number);
            lastUse = Arrays.copyOf(lastUse, 2 * number);
            nextOfPerson = Arrays.copyOf(nextOfPerson, 2 * number);
        }
        person[number] = NOBODY;
        since[number] = Long.MAX_VALUE;
        lastUse[number] = NOBODY;
        nextOfPerson[number] = NOBODY;
    }

    /** That the contact point is a person's; the person's number. */
    int belongs(int point, PersonId holder) {
        int number = number(holder);
        if (person[point] == NOBODY) {
            nextOfPerson[point] = firstPoint[number] - 1;
            firstPoint[number] = point + 1;
            person[point] = number;
            told++;
        }
        return number;
    }

    /** That the contact point was collected at a place. */
    void collected(int point, PersonId holder, long place) {
        since[point] = Math.min(since[point], place);
        belongs(point, holder);
    }

    int number(PersonId id) {
        int number = id.unknown() ? 2 * unknownPersons.number(id.value()) + 1 : 2 * persons.number(id.value());
        if (number >= firstPoint.length) {
            firstPoint = Arrays.copyOf(firstPoint, 2 * number);
        }
        return number;
    }

    /** The person's number; negative where no use is known to be theirs. */
    int find(PersonId id) {
        int found = (id.unknown() ? unknownPersons : persons).find(id.value());
        return found < 0 ? NOBODY : 2 * found + (id.unknown() ? 1 : 0);
    }

    /** The use before, which gives way to {@code row} as the contact point's last. */
    int used(int point, int row) {
        int before = lastUse[point];
        lastUse[point] = row;
        return before;
    }

    /** Hands over every use of a person's contact points. */
    void uses(int personNumber, UseRows.View rows, IntConsumer each) {
        for (int point = firstPoint[personNumber] - 1; point != NOBODY; point = nextOfPerson[point]) {
            for (int row = lastUse[point]; row != NOBODY; row = rows.before(row)) {
                each.accept(row);
            }
        }
    }

    /** The numbers as somebody reads them. */
    static final class View {
        private final UsePoints numbers;
        private final long[] most;
        private final long[] least;
        private final int[] person;
        private final long[] since;
        private final int personsBelow;
        private final long told;

        private View(UsePoints numbers) {
            this.numbers = numbers;
            this.most = numbers.points.most;
            this.least = numbers.points.least;
            this.person = numbers.person;
            this.since = numbers.since;
            this.personsBelow = 2 * Math.max(numbers.persons.size(), numbers.unknownPersons.size());
            this.told = numbers.told;
        }

        private View(View other) {
            this.numbers = other.numbers;
            this.most = other.most;
            this.least = other.least;
            this.person = other.person.clone();
            this.since = other.since.clone();
            this.personsBelow = other.personsBelow;
            this.told = other.told;
            for (int i = 0; i < person.length; i++) {
                person[i] = person[i] < personsBelow ? person[i] : NOBODY;
            }
        }

        /** The same, which no longer changes; of whomever came behind the place it knows nothing. */
        View frozen() {
            return new View(this);
        }

        /** How often a contact point had become somebody's: as long as it is the same, so is who has which. */
        long told() {
            return told;
        }

        long most(int point) {
            return most[point];
        }

        long least(int point) {
            return least[point];
        }

        /** The first place at which a contact point was collected. */
        long since(int point) {
            return since[point];
        }

        /** Every person's number is below it. */
        int personsBelow() {
            return personsBelow;
        }

        /** The person of a use, whether the ledger could tell so or not; {@link #NOBODY} for none. */
        int personOf(int of) {
            return of >= 0 ? person[of] : -2 - of;
        }

        static boolean unknown(int personNumber) {
            return (personNumber & 1) != 0;
        }

        /** Of a number below {@link #personsBelow}. */
        PersonId person(int personNumber) {
            boolean unknown = unknown(personNumber);
            IdNumbers ids = unknown ? numbers.unknownPersons : numbers.persons;
            int nth = personNumber >> 1;
            return new PersonId(new UUID(ids.most[nth], ids.least[nth]), unknown);
        }
    }
}
