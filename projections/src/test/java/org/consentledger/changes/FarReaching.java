package org.consentledger.changes;

import java.util.List;
import java.util.stream.LongStream;
import org.consentledger.check.HistoryKeys;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact;
import org.consentledger.law.Histories;
import org.consentledger.law.Histories.History;
import org.consentledger.law.Permit;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;

/** The few histories in which what holds of somebody is changed by a fact that does not name them. */
final class FarReaching {
    /** The purpose that they are about. */
    static final Purpose PURPOSE = Histories.PURPOSES.get(2);

    private FarReaching() {}

    /** Those among the histories of seeds from {@code first} on, up to {@code end}. */
    static List<History> histories(long first, long end) {
        return LongStream.range(first, end)
                .mapToObj(Histories::admitted)
                .filter(history -> history.facts().stream().anyMatch(fact -> reachesFar(fact, history)))
                .toList();
    }

    private static boolean reachesFar(Recorded recorded, History history) {
        return switch (recorded.fact()) {
            case Fact.PersonErased erased ->
                !erased.suppressed().isEmpty() && changesMore(recorded, history, heldBy(erased, history));
            case Fact.SuppressionLifted _ -> changesMore(recorded, history, List.of());
            case Fact.FactRetracted retraction ->
                history.facts().stream()
                                .anyMatch(fact -> fact.id().equals(retraction.fact())
                                        && (fact.fact() instanceof Fact.PolicyAdopted
                                                || fact.fact() instanceof Fact.SuppressionLifted))
                        && changesMore(recorded, history, List.of());
            default -> false;
        };
    }

    private static List<ContactPointId> heldBy(Fact.PersonErased erased, History history) {
        return history.facts().stream()
                .map(Recorded::fact)
                .filter(Fact.ContactPointCollected.class::isInstance)
                .map(Fact.ContactPointCollected.class::cast)
                .filter(collected -> collected.person().equals(erased.person()))
                .map(Fact.ContactPointCollected::contactPoint)
                .toList();
    }

    private static boolean changesMore(Recorded recorded, History history, List<ContactPointId> than) {
        List<Recorded> before = HistoryKeys.readable(history.first(recorded.place() - 1));
        List<Recorded> after = HistoryKeys.readable(history.first(recorded.place()));
        return history.contactPoints().stream()
                .filter(one -> !than.contains(one))
                .anyMatch(contactPoint -> {
                    var question = new Question(
                            contactPoint,
                            PURPOSE,
                            new Coordinates(recorded.recordedAt(), null, Coordinates.ALL),
                            PolicyChoice.IN_FORCE);
                    return Permit.answer(before, question).permitted()
                            != Permit.answer(after, question).permitted();
                });
    }
}
