package org.consentledger.demonstration;

import static org.consentledger.demonstration.ChosenFigures.FIRST_SIGN_UP;
import static org.consentledger.demonstration.ChosenFigures.LAST_SIGN_UP;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.consentledger.demonstration.Contacts.Contact;

/** One person with an account, from signing up to the end: what they gave, what they said, and what was done with it. */
final class Member {
    private static final Duration DAY = Duration.ofDays(1);
    private static final List<String> JURISDICTIONS =
            List.of("US", "US", "US", "US-CA", "US-CA", "DE", "FR", "ES", "GB", "BR", "JP", "IN");
    private static final List<String> EUROPEAN_UNION = List.of("DE", "FR", "ES");
    private static final long LIFE = 31;
    private static final long NOTIFIED = 32;

    private final long seed;
    private final Story story;
    private final Draw draw;
    private final long number;
    private final long persons;
    private final String person;
    private final String jurisdiction;
    private final Instant joined;
    private final Instant left;
    /** From when on they were asked about advertisers' lists. */
    private final Instant asked;

    private final Contact email;
    private final Contact phone;
    private final Words words = new Words();
    private final List<Held> held = new ArrayList<>();
    /** When the phone number was taken back or went to somebody else; {@link ChosenFigures#END} where it never was. */
    private final Instant phoneGone;

    private final boolean phoneReassigned;

    private Member(long seed, Story story, long number, long persons) {
        this.seed = seed;
        this.story = story;
        this.draw = Draw.of(seed, LIFE, number);
        this.number = number;
        this.persons = persons;
        this.person = "user-" + number;
        this.jurisdiction = draw.anyOf(JURISDICTIONS);
        long span = ChronoUnit.MILLIS.between(FIRST_SIGN_UP, LAST_SIGN_UP);
        this.joined = FIRST_SIGN_UP.plusMillis((long) (span * ((number + draw.between(0, 1)) / persons)));
        // Nobody leaves while the next person signs up, so that who is named as somebody's friend is there.
        Duration longEnough = Duration.ofMillis(span / persons).plusDays(60);
        this.left = draw.chance(ChosenFigures.ERASED)
                ? earliest(draw.between(joined.plus(longEnough), ChosenFigures.END), ChosenFigures.END)
                : ChosenFigures.END;
        Instant announced = draw.within(ChosenFigures.LISTS_ANNOUNCED, Duration.ofDays(60));
        this.asked = joined.isAfter(announced) ? joined : announced;
        this.phoneReassigned = draw.chance(ChosenFigures.PHONE_REASSIGNED);
        this.phoneGone = phoneReassigned || draw.chance(ChosenFigures.REMOVES_PHONE)
                ? draw.between(joined.plus(Duration.ofDays(90)), ChosenFigures.END)
                : ChosenFigures.END;
        this.email = Contacts.email(number, "m");
        this.phone = Contacts.phone(number);
    }

    static void tell(long seed, Story story, long number, long persons, Matcher matcher) {
        new Member(seed, story, number, persons).tell(matcher);
    }

    private void tell(Matcher matcher) {
        wasInAddressBook();
        signUp();
        profilePhone();
        twoFactor();
        accountRecovery();
        reAuthentication();
        partnerFeed();
        new AdvertisingChoice(story, draw, words, person, jurisdiction).tell(asked, email);
        phoneGoes();
        uploadAddressBook(matcher);
        matcher.match(story, number, held, words);
        if (left.isBefore(ChosenFigures.END)) {
            story.erase(left, person, draw.chance(ChosenFigures.SUPPRESSED));
        }
    }

