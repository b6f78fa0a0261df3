package org.consentledger.demonstration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the platform itself did: it named its purposes, published its notices, adopted its policies and planted sentinels. */
final class Platform {
    static final String SIGN_UP = "sign-up";
    static final String PROFILE = "profile";
    static final String TWO_FACTOR = "two-factor-enrolment";
    static final String ACCOUNT_RECOVERY = "account-recovery";
    static final String RE_AUTHENTICATION = "re-authentication";
    static final String ADDRESS_BOOK = "address-book-upload";
    static final String PARTNER_FEED = "partner-feed";

    static final Said.SuppliedBy BY_PERSON = new Said.SuppliedBy("person", null, null);

    private static final Instant DAWN = Instant.parse("2010-01-01T00:00:00Z");
    private static final int SENTINELS = 3;

    private static final Said.Rule ADDRESS_BOOKS_NEVER_ADVERTISE = new Said.Rule(
            "address-books-never-advertise",
            "A number that somebody else uploaded from an address book is never used for advertising.",
            null,
            List.of("user"),
            Purposes.ADVERTISING,
            "refuse");
    private static final Said.Rule SECURITY_NEVER_ADVERTISES = new Said.Rule(
            "security-never-advertises",
            "An address or number given for safety or security is never used for advertising.",
            List.of(TWO_FACTOR, ACCOUNT_RECOVERY, RE_AUTHENTICATION),
            null,
            Purposes.ADVERTISING,
            "refuse");

    private Platform() {}

    static void tell(Story story) {
        Purposes.ALL.forEach(purpose -> story.tell(DAWN, purpose));
        for (Notices.Text text : Notices.ALL) {
            publish(story, text, "en", text.english());
            publish(story, text, "de", text.german());
        }
        adopt(story, DAWN, "2010-1", List.of(ADDRESS_BOOKS_NEVER_ADVERTISE));
        adopt(story, ChosenFigures.FIX, "2019-1", List.of(SECURITY_NEVER_ADVERTISES, ADDRESS_BOOKS_NEVER_ADVERTISE));
        for (int sentinel = 1; sentinel <= SENTINELS; sentinel++) {
            plant(story, sentinel);
        }
    }

    private static void publish(Story story, Notices.Text text, String language, String shown) {
        var notice = new Said.Notice(text.notice(), text.version(), language);
        story.tell(text.since(), new Said.NoticePublished(notice, shown, text.discloses()));
    }

    private static void adopt(Story story, Instant at, String version, List<Said.Rule> rules) {
        story.tell(at, new Said.PolicyAdopted(new Said.Policy(version, "any", new ArrayList<>(rules))));
    }

    /** A contact point that only a matcher without a check would ever use, as it did once. */
    private static void plant(Story story, int sentinel) {
        String person = "sentinel-" + sentinel;
        Contacts.Contact contact = Contacts.email(sentinel, "sentinel");
        Instant at = Instant.parse("2019-07-01T00:00:00Z").plus(Duration.ofDays(sentinel));
        UUID collection =
                story.collect(at, person, contact.plain(), SIGN_UP, BY_PERSON, Notices.shown(SIGN_UP, at, "US"), "US");
        story.tell(at, new Said.PurposeAssigned(collection, Purposes.SERVICE, "contract"));
        story.tell(at.plusSeconds(1), new Said.SentinelPlanted(person, contact.plain()));
        if (sentinel == 1) {
            story.tell(
                    Instant.parse("2019-09-03T11:20:00Z"),
                    new Said.ContactPointUsed(
                            person,
                            contact.hashed(),
                            Purposes.TAILORED,
                            Programme.TAILORED_AUDIENCES.word(),
                            "Alder Bank",
                            "everybody",
                            "advertiser-1-list-2019-09-03",
                            "advertiser-1-run-2019-09-03T11:20:00Z",
                            List.of("Alder Bank")));
        }
    }
}
