package org.consentledger.write;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consentledger.identity.ContentHashes;
import org.consentledger.identity.DataKey;
import org.consentledger.identity.GivenValue;
import org.consentledger.identity.KnownValue;
import org.consentledger.identity.Newcomer;
import org.consentledger.identity.Person;
import org.consentledger.identity.PersonReference;
import org.consentledger.identity.Values;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.Header;
import org.consentledger.law.Illegal;
import org.consentledger.law.PersonId;
import org.consentledger.law.Supplier;
import org.consentledger.law.SuppressionKey;
import org.consentledger.law.ValueTag;
import org.consentledger.store.FactCodec;
import org.consentledger.store.Judged;
import org.consentledger.store.NoticeTexts;
import org.consentledger.store.Proposal;
import org.consentledger.store.Unsayable;
import org.consentledger.write.LedgerCommand.Target;
import org.jspecify.annotations.Nullable;

/** Makes the fact of one submission: under the key of whoever it is about. */
final class FactMaker {
    private final Means means;
    private final Submission submission;
    private final Named named;
    /** Whose key the content is hashed under; null for a fact that holds nothing under anybody's key. */
    private @Nullable DataKey contentKey;

    private final Set<Newcomer> newcomers = new HashSet<>();
    private @Nullable Judged judged;
    private @Nullable String text;

    /** What facts are made with. */
    record Means(Values values, FactCodec codec, Erasures erasures, EarlierValues earlier, References references) {}

    /**
     * Who is named by submissions that came together.
     *
     * @param before the values that they were known by under fewer profiles
     * @param contents hashes what is under nobody's key
     */
    record Named(Map<PersonReference, Person> known, Map<PersonId, List<KnownValue>> before, ContentHashes contents) {}

    /** The person is erased, so that nothing can be said of a value or a word of theirs. */
    private static final class Erased extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A value as held for a person whose key lives. */
    private record Held(PersonId person, DataKey key, KnownValue value, ContactPointId contactPoint) {}

    FactMaker(Means means, Submission submission, Named named) {
        this.means = means;
        this.submission = submission;
        this.named = named;
    }

    /** The submission's fact, or why there is none. */
    Identified identify() {
        try {
            Fact fact = fact(submission.command());
            byte[] payload = means.codec().write(fact);
            byte[] canonical = CanonicalContent.of(submission, fact, payload, means.codec());
            String content = contentKey == null ? named.contents().of(canonical) : contentKey.content(canonical);
            var header = new Header(submission.id(), submission.occurredAt(), submission.knownAt(), content);
            return new Identified.Ready(new Proposal(header, fact, payload, Proposal.NEXT, judged, text, newcomers));
        } catch (Illegal e) {
            return new Identified.Rejected(e);
        } catch (Erased _) {
            return new Identified.Ready(new Unsayable(submission.id(), submission.occurredAt(), submission.knownAt()));
        }
    }

    private Fact fact(LedgerCommand command) {
        return switch (command) {
            case LedgerCommand.DefinePurpose c -> new Fact.PurposeDefined(c.purpose(), c.sentence(), c.terms());
            case LedgerCommand.PublishNotice c -> {
                text = c.text();
                yield new Fact.NoticePublished(c.notice(), NoticeTexts.hash(c.text()), c.discloses());
            }
            case LedgerCommand.ServeNotice c ->
                new Fact.NoticeServed(person(c.person()).id(), c.notice(), c.surface());
            case LedgerCommand.CollectContactPoint c -> collected(c);
            case LedgerCommand.AssignPurpose c -> new Fact.PurposeAssigned(c.collection(), c.purpose(), c.basis());
            case LedgerCommand.RevokePurpose c -> new Fact.PurposeRevoked(c.collection(), c.purpose());
            case LedgerCommand.ChangeConsent c -> consentChanged(c);
            case LedgerCommand.RemoveContactPoint c ->
                new Fact.ContactPointRemoved(contactPoint(c.contactPoint()), c.collection(), c.reason());
            case LedgerCommand.ErasePerson c -> erased(c);
            case LedgerCommand.LiftSuppression c -> lifted(c);
            case LedgerCommand.AdoptPolicy c -> new Fact.PolicyAdopted(c.policy());
            case LedgerCommand.PlantSentinel c -> new Fact.SentinelPlanted(contactPoint(c.contactPoint()));
            case LedgerCommand.RecordUse c -> used(c);
            case LedgerCommand.RetractFact c -> new Fact.FactRetracted(c.fact(), c.reason());
        };
    }

