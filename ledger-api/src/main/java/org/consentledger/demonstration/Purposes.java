package org.consentledger.demonstration;

import java.util.List;
import java.util.Map;

/** The platform's purposes, with their terms in the vocabularies of others. */
final class Purposes {
    /*
     * dpv: Data Privacy Vocabulary 2, https://w3id.org/dpv; tcf: IAB Europe's Transparency and Consent Framework 2.2;
     * fideslang: the data uses of https://ethyca.github.io/fideslang. A vocabulary without such a purpose is left out.
     */
    static final String TWO_FACTOR = "security.two-factor";
    static final String ACCOUNT_RECOVERY = "security.account-recovery";
    static final String RE_AUTHENTICATION = "security.re-authentication";
    static final String SERVICE = "service";
    static final String NOTIFICATIONS = "service.notifications";
    static final String FIND_FRIENDS = "service.find-friends";
    static final String ADVERTISING = "advertising";
    static final String AUDIENCE_MATCH = "advertising.audience-match";
    static final String TAILORED = "advertising.audience-match.tailored";
    static final String PARTNER = "advertising.audience-match.partner";

    static final List<Said.PurposeDefined> ALL = List.of(
            defined(
                    TWO_FACTOR,
                    "Send the code that proves it is you who signs in.",
                    Map.of(
                            "dpv", "dpv:IdentityAuthentication",
                            "fideslang", "essential.service.authentication")),
            defined(
                    ACCOUNT_RECOVERY,
                    "Let you back into your account when you have lost the way in.",
                    Map.of(
                            "dpv", "dpv:IdentityAuthentication",
                            "fideslang", "essential.service.authentication")),
            defined(
                    RE_AUTHENTICATION,
                    "Make sure that a suspicious account belongs to a person.",
                    Map.of(
                            "dpv", "dpv:FraudPreventionAndDetection",
                            "fideslang", "essential.service.security")),
            defined(
                    SERVICE,
                    "Run the account that you asked for.",
                    Map.of(
                            "dpv", "dpv:ServiceProvision",
                            "fideslang", "essential.service")),
            defined(
                    NOTIFICATIONS,
                    "Tell you about what happens in your account.",
                    Map.of(
                            "dpv", "dpv:CommunicationManagement",
                            "fideslang", "essential.service.notifications")),
            defined(
                    FIND_FRIENDS,
                    "Find people whom you know from your address book.",
                    Map.of(
                            "dpv", "dpv:ServicePersonalisation",
                            "fideslang", "functional.service.improve")),
            defined(
                    ADVERTISING,
                    "Show advertisements.",
                    Map.of(
                            "dpv", "dpv:Advertising",
                            "fideslang", "marketing.advertising")),
            defined(
                    AUDIENCE_MATCH,
                    "Look you up on lists that advertisers bring along.",
                    Map.of(
                            "dpv", "dpv:TargetedAdvertising",
                            "tcf", "4",
                            "fideslang", "marketing.advertising.third_party.targeted")),
            defined(
                    TAILORED,
                    "Look you up on an advertiser's own list of customers.",
                    Map.of(
                            "dpv", "dpv:TargetedAdvertising",
                            "tcf", "4",
                            "fideslang", "marketing.advertising.first_party.targeted")),
            defined(
                    PARTNER,
                    "Look you up on a data broker's list.",
                    Map.of(
                            "dpv", "dpv:TargetedAdvertising",
                            "tcf", "4",
                            "fideslang", "marketing.advertising.third_party.targeted")));

    private Purposes() {}

    private static Said.PurposeDefined defined(String purpose, String sentence, Map<String, String> terms) {
        return new Said.PurposeDefined(purpose, sentence, terms);
    }
}
