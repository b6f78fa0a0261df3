package org.consentledger.demonstration;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The two persons with numbers of their own, at whom the three days look; both are on one advertiser's lists. */
final class Cast {
    /** Given for two-factor authentication, and for nothing else. */
    static final Contacts.Contact TWO_FACTOR_NUMBER = new Contacts.Contact(Contacts.PHONE, "+14155550142");
    /** Given in a profile, by somebody who agreed to advertising. */
    static final Contacts.Contact PROFILE_NUMBER = new Contacts.Contact(Contacts.PHONE, "+14155550178");

    static final String ADA = "user-ada";
    static final String BEN = "user-ben";

    private static final String JURISDICTION = "US-CA";

    private Cast() {}

    static void tellAda(Story story, Matcher matcher) {
        signUp(story, ADA, "ada.okafor@example.org", Instant.parse("2015-03-02T10:15:00Z"));
        Instant enrolled = Instant.parse("2016-06-14T18:20:00Z");
        story.tell(
                enrolled,
                new Said.NoticeServed(ADA, Notices.shown("two-factor", enrolled, JURISDICTION), Platform.TWO_FACTOR));
        UUID collection = collect(story, ADA, TWO_FACTOR_NUMBER, Platform.TWO_FACTOR, "two-factor", enrolled);
        story.tell(enrolled, new Said.PurposeAssigned(collection, Purposes.TWO_FACTOR, "contract"));
        match(story, matcher, ADA, TWO_FACTOR_NUMBER, enrolled, new Words());
    }

    static void tellBen(Story story, Matcher matcher) {
        signUp(story, BEN, "ben.weber@example.net", Instant.parse("2014-11-20T07:40:00Z"));
        Instant filled = Instant.parse("2015-01-09T20:05:00Z");
        UUID collection = collect(story, BEN, PROFILE_NUMBER, Platform.PROFILE, "profile", filled);
        story.tell(filled, new Said.PurposeAssigned(collection, Purposes.NOTIFICATIONS, "legitimate-interests"));
        story.tell(filled, new Said.PurposeAssigned(collection, Purposes.AUDIENCE_MATCH, "consent"));
        Words words = new Words();
        Instant agreed = filled.plusSeconds(40);
        story.tell(
                agreed,
                new Said.ConsentChanged(
                        BEN,
                        PROFILE_NUMBER.plain(),
                        Purposes.AUDIENCE_MATCH,
                        "given",
                        null,
                        "banner",
                        Notices.shown("advertising-choice", agreed, JURISDICTION)));
        words.add(agreed, true, null);
        match(story, matcher, BEN, PROFILE_NUMBER, filled, words);
    }

    private static void signUp(Story story, String person, String address, Instant at) {
        var email = new Contacts.Contact(Contacts.EMAIL, address);
        UUID collection = collect(story, person, email, Platform.SIGN_UP, "sign-up", at);
        story.tell(at, new Said.PurposeAssigned(collection, Purposes.SERVICE, "contract"));
        story.tell(at, new Said.PurposeAssigned(collection, Purposes.AUDIENCE_MATCH, "consent"));
        story.tell(
                at.plusSeconds(30),
                new Said.NoticeServed(
                        person, Notices.shown("advertising-choice", at, JURISDICTION), "advertising-choice"));
    }

    private static UUID collect(
            Story story, String person, Contacts.Contact contact, String surface, String notice, Instant at) {
        return story.collect(
                at,
                person,
                contact.plain(),
                surface,
                Platform.BY_PERSON,
                Notices.shown(notice, at, JURISDICTION),
                JURISDICTION);
    }

    private static void match(
            Story story, Matcher matcher, String person, Contacts.Contact contact, Instant since, Words words) {
        boolean forAdvertising = contact.equals(PROFILE_NUMBER);
        var held = new Held(person, contact, forAdvertising, since, ChosenFigures.END);
        matcher.match(
                story,
                person.hashCode(),
                List.of(held),
                words,
                (advertiser, _) -> advertiser.number() == Advertisers.OF_THE_THREE_DAYS);
    }
}
