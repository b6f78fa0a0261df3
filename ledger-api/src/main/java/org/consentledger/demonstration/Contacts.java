package org.consentledger.demonstration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Addresses and numbers that nobody has: domains kept for examples, and numbers of the exchange 555. */
final class Contacts {
    /*
     * Domains: RFC 2606 section 3. Numbers: +1, an area code, 555 and four digits; 415 is left to the two persons with
     * names of their own.
     */
    static final String EMAIL = "email";
    static final String PHONE = "phone";

    private static final List<String> GIVEN_NAMES = List.of(
            "alice", "amir", "anna", "bruno", "carla", "chen", "david", "elena", "emma", "farid", "fatima", "george",
            "hana", "ivan", "jamal", "julia", "kenji", "laura", "lucas", "maria", "marta", "nadia", "noah", "olga",
            "omar", "paulo", "priya", "rosa", "sofia", "tariq", "wei", "yara");
    private static final List<String> FAMILY_NAMES = List.of(
            "almeida", "baker", "costa", "diaz", "evans", "fischer", "garcia", "haddad", "ito", "jansen", "khan",
            "lopez", "meyer", "novak", "okafor", "patel", "rossi", "sato", "silva", "smith", "tran", "ueda", "weber",
            "yilmaz");
    private static final List<String> DOMAINS = List.of("example.com", "example.net", "example.org");

    private static final int FIRST_AREA = 201;
    private static final int AREAS = 780;
    private static final int RESERVED_AREA = 415;
    private static final int LINES = 10_000;
    private static final long NUMBERS = (long) AREAS * LINES;

    /** One address or number, in normal form. */
    record Contact(String channel, String normal) {
        /** As the person typed it: not always in the normal form. */
        Said.Value typed(Draw draw) {
            return draw.chance(0.8) ? plain() : new Said.Value(channel, oddly(), null, null);
        }

        Said.Value plain() {
            return new Said.Value(channel, normal, null, null);
        }

        /** As it stands on an advertiser's list. */
        Said.Value hashed() {
            return new Said.Value(channel, null, sha256(normal), "plain-1");
        }

        private String oddly() {
            return channel.equals(EMAIL)
                    ? " " + normal.substring(0, 1).toUpperCase(Locale.ROOT) + normal.substring(1)
                    : "+1 (" + normal.substring(2, 5) + ") " + normal.substring(5, 8) + "-" + normal.substring(8);
        }
    }

    private Contacts() {}

    static Contact email(long who, String mailbox) {
        long chance = Draw.mixed(who, mailbox.hashCode());
        String given = GIVEN_NAMES.get((int) Math.floorMod(chance, (long) GIVEN_NAMES.size()));
        String family = FAMILY_NAMES.get((int) Math.floorMod(chance >> 16, (long) FAMILY_NAMES.size()));
        String domain = DOMAINS.get((int) Math.floorMod(chance >> 32, (long) DOMAINS.size()));
        return new Contact(EMAIL, given + "." + family + "." + mailbox + who + "@" + domain);
    }

    /** The number of a person with an account; one for each. */
    static Contact phone(long person) {
        int area = FIRST_AREA + (int) (person % AREAS);
        long line = person / AREAS % LINES;
        int kept = area < RESERVED_AREA ? area : area + 1;
        return new Contact(
                PHONE, "+1" + kept + "555" + Long.toString(LINES + line).substring(1));
    }

    /** The number of somebody who is none of the first {@code persons}. */
    static Contact phoneOfStranger(long chance, long persons) {
        return phone(persons + Math.floorMod(chance, NUMBERS - persons));
    }

    /**
     * The hash under which advertisers upload. Source: the platforms' own instructions, that an e-mail address is trimmed and
     * lower-cased and a phone number is in E.164 before its SHA-256 is taken and written in hexadecimal, for example
     * https://business.twitter.com/en/help/campaign-setup/campaign-targeting/custom-audiences/lists.html
     */
    static String sha256(String normal) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(normal.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
