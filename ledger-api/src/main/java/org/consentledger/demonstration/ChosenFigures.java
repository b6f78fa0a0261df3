package org.consentledger.demonstration;

import java.time.Duration;
import java.time.Instant;

/** What nobody has published, and was chosen so that every kind of fact occurs; shares of all persons unless said otherwise. */
final class ChosenFigures {
    static final Instant FIRST_SIGN_UP = Instant.parse("2010-01-04T00:00:00Z");
    static final Instant LAST_SIGN_UP = Instant.parse("2020-12-01T00:00:00Z");
    static final Instant END = Instant.parse("2021-01-01T00:00:00Z");

    /** Published is the day alone. */
    static final Instant FIX = Instant.parse("2019-09-17T09:30:00Z");

    /** From when on advertisers could bring lists of their own, and everybody was asked about it. */
    static final Instant LISTS_ANNOUNCED = Instant.parse("2013-04-15T00:00:00Z");

    /** From when on two-factor numbers are collected: within the published month. */
    static final Instant TWO_FACTOR_OFFERED = Instant.parse("2013-05-22T00:00:00Z");

    /** From when on refusing is one click away, and persons in the European Union are asked again every so often. */
    static final Instant REFUSE_OFFERED = Instant.parse("2018-05-25T00:00:00Z");

    static final Duration CONSENT_LASTS = Duration.ofDays(395);
    static final double RENEWS = 0.6;

    // The public part of the complaint does not tell how many numbers were given for which of these purposes.
    static final double ACCOUNT_RECOVERY = 0.15;
    static final double RE_AUTHENTICATION = 0.06;

    /** Of those with a two-factor number: it got a message that had nothing to do with signing in. */
    static final double NOTIFIED = 0.1;

    /** Within so long from then on. */
    static final Instant NOTIFIED_FROM = Instant.parse("2018-01-15T00:00:00Z");

    static final Duration NOTIFIED_WITHIN = Duration.ofDays(32);

    static final double PROFILE_PHONE = 0.12;
    static final double UPLOADS_ADDRESS_BOOK = 0.03;
    static final double WAS_IN_ADDRESS_BOOK = 0.015;
    static final double IN_PARTNER_FEED = 0.05;
    static final double WITHDRAWS = 0.09;
    static final double OBJECTS = 0.04;
    static final double REMOVES_PHONE = 0.06;
    static final double PHONE_REASSIGNED = 0.02;
    static final double ERASED = 0.05;
    /** Of those erased. */
    static final double SUPPRESSED = 0.1;
    /** Of those who gave consent: it was entered for the wrong person. */
    static final double CONSENT_RETRACTED = 0.004;

    /** How long the matcher went on with a contact point after it was removed: its copy was old. */
    static final Duration STALE_COPY = Duration.ofDays(30);

    private ChosenFigures() {}
}
