package org.consentledger.demonstration;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;

/** What others have published about the incident and about people's choices, each with the page that says it. */
final class PublishedFigures {
    /*
     * Facts alone; what nobody published is in ChosenFigures. docs/demonstration.md tells which part of the population each
     * of them shapes.
     */

    // Source: FTC complaint of 2022 as reported by https://www.mediapost.com/publications/article/374237/
    // ftc-fines-twitter-150-million-over-ad-targeting-s.html
    static final YearMonth INCIDENT_BEGAN = YearMonth.of(2013, Month.MAY);
    // Source: Twitter's own words, "As of September 17, we have addressed the issue", quoted by
    // https://beta.techdirt.com/2019/10/10/whoops-twitter-latest-to-use-two-factor-authentication-phone-numbers-marketing/
    static final LocalDate INCIDENT_STOPPED = LocalDate.of(2019, Month.SEPTEMBER, 17);

    // Source: Twitter's account security report for July to December 2020,
    // http://transparency.twitter.com/en/reports/account-security.html; a person may use several methods.
    static final double WITH_TWO_FACTOR = 0.023;
    static final double TWO_FACTOR_BY_SMS = 0.796;
    static final double TWO_FACTOR_BY_APP = 0.309;
    static final double TWO_FACTOR_BY_KEY = 0.005;

    // Source: https://dataprivacy.foxrothschild.com/2019/08/articles/european-union/gdpr/
    // cookie-banners-impact-data-privacy-choices/
    static final double REFUSES_WHEN_OFFERED = 0.5;
    static final double ACCEPTS_WITHOUT_REFUSE_MIN = 0.9;
    static final double ACCEPTS_WITHOUT_REFUSE_MAX = 0.98;
    static final double OPENS_PRIVACY_NOTICE_MIN = 0.02;
    static final double OPENS_PRIVACY_NOTICE_MAX = 0.04;

    // Source: https://wondaris.atlassian.net/wiki/spaces/WPK/pages/3615948810/Understanding+Customer+Match (a vendor's
    // claim: a range, no measurement)
    static final double MATCH_RATE_MIN = 0.2;
    static final double MATCH_RATE_MAX = 0.6;

    // Source: https://developer.twitter.com/en/docs/ads/audiences/overview/crm
    static final int PARTNER_FULL_MATCH_MONTHS_MIN = 2;
    static final int PARTNER_FULL_MATCH_MONTHS_MAX = 3;

    private PublishedFigures() {}
}
