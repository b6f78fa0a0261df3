package org.consentledger.completeness;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.PersonId;
import org.consentledger.law.SuppressionKey;
import org.consentledger.law.Word;
import org.consentledger.seal.StreamLabel;

/**
 * A stream by its name: facts that are shown all or not at all, because whoever leaves one out is found out. Every fact lies in
 * one stream at least, a retraction in those of the fact that it names.
 *
 * @param id what the facts have in common; empty where there is one stream of the kind
 */
public record StreamName(Kind kind, String id) {
    /** Every policy adopted. */
    public static final StreamName POLICIES = new StreamName(Kind.POLICIES, "");

    private static final StreamName PURPOSES = new StreamName(Kind.PURPOSES, "");

    /** What the facts of a stream have in common. */
    public enum Kind implements Word {
        /** Collections and removals of a contact point, and that it is a sentinel. */
        CONTACT_POINT,
        /** What a collection may serve, and that it was removed. */
        COLLECTION,
        /** A person's collections, words and erasure. */
        PERSON,
        POLICIES,
        /** Erasures that suppress a value. */
        SUPPRESSION,
        /** A person's words that lift what their erasure suppressed. */
        LIFTING,
        /** The texts of a notice, in one version and language. */
        NOTICE,
        /** What a person was shown. */
        SERVED,
        /** Uses of a contact point, or of a person. */
        USE,
        PURPOSES
    }

    /** The stream of a contact point. */
    public static StreamName of(ContactPointId contactPoint) {
        return new StreamName(Kind.CONTACT_POINT, contactPoint.toString());
    }

    /** The stream of a collection. */
    public static StreamName of(CollectionId collection) {
        return new StreamName(Kind.COLLECTION, collection.toString());
    }

    /** The stream of a person. */
    public static StreamName of(PersonId person) {
        return new StreamName(Kind.PERSON, person.toString());
    }

    /** The stream of the erasures that suppress what is known by {@code key}. */
    public static StreamName of(SuppressionKey key) {
        return new StreamName(Kind.SUPPRESSION, key.hex());
    }

    /** The stream of a notice's text. */
    public static StreamName of(NoticeRef notice) {
        return new StreamName(Kind.NOTICE, notice.notice() + ":" + notice.language() + ":" + notice.version());
    }

    /** The stream of a person's words that lift suppressions. */
    public static StreamName lifting(PersonId person) {
        return new StreamName(Kind.LIFTING, person.toString());
    }

    /** The stream of what a person was shown. */
    public static StreamName served(PersonId person) {
        return new StreamName(Kind.SERVED, person.toString());
    }

    /** The stream of a contact point's uses. */
    public static StreamName uses(ContactPointId contactPoint) {
        return new StreamName(Kind.USE, contactPoint.toString());
    }

    /** The stream of the uses that name a person. */
    public static StreamName uses(PersonId person) {
        return new StreamName(Kind.USE, person.toString());
    }

    /** The stream's name, which its label is the hash of: the kind's word, and behind a colon what tells it from others. */
    public String name() {
        return id.isEmpty() ? kind.word() : kind.word() + ":" + id;
    }

    /** Where the stream stands in the map. */
    public StreamLabel label() {
        return StreamLabel.of(name());
    }

    /**
     * The streams that a fact lies in by itself, each once.
     *
     * @throws IllegalArgumentException for a retraction, which lies where the fact does that it names
     */
    static List<StreamName> of(Fact fact) {
        Stream<StreamName> streams = switch (fact) {
            case Fact.ContactPointCollected f -> both(of(f.contactPoint()), of(f.person()));
            case Fact.PurposeAssigned f -> one(of(f.collection()));
            case Fact.PurposeRevoked f -> one(of(f.collection()));
            case Fact.ConsentChanged f -> one(of(f.person()));
            case Fact.ContactPointRemoved f -> {
                CollectionId collection = f.collection();
                yield collection == null ? one(of(f.contactPoint())) : both(of(f.contactPoint()), of(collection));
            }
            case Fact.PersonErased f ->
                Stream.concat(one(of(f.person())), f.suppressed().stream().map(StreamName::of));
            case Fact.SuppressionLifted f -> one(lifting(f.person()));
            case Fact.PolicyAdopted _ -> one(POLICIES);
            case Fact.SentinelPlanted f -> one(of(f.contactPoint()));
            case Fact.NoticePublished f -> one(of(f.notice()));
            case Fact.NoticeServed f -> one(served(f.person()));
            case Fact.PurposeDefined _ -> one(PURPOSES);
            case Fact.ContactPointUsed f -> {
                ContactPointId contactPoint = f.contactPoint();
                PersonId person = f.person();
                yield Stream.concat(
                        contactPoint == null ? Stream.empty() : one(uses(contactPoint)),
                        person == null ? Stream.empty() : one(uses(person)));
            }
            case Fact.FactRetracted _ -> throw new IllegalArgumentException("a retraction has no streams of its own");
        };
        return streams.collect(Collectors.toUnmodifiableList());
    }

    private static Stream<StreamName> one(StreamName stream) {
        return Stream.of(stream);
    }

    private static Stream<StreamName> both(StreamName one, StreamName other) {
        return Stream.of(one, other);
    }
}
