package org.consentledger.provenance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.consentledger.law.Answer;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact.ConsentChanged;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.ContactPointUsed;
import org.consentledger.law.Fact.FactRetracted;
import org.consentledger.law.Fact.NoticePublished;
import org.consentledger.law.Fact.NoticeServed;
import org.consentledger.law.Fact.SentinelPlanted;
import org.consentledger.law.FactId;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.Permit;
import org.consentledger.law.PersonId;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.consentledger.law.SupplierKind;
import org.consentledger.standing.Horizon;
import org.jspecify.annotations.Nullable;

/** Where contact points came from and went, found by reading every fact, once for each sentence. */
final class NaiveTraces {
    private final List<Recorded> facts;
    private final Horizon horizon;
    private final Set<FactId> retracted;

    NaiveTraces(List<Recorded> facts, Horizon horizon) {
        this.facts = facts;
        this.horizon = horizon;
        this.retracted = facts.stream()
                .filter(recorded -> horizon.reaches(recorded.place(), recorded.knownAt()))
                .filter(recorded -> recorded.fact() instanceof FactRetracted)
                .map(recorded -> ((FactRetracted) recorded.fact()).fact())
                .collect(Collectors.toSet());
    }

    private boolean counts(Recorded recorded) {
        return horizon.reaches(recorded.place(), recorded.knownAt()) && !retracted.contains(recorded.id());
    }

    private <F> List<Recorded> counting(Class<F> type) {
        return facts.stream()
                .filter(recorded -> type.isInstance(recorded.fact()) && counts(recorded))
                .toList();
    }

    List<TracedUse> uses(UseFilter filter) {
        return counting(ContactPointUsed.class).stream()
                .filter(use -> meets(filter, use, (ContactPointUsed) use.fact()))
                .map(use -> new TracedUse(use, person((ContactPointUsed) use.fact())))
                .toList();
    }

    private static boolean meets(UseFilter filter, Recorded use, ContactPointUsed fact) {
        return same(filter.contactPoint(), fact.contactPoint())
                && same(filter.programme(), fact.programme())
                && same(filter.advertiser(), fact.advertiser())
                && same(filter.audience(), fact.audience())
                && (filter.within() == null || filter.within().covers(fact.purpose()))
                && (filter.outside() == null || !filter.outside().covers(fact.purpose()))
                && (filter.since() == null || !use.occurredAt().isBefore(filter.since()))
                && (filter.until() == null || use.occurredAt().isBefore(filter.until()))
                && (filter.shared() == null
                        || filter.shared() != fact.recipients().isEmpty());
    }

    private static boolean same(@Nullable Object asked, @Nullable Object found) {
        return asked == null || asked.equals(found);
    }

    private @Nullable PersonId person(ContactPointUsed use) {
        return use.person() != null
                ? use.person()
                : facts.stream()
                        .filter(recorded -> recorded.place() <= horizon.ledgerSize())
                        .filter(recorded -> recorded.fact() instanceof ContactPointCollected collected
                                && collected.contactPoint().equals(use.contactPoint()))
                        .map(recorded -> ((ContactPointCollected) recorded.fact()).person())
                        .findFirst()
                        .orElse(null);
    }

    UseTotals totals(UseFilter filter) {
        Set<ContactPointId> points = new HashSet<>();
        Set<ContactPointId> unheld = new HashSet<>();
        Set<PersonId> persons = new HashSet<>();
        long shared = 0;
        List<TracedUse> uses = uses(filter);
        for (TracedUse use : uses) {
            var fact = (ContactPointUsed) use.use().fact();
            shared += fact.recipients().isEmpty() ? 0 : 1;
            if (fact.contactPoint() != null) {
                points.add(fact.contactPoint());
            }
            if (use.person() == null && fact.contactPoint() != null) {
                unheld.add(fact.contactPoint());
            }
            if (use.person() != null && !sentinel(fact.contactPoint(), Instant.MAX)) {
                persons.add(use.person());
            }
        }
        long unknown = persons.stream().filter(PersonId::unknown).count();
        return new UseTotals(uses.size(), shared, points.size(), persons.size() - unknown, unknown, unheld.size());
    }

    private boolean sentinel(@Nullable ContactPointId point, Instant at) {
        return counting(SentinelPlanted.class).stream()
                .anyMatch(planted ->
                        ((SentinelPlanted) planted.fact()).contactPoint().equals(point)
                                && !planted.occurredAt().isAfter(at));
    }

