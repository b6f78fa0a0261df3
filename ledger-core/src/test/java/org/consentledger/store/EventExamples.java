package org.consentledger.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.PersonId;
import org.consentledger.law.Policy;
import org.consentledger.law.Purpose;
import org.consentledger.law.Rule;
import org.consentledger.law.Sealed;
import org.consentledger.law.Supplier;
import org.consentledger.law.SupplierKind;
import org.consentledger.law.SuppressionKey;
import org.consentledger.law.ValueTag;

/** For each type of fact one that says everything it can say and one that says as little as it may, by the golden file's name. */
final class EventExamples {
    static final ContactPointId CONTACT_POINT = new ContactPointId(uuid(1));
    static final PersonId PERSON = new PersonId(uuid(2), false);
    static final CollectionId COLLECTION = new CollectionId(uuid(3));
    static final Purpose PURPOSE = new Purpose("advertising.audience-match.tailored");
    static final NoticeRef NOTICE = new NoticeRef("privacy-policy", "2019-06-Ü\uD83D\uDE00", "pt-BR");

    private static final PersonId UNKNOWN = new PersonId(uuid(4), true);
    private static final ValueTag TAG = new ValueTag(uuid(5));
    private static final ValueTag OTHER_TAG = new ValueTag(uuid(6));
    private static final SuppressionKey KEY = new SuppressionKey("0a".repeat(32));
    private static final SuppressionKey OTHER_KEY = new SuppressionKey("f0".repeat(32));
    private static final Sealed SEALED = new Sealed("c2VhbGVkK2J5dGVzLw==");
    private static final Instant LATER = Instant.parse("2020-01-01T00:00:00.000001Z");
    private static final FactId TARGET = new FactId("importer/2019", uuid(7));

    private EventExamples() {}

    /** Every example, by the name of its golden file without the ending. */
    static Map<String, Fact> all() {
        Map<String, Fact> all = new LinkedHashMap<>();
        all.put(
                "purpose.defined.1",
                new Fact.PurposeDefined(
                        PURPOSE,
                        "Showing \"ads\"\nto people on a list \\ \u2028 \uD83D\uDE00.",
                        Map.of("tcf", "4", "dpv", "dpv:TargetedAdvertising", "fideslang", "marketing")));
        all.put("purpose.defined.1.minimal", new Fact.PurposeDefined(new Purpose("a"), "A.", Map.of()));
        all.put(
                "notice.published.1",
                new Fact.NoticePublished(
                        NOTICE, "0123456789abcdef".repeat(4), Set.of(PURPOSE, new Purpose("a"), new Purpose("a-b"))));
        all.put("notice.published.1.minimal", new Fact.NoticePublished(NOTICE, "00".repeat(32), Set.of()));
        all.put("notice.served.1", new Fact.NoticeServed(UNKNOWN, NOTICE, "sign-up"));
        all.put("contact-point.collected.1", collected(new Supplier(SupplierKind.USER, PERSON, null), NOTICE, SEALED));
        all.put(
                "contact-point.collected.1.partner",
                collected(new Supplier(SupplierKind.PARTNER, null, "Acme & Söhne"), null, SEALED));
        all.put(
                "contact-point.collected.1.minimal",
                new Fact.ContactPointCollected(
                        CONTACT_POINT,
                        PERSON,
                        Channel.EMAIL,
                        new CollectedValue("plain-1", Set.of(), null, Set.of()),
                        COLLECTION,
                        "profile",
                        Supplier.PERSON,
                        null,
                        "EU"));
        all.put("purpose.assigned.1", new Fact.PurposeAssigned(COLLECTION, PURPOSE, Basis.LEGITIMATE_INTERESTS));
        all.put("purpose.revoked.1", new Fact.PurposeRevoked(COLLECTION, PURPOSE));
        all.put(
                "consent.changed.1",
                new Fact.ConsentChanged(
                        PERSON,
                        CONTACT_POINT,
                        Set.of(OTHER_TAG, TAG),
                        PURPOSE,
                        ConsentStatus.GIVEN,
                        LATER,
                        "web-form",
                        NOTICE));
        all.put(
                "consent.changed.1.minimal",
                new Fact.ConsentChanged(
                        PERSON, null, Set.of(), PURPOSE, ConsentStatus.WITHDRAWN, null, "web-form", null));
        all.put("contact-point.removed.1", new Fact.ContactPointRemoved(CONTACT_POINT, COLLECTION, "reassigned"));
        all.put("contact-point.removed.1.minimal", new Fact.ContactPointRemoved(CONTACT_POINT, null, "deleted"));
        all.put(
                "person.erased.1",
                new Fact.PersonErased(PERSON, true, Set.of(KEY, OTHER_KEY), Map.of(OTHER_TAG, KEY, TAG, OTHER_KEY)));
        all.put("person.erased.1.minimal", new Fact.PersonErased(PERSON, false, Set.of(), Map.of()));
        all.put("suppression.lifted.1", new Fact.SuppressionLifted(PERSON, false, Set.of(OTHER_KEY, KEY)));
        all.put("suppression.lifted.1.everything", new Fact.SuppressionLifted(PERSON, true, Set.of()));
        all.put(
                "policy.adopted.1",
                new Fact.PolicyAdopted(
                        new Policy("2019-09-17", Policy.Combine.ALL, List.of(fullRule(), minimalRule()))));
        all.put("policy.adopted.1.minimal", new Fact.PolicyAdopted(Policy.EMPTY));
        all.put("sentinel.planted.1", new Fact.SentinelPlanted(CONTACT_POINT));
        all.put(
                "contact-point.used.1",
                used(CONTACT_POINT, PERSON, Set.of(TAG, OTHER_TAG), SEALED, List.of("b", "a", "b")));
        all.put("contact-point.used.1.erased", used(null, PERSON, Set.of(), null, List.of()));
        all.put(
                "contact-point.used.1.minimal",
                new Fact.ContactPointUsed(
                        CONTACT_POINT,
                        null,
                        Set.of(),
                        null,
                        PURPOSE,
                        "other",
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        Fact.UseReport.REPORTED));
        all.put("fact.retracted.1", new Fact.FactRetracted(TARGET, "entered-twice"));
        return all;
    }

