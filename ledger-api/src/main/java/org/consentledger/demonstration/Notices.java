package org.consentledger.demonstration;

import java.time.Instant;
import java.util.List;

/** The texts that the platform showed: which, since when, in which languages, and what each of them disclosed. */
final class Notices {
    private static final Instant DAWN = Instant.parse("2010-01-01T00:00:00Z");
    private static final Instant LISTS = ChosenFigures.LISTS_ANNOUNCED;

    static final List<Text> ALL = List.of(
            text(
                    "sign-up",
                    "2010-1",
                    DAWN,
                    List.of(Purposes.SERVICE),
                    "We use your e-mail address to run your account.",
                    "Wir verwenden Ihre E-Mail-Adresse, um Ihr Konto zu führen."),
            text(
                    "sign-up",
                    "2013-1",
                    LISTS,
                    List.of(Purposes.SERVICE, Purposes.AUDIENCE_MATCH),
                    "We use your e-mail address to run your account. If you agree, advertisers who already know it can"
                            + " show you advertisements here.",
                    "Wir verwenden Ihre E-Mail-Adresse, um Ihr Konto zu führen. Wenn Sie zustimmen, können Werbende,"
                            + " die sie schon kennen, Ihnen hier Anzeigen zeigen."),
            text(
                    "profile",
                    "2010-1",
                    DAWN,
                    List.of(Purposes.NOTIFICATIONS),
                    "We use the phone number in your profile to notify you.",
                    "Wir verwenden die Nummer in Ihrem Profil, um Sie zu benachrichtigen."),
            text(
                    "profile",
                    "2013-1",
                    LISTS,
                    List.of(Purposes.NOTIFICATIONS, Purposes.AUDIENCE_MATCH),
                    "We use the phone number in your profile to notify you. If you agree, advertisers who already know it"
                            + " can show you advertisements here.",
                    "Wir verwenden die Nummer in Ihrem Profil, um Sie zu benachrichtigen. Wenn Sie zustimmen, können"
                            + " Werbende, die sie schon kennen, Ihnen hier Anzeigen zeigen."),
            text(
                    "two-factor",
                    "2013-1",
                    Instant.parse("2013-05-01T00:00:00Z"),
                    List.of(Purposes.TWO_FACTOR),
                    "Add your phone number. We will send a code to it each time you sign in, to keep your account safe.",
                    "Geben Sie Ihre Telefonnummer an. Bei jeder Anmeldung senden wir einen Code dorthin, um Ihr Konto"
                            + " zu schützen."),
            text(
                    "account-recovery",
                    "2010-1",
                    DAWN,
                    List.of(Purposes.ACCOUNT_RECOVERY),
                    "Add an e-mail address or phone number, so that we can let you back in if you lose your password.",
                    "Geben Sie eine E-Mail-Adresse oder Telefonnummer an, damit wir Sie wieder einlassen können, wenn"
                            + " Sie Ihr Passwort verlieren."),
            text(
                    "re-authentication",
                    "2010-1",
                    DAWN,
                    List.of(Purposes.RE_AUTHENTICATION),
                    "Your account shows unusual activity. Confirm a phone number to go on.",
                    "Ihr Konto zeigt ungewöhnliche Aktivität. Bestätigen Sie eine Telefonnummer, um fortzufahren."),
            text(
                    "address-book",
                    "2010-1",
                    DAWN,
                    List.of(Purposes.FIND_FRIENDS),
                    "Upload your address book to find people whom you know.",
                    "Laden Sie Ihr Adressbuch hoch, um Menschen zu finden, die Sie kennen."),
            text(
                    "partner-terms",
                    "2010-1",
                    DAWN,
                    List.of(Purposes.PARTNER),
                    "Our partner says that it told you: it shares your e-mail address for advertising.",
                    "Unser Partner sagt, er habe Sie informiert: er gibt Ihre E-Mail-Adresse für Werbung weiter."),
            text(
                    "advertising-choice",
                    "2013-1",
                    LISTS,
                    List.of(Purposes.AUDIENCE_MATCH),
                    "May advertisers who already know you show you advertisements here? [Agree]",
                    "Dürfen Werbende, die Sie schon kennen, Ihnen hier Anzeigen zeigen? [Zustimmen]"),
            text(
                    "advertising-choice",
                    "2018-1",
                    ChosenFigures.REFUSE_OFFERED,
                    List.of(Purposes.AUDIENCE_MATCH),
                    "May advertisers who already know you show you advertisements here? [Agree] [Refuse]",
                    "Dürfen Werbende, die Sie schon kennen, Ihnen hier Anzeigen zeigen? [Zustimmen] [Ablehnen]"));

    /** One version of a notice. */
    record Text(String notice, String version, Instant since, List<String> discloses, String english, String german) {}

    private Notices() {}

    private static Text text(
            String notice, String version, Instant since, List<String> discloses, String english, String german) {
        return new Text(notice, version, since, discloses, english, german);
    }

    /** What was shown at {@code at} where people live under {@code jurisdiction}. */
    static Said.Notice shown(String notice, Instant at, String jurisdiction) {
        Text shown = ALL.stream()
                .filter(text -> text.notice().equals(notice) && !text.since().isAfter(at))
                .reduce((_, later) -> later)
                .orElseThrow();
        return new Said.Notice(notice, shown.version(), jurisdiction.equals("DE") ? "de" : "en");
    }
}