    List<NeverGiven.Shadow> neverGiven(Instant at) {
        var points = new TreeMap<String, List<Recorded>>();
        for (Recorded collected : counting(ContactPointCollected.class)) {
            if (!collected.occurredAt().isAfter(at)) {
                ContactPointId point = ((ContactPointCollected) collected.fact()).contactPoint();
                points.computeIfAbsent(point.toString(), _ -> new ArrayList<>()).add(collected);
            }
        }
        return points.values().stream()
                .filter(collections -> suppliers(collections).stream().noneMatch(SupplierKind.PERSON::equals))
                .filter(collections -> !sentinel(
                        ((ContactPointCollected) collections.getFirst().fact()).contactPoint(), at))
                .map(NaiveTraces::shadow)
                .toList();
    }

    private static Set<SupplierKind> suppliers(List<Recorded> collections) {
        return collections.stream()
                .map(collected ->
                        ((ContactPointCollected) collected.fact()).suppliedBy().kind())
                .collect(Collectors.toSet());
    }

    private static NeverGiven.Shadow shadow(List<Recorded> collections) {
        var first = (ContactPointCollected) collections.getFirst().fact();
        return new NeverGiven.Shadow(
                first.contactPoint(),
                first.person(),
                collections.stream()
                        .map(Recorded::occurredAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                suppliers(collections),
                collections.size());
    }

    Sources.Origin origin(ContactPointId point) {
        List<Recorded> collections = reached(recorded -> recorded.fact() instanceof ContactPointCollected collected
                && collected.contactPoint().equals(point));
        PersonId person = collections.isEmpty()
                ? null
                : ((ContactPointCollected) collections.getFirst().fact()).person();
        List<Recorded> served = reached(recorded ->
                recorded.fact() instanceof NoticeServed one && one.person().equals(person));
        List<Recorded> counting = collections.stream().filter(this::counts).toList();
        return new Sources.Origin(
                point,
                person,
                !counting.isEmpty() && !suppliers(counting).contains(SupplierKind.PERSON),
                collections.stream().map(this::shown).toList(),
                served.stream().map(this::shown).toList());
    }

    private List<Recorded> reached(Predicate<Recorded> which) {
        return facts.stream()
                .filter(recorded -> horizon.reaches(recorded.place(), recorded.knownAt()) && which.test(recorded))
                .toList();
    }

    private Sources.Shown shown(Recorded recorded) {
        NoticeRef notice = recorded.fact() instanceof ContactPointCollected collected
                ? collected.notice()
                : ((NoticeServed) recorded.fact()).notice();
        return new Sources.Shown(recorded, text(notice), retracted.contains(recorded.id()));
    }

    private @Nullable String text(@Nullable NoticeRef notice) {
        return facts.stream()
                .filter(recorded -> recorded.fact() instanceof NoticePublished published
                        && published.notice().equals(notice))
                .map(recorded -> ((NoticePublished) recorded.fact()).textHash())
                .findFirst()
                .orElse(null);
    }

    /** Every negative word that reaches the contact point and was not taken back, with what it took. */
    List<Withdrawals.Withdrawal> withdrawals(ContactPointId point, List<Recorded> words, List<Recorded> uses) {
        return words.stream()
                .filter(word -> word.fact() instanceof ConsentChanged changed
                        && !changed.status().positive()
                        && counts(word))
                .map(word -> withdrawal(point, word, uses))
                .toList();
    }

    private Withdrawals.Withdrawal withdrawal(ContactPointId point, Recorded word, List<Recorded> uses) {
        var despite = new ArrayList<Recorded>();
        for (Recorded use : uses.stream()
                .filter(this::counts)
                .sorted(Comparator.comparing(Recorded::occurredAt).thenComparingLong(Recorded::place))
                .toList()) {
            if (refuses(point, use, word, use.occurredAt())) {
                return new Withdrawals.Withdrawal(word, despite, use);
            }
            if (refuses(point, use, word, null)) {
                despite.add(use);
            }
        }
        return new Withdrawals.Withdrawal(word, despite, null);
    }

    private boolean refuses(ContactPointId point, Recorded use, Recorded word, @Nullable Instant known) {
        Answer answer = Permit.answer(
                facts,
                new Question(
                        point,
                        ((ContactPointUsed) use.fact()).purpose(),
                        new Coordinates(use.occurredAt(), known, horizon.ledgerSize()),
                        PolicyChoice.IN_FORCE));
        return !answer.permitted()
                && Stream.ofNullable(answer.headline())
                        .anyMatch(headline -> headline.restsOn().contains(word.place()));
    }
}