    /** One of {@link #all}. */
    static Fact of(String name) {
        Fact fact = all().get(name);
        if (fact == null) {
            throw new IllegalArgumentException(name);
        }
        return fact;
    }

    private static Fact collected(
            Supplier supplier, @org.jspecify.annotations.Nullable NoticeRef notice, Sealed sealed) {
        return new Fact.ContactPointCollected(
                CONTACT_POINT,
                UNKNOWN,
                Channel.PHONE,
                new CollectedValue("plain-1", Set.of(TAG, OTHER_TAG), sealed, Set.of()),
                COLLECTION,
                "address-book-upload",
                supplier,
                notice,
                "US-CA");
    }

    private static Fact used(
            @org.jspecify.annotations.Nullable ContactPointId contactPoint,
            PersonId person,
            Set<ValueTag> tags,
            @org.jspecify.annotations.Nullable Sealed value,
            List<String> recipients) {
        return new Fact.ContactPointUsed(
                contactPoint,
                person,
                tags,
                value,
                PURPOSE,
                "tailored-audiences",
                "advertiser-1",
                "audience-1",
                "list-1",
                "run-1",
                recipients,
                Fact.UseReport.GATED);
    }

    private static Rule fullRule() {
        return new Rule(
                "no-security-numbers",
                "Numbers given for security are for security.",
                Set.of("two-factor", "account-recovery"),
                Set.of(SupplierKind.USER, SupplierKind.PERSON),
                Set.of(Channel.PHONE, Channel.EMAIL),
                Set.of("US-CA", "EU"),
                Set.of("privacy-policy", "cookies"),
                new Purpose("security"),
                new Purpose("advertising"),
                Rule.Effect.ALLOW,
                Basis.CONSENT);
    }

    private static Rule minimalRule() {
        return new Rule("never", "Never.", null, null, null, null, null, null, null, Rule.Effect.REFUSE, null);
    }

    private static UUID uuid(int last) {
        return new UUID(0x0123456789ab4cdeL, 0x8f00000000000000L | last);
    }
}