    private Fact collected(LedgerCommand.CollectContactPoint c) {
        Held held = held(c.contactPoint());
        contentKey = held.key();
        PersonReference user = c.suppliedBy().user();
        return new Fact.ContactPointCollected(
                held.contactPoint(),
                held.person(),
                held.value().channel(),
                means.values().seal(held.key(), held.value(), Identification.boundTo(submission.id())),
                c.collection(),
                c.surface(),
                new Supplier(
                        c.suppliedBy().kind(),
                        user == null ? null : person(user).id(),
                        c.suppliedBy().partner()),
                c.notice(),
                c.jurisdiction());
    }

    private Fact consentChanged(LedgerCommand.ChangeConsent c) {
        Person person = living(c.person());
        contentKey = person.key();
        ContactPointId contactPoint = null;
        Set<ValueTag> tags = Set.of();
        switch (c.contactPoint()) {
            case null -> {
                // Everything that the person has.
            }
            case Target.OfContactPoint target -> contactPoint = target.contactPoint();
            case Target.OfValue target -> {
                Held held = held(new Target.OfValue(c.person(), target.value()));
                contactPoint = held.contactPoint();
                tags = means.values().tags(held.key(), held.value());
            }
        }
        return new Fact.ConsentChanged(
                person.id(), contactPoint, tags, c.purpose(), c.status(), c.expiresAt(), c.how(), c.notice());
    }

    private Fact erased(LedgerCommand.ErasePerson c) {
        Person person = person(c.person());
        DataKey key = person.key();
        if (key == null) {
            return new Fact.PersonErased(person.id(), c.suppression(), Set.of(), Map.of());
        }
        Erasures.Prepared prepared = means.erasures().prepare(person.id(), key, c.suppression());
        judged = prepared.judged();
        return prepared.fact();
    }

    /** What it says stands in it in clear and needs nobody's key, so that it is the same word before and after the erasure. */
    private Fact lifted(LedgerCommand.LiftSuppression c) {
        PersonId person = person(c.person()).id();
        List<GivenValue> given = c.values();
        if (given == null) {
            return new Fact.SuppressionLifted(person, true, Set.of());
        }
        Set<SuppressionKey> keys = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            try {
                keys.addAll(means.values().suppressionKeys(means.values().read(given.get(i))));
            } catch (Illegal e) {
                throw e.renamed("values[" + i + "]");
            }
        }
        return new Fact.SuppressionLifted(person, false, keys);
    }

    private Fact used(LedgerCommand.RecordUse c) {
        return switch (c.contactPoint()) {
            case Target.OfContactPoint target -> used(c, target.contactPoint(), null, Set.of(), null);
            case Target.OfValue target -> {
                Person person = person(means.references().holder(target));
                if (person.key() == null) {
                    yield used(c, null, person.id(), Set.of(), null);
                }
                Held held = held(target);
                contentKey = held.key();
                var sealed = means.values().seal(held.key(), held.value(), Identification.boundTo(submission.id()));
                yield used(c, held.contactPoint(), held.person(), sealed.tags(), sealed.sealed());
            }
        };
    }

    private static Fact used(
            LedgerCommand.RecordUse c,
            @Nullable ContactPointId contactPoint,
            @Nullable PersonId person,
            Set<ValueTag> tags,
            org.consentledger.law.@Nullable Sealed value) {
        return new Fact.ContactPointUsed(
                contactPoint,
                person,
                tags,
                value,
                c.purpose(),
                c.programme(),
                c.advertiser(),
                c.audience(),
                c.list(),
                c.run(),
                c.recipients(),
                c.report());
    }

    private ContactPointId contactPoint(Target target) {
        return switch (target) {
            case Target.OfContactPoint one -> one.contactPoint();
            case Target.OfValue value -> held(value).contactPoint();
        };
    }

    private Held held(Target.OfValue target) {
        Person person = living(means.references().holder(target));
        DataKey key = person.key();
        if (key == null) {
            throw new Erased();
        }
        KnownValue value = means.earlier()
                .joined(means.values().read(target.value()), named.before().getOrDefault(person.id(), List.of()));
        return new Held(person.id(), key, value, key.contactPoint(value));
    }

    private Person living(PersonReference reference) {
        Person person = person(reference);
        if (person.erased()) {
            throw new Erased();
        }
        return person;
    }

    private Person person(PersonReference reference) {
        Person person = named.known().get(reference);
        if (person == null) {
            throw new Illegal("person", "must be a surrogate that the ledger gave out");
        }
        if (person.newcomer() != null) {
            newcomers.add(person.newcomer());
        }
        return person;
    }
}
