package org.consentledger.demonstration;

/** The two programmes under which lists were matched. Source: FTC complaint of 2022, as {@link PublishedFigures} names it. */
enum Programme {
    TAILORED_AUDIENCES("tailored-audiences", Purposes.TAILORED),
    PARTNER_AUDIENCES("partner-audiences", Purposes.PARTNER);

    private final String word;
    private final String purpose;

    Programme(String word, String purpose) {
        this.word = word;
        this.purpose = purpose;
    }

    String word() {
        return word;
    }

    String purpose() {
        return purpose;
    }
}
