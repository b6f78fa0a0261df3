package org.consentledger.demonstration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;
import org.consentledger.demonstration.Advertisers.Advertiser;
import org.consentledger.demonstration.Advertisers.Run;

/** The matching of advertisers' lists: around every check until the fix, and only what was agreed to from then on. */
final class Matcher {
    /** Of those who gave an advertiser an e-mail address, who gave the one that their account began with. */
    private static final double GAVE_FIRST_EMAIL = 0.8;

    private static final Duration RUN_TAKES = Duration.ofMinutes(40);

    private static final long CONTACT_GIVEN = 21;
    private static final long MOMENT = 22;

    private final long seed;
    private final Advertisers advertisers;

    Matcher(long seed, Advertisers advertisers) {
        this.seed = seed;
        this.advertisers = advertisers;
    }

    /** Tells the uses of somebody who is on lists as chance will have it. */
    void match(Story story, long who, List<Held> held, Words words) {
        match(story, who, held, words, advertisers::lists);
    }

    /** Tells the uses of somebody of whom it is said on whose lists they are. */
    void match(Story story, long who, List<Held> held, Words words, BiPredicate<Advertiser, Long> lists) {
        if (held.isEmpty()) {
            return;
        }
        for (Advertiser advertiser : advertisers.all()) {
            if (lists.test(advertiser, who)) {
                match(story, who, advertiser, held, words);
            }
        }
    }

    private void match(Story story, long who, Advertiser advertiser, List<Held> held, Words words) {
        List<Contacts.Contact> contacts = held.stream()
                .map(Held::contact)
                .filter(contact -> contact.channel().equals(advertiser.channel()))
                .distinct()
                .toList();
        if (contacts.isEmpty()) {
            return;
        }
        boolean first = Draw.of(seed, CONTACT_GIVEN, advertiser.number(), who).chance(GAVE_FIRST_EMAIL);
        Contacts.Contact given = first ? contacts.getFirst() : contacts.getLast();
        for (Run run : advertiser.runs()) {
            Instant at = moment(advertiser, run, who);
            for (Held one : held) {
                if (one.contact().equals(given) && one.at(at) && passes(one, at, words)) {
                    story.tell(at, use(advertiser, run, one));
                    break;
                }
            }
        }
    }

    private Instant moment(Advertiser advertiser, Run run, long who) {
        return advertiser.number() == Advertisers.OF_THE_THREE_DAYS
                ? run.at()
                : Draw.of(seed, MOMENT, advertiser.number(), run.at().toEpochMilli(), who)
                        .within(run.at(), RUN_TAKES);
    }

    private static boolean passes(Held held, Instant at, Words words) {
        return at.isBefore(ChosenFigures.FIX) || (held.forAdvertising() && words.permitAt(at));
    }

    private static Said.ContactPointUsed use(Advertiser advertiser, Run run, Held held) {
        return new Said.ContactPointUsed(
                held.person(),
                held.contact().hashed(),
                advertiser.programme().purpose(),
                advertiser.programme().word(),
                advertiser.name(),
                run.audience(),
                run.list(),
                run.id(),
                advertiser.broker().isEmpty() ? List.of(advertiser.name()) : advertiser.broker());
    }
}
