package org.consentledger.identity;

import static org.consentledger.identity.EmailRule.ASCII_GMAIL_DOTS_AND_SUFFIX;
import static org.consentledger.identity.EmailRule.DOTS_AND_SUFFIX;
import static org.consentledger.identity.EmailRule.GMAIL_DOTS;
import static org.consentledger.identity.EmailRule.GMAIL_DOTS_AND_SUFFIX;
import static org.consentledger.identity.EmailRule.LETTERS_AND_DIGITS;
import static org.consentledger.identity.EmailRule.LOWER_CASE;
import static org.consentledger.identity.EmailRule.SUFFIX;
import static org.consentledger.identity.PhoneRule.DIGITS;
import static org.consentledger.identity.PhoneRule.E164;
import static org.consentledger.identity.PhoneRule.E164_OF_TEN_DIGITS;
import static org.consentledger.identity.PhoneRule.LAST_TEN_DIGITS;

import java.util.List;

/**
 * The ledger's own profile and the rules that platforms publish, one row each, numbered in the order in which a platform
 * published them. A row is never changed: another rule is another row. Where a platform contradicts itself,
 * {@code docs/reference/profiles.md} says which reading was taken.
 */
final class DocumentedProfiles {
    static final List<Profile> ALL = List.of(
            // The law of this ledger, section 8.
            new Profile(Profiles.IDENTITY, LOWER_CASE, E164),

            // Twitter, "Custom Audiences User Data"; phone: ads-platform-tools, hash_tailored_audience_file, 2014.
            new Profile("x-1", LOWER_CASE, DIGITS),
            // X Ads API, "Custom Audiences User Data"; phone: "Web conversions", hashed_phone_number, 2026.
            new Profile("x-2", LOWER_CASE, E164),

            // Meta Marketing API, "Customer information parameters" and "Customer file custom audiences", 2026.
            new Profile("meta-1", LOWER_CASE, DIGITS),

            // Google Ads API, "Customer Match", until 2025.
            new Profile("google-1", LOWER_CASE, E164),
            // Google Ads API, "Enhanced conversions", from 2022; data-manager-java until May 2026.
            new Profile("google-2", GMAIL_DOTS, E164),
            // Google Data Manager API, "Format user data", 2026; data-manager-java from 1 June 2026.
            new Profile("google-3", GMAIL_DOTS_AND_SUFFIX, E164),

            // UID2, "Normalization and Encoding", 2025; phone's length: uid2-operator, 2026.
            new Profile("uid2-1", ASCII_GMAIL_DOTS_AND_SUFFIX, E164_OF_TEN_DIGITS),

            // TikTok, "Customer File", February 2024, and "List of supported IDs and formats", July 2024.
            new Profile("tiktok-1", DOTS_AND_SUFFIX, E164),
            // TikTok, "List of supported IDs and formats for a customer file", April and June 2025.
            new Profile("tiktok-2", SUFFIX, E164),
            // The same page, August 2025.
            new Profile("tiktok-3", SUFFIX, DIGITS),
            // TikTok, "How to create a Custom Audience with a customer file", September 2025.
            new Profile("tiktok-4", LOWER_CASE, E164),

            // Snap, Conversions API, "Best Practices", how to normalize identifiers, 2026.
            new Profile("snap-1", LOWER_CASE, DIGITS),

            // Reddit, "Advanced Matching for Developers", 2024.
            new Profile("reddit-1", DOTS_AND_SUFFIX, E164),
            // Reddit, "Manual Advanced Matching", 2026.
            new Profile("reddit-2", LETTERS_AND_DIGITS, E164),

            // CalPrivacy, DROP technical specifications 1.2.0, "Working with the data", 2 July 2026.
            new Profile("drop-1", LOWER_CASE, LAST_TEN_DIGITS));

    private DocumentedProfiles() {}
}