    private void wasInAddressBook() {
        if (number == 0 || !draw.chance(ChosenFigures.WAS_IN_ADDRESS_BOOK)) {
            return;
        }
        Contact contact = draw.chance(0.5) ? email : phone;
        long friend = (long) (number * draw.between(0, 0.95));
        long span = ChronoUnit.MILLIS.between(FIRST_SIGN_UP, LAST_SIGN_UP);
        // The friend signed up before this moment, and has not left within so few days.
        Instant at = FIRST_SIGN_UP
                .plusMillis((long) (span * ((friend + 1.0) / persons)))
                .plus(DAY);
        if (at.isAfter(joined.minus(DAY))) {
            return;
        }
        uploaded(at, "user-" + friend, contact);
        // Somebody whom nobody knew becomes known: the contact point is removed, and collected anew.
        story.tell(joined.minusSeconds(1), new Said.ContactPointRemoved(null, contact.plain(), "person-became-known"));
    }

    private void signUp() {
        UUID collection = collect(joined, email, Platform.SIGN_UP, Platform.SIGN_UP, true);
        assign(joined, collection, Purposes.SERVICE, "contract");
        assign(asked, collection, Purposes.AUDIENCE_MATCH, "consent");
    }

    private void profilePhone() {
        if (draw.chance(ChosenFigures.PROFILE_PHONE)) {
            Instant at = draw.within(joined, Duration.ofDays(400));
            if (stillHas(phone, at)) {
                UUID collection = collect(at, phone, Platform.PROFILE, "profile", true);
                assign(at, collection, Purposes.NOTIFICATIONS, "legitimate-interests");
                assign(at.isAfter(asked) ? at : asked, collection, Purposes.AUDIENCE_MATCH, "consent");
            }
        }
    }

    private void twoFactor() {
        if (!draw.chance(PublishedFigures.WITH_TWO_FACTOR)) {
            return;
        }
        Instant offered = joined.isAfter(ChosenFigures.TWO_FACTOR_OFFERED) ? joined : ChosenFigures.TWO_FACTOR_OFFERED;
        Instant at = draw.between(offered, earliest(ChosenFigures.END, offered.plus(Duration.ofDays(700))));
        story.tell(
                at, new Said.NoticeServed(person, Notices.shown("two-factor", at, jurisdiction), Platform.TWO_FACTOR));
        // Without SMS they chose an app or a key, which tell the platform no contact point.
        if (draw.chance(PublishedFigures.TWO_FACTOR_BY_SMS) && stillHas(phone, at)) {
            assign(at, collect(at, phone, Platform.TWO_FACTOR, "two-factor", false), Purposes.TWO_FACTOR, "contract");
            notified(at);
        }
    }

    /** A use other than matching: the platform's own notifications went to numbers given for signing in safely. */
    private void notified(Instant since) {
        Draw chance = Draw.of(seed, NOTIFIED, number);
        Instant at = chance.within(ChosenFigures.NOTIFIED_FROM, ChosenFigures.NOTIFIED_WITHIN);
        if (chance.chance(ChosenFigures.NOTIFIED) && at.isAfter(since) && stillHas(phone, at)) {
            story.tell(
                    at,
                    new Said.ContactPointUsed(
                            person,
                            phone.hashed(),
                            Purposes.NOTIFICATIONS,
                            "sms-notifications",
                            null,
                            null,
                            null,
                            null,
                            List.of()));
        }
    }

    private void accountRecovery() {
        if (!draw.chance(ChosenFigures.ACCOUNT_RECOVERY)) {
            return;
        }
        Instant at = draw.within(joined, Duration.ofDays(300));
        Contact contact = draw.chance(0.6) ? Contacts.email(number, "home") : phone;
        if (stillHas(contact, at)) {
            UUID collection = collect(at, contact, Platform.ACCOUNT_RECOVERY, "account-recovery", false);
            assign(at, collection, Purposes.ACCOUNT_RECOVERY, "contract");
        }
    }

    private void reAuthentication() {
        if (draw.chance(ChosenFigures.RE_AUTHENTICATION)) {
            Instant at = draw.within(joined, Duration.ofDays(900));
            if (stillHas(phone, at)) {
                UUID collection = collect(at, phone, Platform.RE_AUTHENTICATION, "re-authentication", false);
                assign(at, collection, Purposes.RE_AUTHENTICATION, "legitimate-interests");
            }
        }
    }

