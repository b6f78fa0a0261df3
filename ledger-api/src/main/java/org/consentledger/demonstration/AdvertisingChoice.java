package org.consentledger.demonstration;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one person was asked about advertising, and what they said over the years. */
final class AdvertisingChoice {
    private static final String NOTICE = "advertising-choice";

    private final Story story;
    private final Draw draw;
    private final Words words;
    private final String person;
    private final String jurisdiction;

    AdvertisingChoice(Story story, Draw draw, Words words, String person, String jurisdiction) {
        this.story = story;
        this.draw = draw;
        this.words = words;
        this.person = person;
        this.jurisdiction = jurisdiction;
    }

    /** @param since from when on there was something to ask about */
    void tell(Instant since, Contacts.Contact email) {
        Instant asked = since.plusSeconds(30L + draw.below(600));
        boolean given = ask(asked);
        if (asked.isBefore(ChosenFigures.REFUSE_OFFERED) && Member.inEuropeanUnion(jurisdiction)) {
            asked = draw.within(ChosenFigures.REFUSE_OFFERED, Duration.ofDays(60));
            given = ask(asked);
        }
        readPrivacyNotice(since);
        if (given) {
            changeMind(asked, email);
        }
        if (draw.chance(ChosenFigures.OBJECTS)) {
            Instant at = draw.between(asked.plusSeconds(1), ChosenFigures.END);
            say(at, null, Purposes.ADVERTISING, "objected", null, "web-form");
            words.add(at, false, null);
        }
    }

    /** Answers whether they agreed. */
    private boolean ask(Instant at) {
        Said.Notice notice = Notices.shown(NOTICE, at, jurisdiction);
        story.tell(at, new Said.NoticeServed(person, notice, NOTICE));
        Instant answered = at.plusSeconds(3L + draw.below(50));
        boolean refuseOffered = !at.isBefore(ChosenFigures.REFUSE_OFFERED);
        if (refuseOffered && draw.chance(PublishedFigures.REFUSES_WHEN_OFFERED)) {
            say(answered, null, Purposes.AUDIENCE_MATCH, "refused", null, "banner");
            words.add(answered, false, null);
            return false;
        }
        double accepts =
                draw.between(PublishedFigures.ACCEPTS_WITHOUT_REFUSE_MIN, PublishedFigures.ACCEPTS_WITHOUT_REFUSE_MAX);
        if (!refuseOffered && !draw.chance(accepts)) {
            return false;
        }
        give(answered, "given", refuseOffered);
        return true;
    }

    private void give(Instant at, String status, boolean refuseOffered) {
        boolean expires = refuseOffered && Member.inEuropeanUnion(jurisdiction);
        Instant expiresAt = expires ? at.plus(ChosenFigures.CONSENT_LASTS) : null;
        say(at, null, Purposes.AUDIENCE_MATCH, status, expiresAt, "banner");
        words.add(at, true, expiresAt);
        if (expiresAt != null && expiresAt.isBefore(ChosenFigures.END) && draw.chance(ChosenFigures.RENEWS)) {
            give(draw.within(expiresAt.minus(Duration.ofDays(20)), Duration.ofDays(40)), "renewed", true);
        }
    }

    private void changeMind(Instant asked, Contacts.Contact email) {
        if (draw.chance(ChosenFigures.WITHDRAWS)) {
            Instant at = draw.between(asked.plusSeconds(100), ChosenFigures.END);
            boolean oneContactPoint = draw.chance(0.2);
            say(at, oneContactPoint ? email.plain() : null, Purposes.AUDIENCE_MATCH, "withdrawn", null, "settings");
            words.add(at, false, null);
        }
        if (draw.chance(ChosenFigures.CONSENT_RETRACTED)) {
            Instant at = draw.between(asked.plusSeconds(200), ChosenFigures.END);
            ReportedFact wrong = say(at, null, Purposes.AUDIENCE_MATCH, "given", null, "support-call");
            Instant found = at.plus(Duration.ofDays(25));
            if (found.isBefore(ChosenFigures.END)) {
                story.retract(found, wrong, "entered-for-wrong-person");
            }
        }
    }

    private void readPrivacyNotice(Instant since) {
        double opens =
                draw.between(PublishedFigures.OPENS_PRIVACY_NOTICE_MIN, PublishedFigures.OPENS_PRIVACY_NOTICE_MAX);
        if (draw.chance(opens)) {
            Instant at = draw.within(since, Duration.ofDays(500));
            story.tell(
                    at,
                    new Said.NoticeServed(
                            person, Notices.shown(Platform.SIGN_UP, at, jurisdiction), "privacy-settings"));
        }
    }

    private ReportedFact say(
            Instant at,
            Said.@Nullable Value value,
            String purpose,
            String status,
            @Nullable Instant expiresAt,
            String how) {
        return story.tell(
                at,
                new Said.ConsentChanged(
                        person, value, purpose, status, expiresAt, how, Notices.shown(NOTICE, at, jurisdiction)));
    }
}
