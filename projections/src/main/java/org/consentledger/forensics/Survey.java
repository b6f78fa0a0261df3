package org.consentledger.forensics;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.consentledger.check.CollectionShape;
import org.consentledger.check.Numbered;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;

/** The uses that a question is about, looked at person by person by every processor. */
final class Survey {
    private static final int PIECE_USES = 1 << 14;
    private static final Purpose ANY = new Purpose("any");

    final UseLog.Judged log;
    final IncidentQuestion question;
    final long size;
    final Numbered.Known<CollectionShape> shapes;
    final Selection selection;
    final ByPerson uses;
    private final long known;

    /** The uses that {@code question} is about at a size that the log has reached. */
    Survey(UseLog.Judged judged, IncidentQuestion question, long size, LastOrder order) {
        this.log = judged.frozen();
        this.question = question;
        this.size = size;
        this.known = question.knownMicros();
        this.shapes = log.index().inquiries(ANY, PolicyChoice.IN_FORCE).shapes();
        this.selection = new Selection(log, question, size, shapes);
        this.uses = order.of(log, question, size, selection::mayBeOf);
    }

    /** The uses that the same question is about at either of two coordinates, whose persons are told as of the later one. */
    Survey(UseLog.Judged judged, IncidentQuestion question, long size, IncidentQuestion before, long sizeBefore) {
        this.log = judged.frozen();
        this.question = question;
        this.size = size;
        this.known = question.knownMicros();
        this.shapes = log.index().inquiries(ANY, PolicyChoice.IN_FORCE).shapes();
        this.selection = new Selection(log, question, size, shapes);
        var other = new Selection(log, before, sizeBefore, shapes);
        this.uses = ByPerson.of(
                log, log.rows().upTo(Math.max(size, sizeBefore)), row -> selection.mayBeOf(row) || other.mayBeOf(row));
    }

    /** What became of uses, by their rows. For one thread. */
    interface Judging {
        long verdict(int row);
    }

    /** What was kept; true of the log's own place alone, without limit of what was known, under the policy in force. */
    Judging kept() {
        return log.rows()::verdict;
    }

    /** Judged anew. */
    Judging anew(PolicyChoice policy) {
        return new Bench(log, policy, known, size)::judge;
    }

    /** Somebody who counts; for one thread. */
    interface Counting {
        /** A use, counted of {@code person}; {@link UsePoints#NOBODY} for nobody. */
        void use(int row, int of, int person);

        /** That whoever's uses came last has no more. */
        void end();
    }

    /** Everything that was counted, by as many as counted it. */
    <C extends Counting> List<C> count(Supplier<C> counting) {
        int[] ends = uses.pieces(PIECE_USES);
        Queue<C> idle = new ConcurrentLinkedQueue<>();
        IntStream.range(0, ends.length).parallel().forEach(piece -> {
            C idling = idle.poll();
            C one = idling == null ? counting.get() : idling;
            uses.visit(piece == 0 ? 0 : ends[piece - 1], ends[piece], new Person(one));
            idle.add(one);
        });
        return new ArrayList<>(idle);
    }

    /** Tells of one person's uses; with {@link UsePoints#NOBODY} of those of nobody. */
    void visit(int person, Counting counting) {
        uses.visit(person, new Person(counting));
    }

    private final class Person implements ByPerson.Visitor {
        private final Counting counting;
        private int person;

        Person(Counting counting) {
            this.counting = counting;
        }

        @Override
        public void begin(int personNumber) {
            person = personNumber;
        }

        @Override
        public void use(int row, int of) {
            counting.use(row, of, isCounted(row, of) ? person : UsePoints.NOBODY);
        }

        @Override
        public void end() {
            counting.end();
        }
    }

    /** Whether the ledger knew by the size whose contact point it is, and it is no sentinel. */
    private boolean isCounted(int row, int of) {
        return of < 0 || ((log.rows().named(row) || log.points().since(of) <= size) && !isSentinel(of));
    }

    /** Whether the contact point is a sentinel, as far as the question looks. */
    boolean isSentinel(int of) {
        return of >= 0
                && log.sentinels().contain(log.points().most(of), log.points().least(of), known, size);
    }
}