    private void partnerFeed() {
        if (!draw.chance(ChosenFigures.IN_PARTNER_FEED)) {
            return;
        }
        Instant at = draw.within(joined, Duration.ofDays(600));
        if (at.isBefore(left) && at.isBefore(ChosenFigures.FIX)) {
            UUID collection = story.collect(
                    at,
                    person,
                    email.plain(),
                    Platform.PARTNER_FEED,
                    new Said.SuppliedBy("partner", null, "Meridian Data"),
                    Notices.shown("partner-terms", at, jurisdiction),
                    jurisdiction);
            assign(at, collection, Purposes.PARTNER, "legitimate-interests");
            // Decided with the fix, dated ahead.
            story.tell(
                    Instant.parse("2019-12-01T00:00:00Z"),
                    Instant.parse("2019-09-20T12:00:00Z"),
                    new Said.PurposeRevoked(collection, Purposes.PARTNER));
        }
    }

    private void phoneGoes() {
        boolean given = held.stream().anyMatch(one -> one.contact().equals(phone));
        if (!given || !phoneGone.isBefore(left)) {
            return;
        }
        // That a number has gone to somebody else is learned later.
        Instant known = phoneReassigned
                ? earliest(phoneGone.plus(Duration.ofDays(20 + draw.below(160))), ChosenFigures.END)
                : phoneGone;
        story.tell(
                phoneGone,
                known,
                new Said.ContactPointRemoved(person, phone.plain(), phoneReassigned ? "reassigned" : "deleted"));
    }

    private void uploadAddressBook(Matcher matcher) {
        if (!draw.chance(ChosenFigures.UPLOADS_ADDRESS_BOOK)) {
            return;
        }
        Instant at = draw.within(joined, Duration.ofDays(200));
        if (!at.isBefore(left)) {
            return;
        }
        int entries = 3 + draw.below(4);
        for (int entry = 0; entry < entries; entry++) {
            long stranger = Draw.mixed(number, entry);
            Contact contact = Contacts.phoneOfStranger(stranger, persons);
            uploaded(at, person, contact);
            var theirs = new Held(null, contact, false, at, ChosenFigures.END);
            matcher.match(story, stranger, List.of(theirs), new Words());
        }
    }

    private void uploaded(Instant at, String uploader, Contact contact) {
        UUID collection = story.collect(
                at,
                null,
                contact.plain(),
                Platform.ADDRESS_BOOK,
                new Said.SuppliedBy("user", uploader, null),
                Notices.shown("address-book", at, jurisdiction),
                jurisdiction);
        assign(at, collection, Purposes.FIND_FRIENDS, "legitimate-interests");
    }

    private UUID collect(Instant at, Contact contact, String surface, String notice, boolean forAdvertising) {
        // The matcher goes on with what was removed or erased until its copy is renewed, and with a reassigned number
        // for as long as nobody knows.
        Instant end = contact.equals(phone) ? earliest(left, phoneGone) : left;
        Instant until = end.isBefore(ChosenFigures.END) ? end.plus(ChosenFigures.STALE_COPY) : ChosenFigures.END;
        held.add(new Held(person, contact, forAdvertising, at, until));
        return story.collect(
                at,
                person,
                contact.typed(draw),
                surface,
                Platform.BY_PERSON,
                Notices.shown(notice, at, jurisdiction),
                jurisdiction);
    }

    private boolean stillHas(Contact contact, Instant at) {
        return at.isBefore(left)
                && at.isBefore(ChosenFigures.END)
                && (!contact.equals(phone) || at.isBefore(phoneGone));
    }

    private void assign(Instant at, UUID collection, String purpose, String basis) {
        story.tell(at, new Said.PurposeAssigned(collection, purpose, basis));
    }

    static boolean inEuropeanUnion(String jurisdiction) {
        return EUROPEAN_UNION.contains(jurisdiction);
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
