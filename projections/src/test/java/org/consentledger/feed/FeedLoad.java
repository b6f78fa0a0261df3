package org.consentledger.feed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.consentledger.check.LivingPersons;
import org.consentledger.check.StandingIndex;
import org.consentledger.check.StoredFacts;
import org.consentledger.history.HistoryView;
import org.consentledger.identity.GivenValue;
import org.consentledger.identity.Installation;
import org.consentledger.identity.PersonReference;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.Fact.UseReport;
import org.consentledger.law.FactId;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.Purpose;
import org.consentledger.standing.StandingView;
import org.consentledger.store.LedgerDatabase;
import org.consentledger.store.LoadServer;
import org.consentledger.store.UsualSettings;
import org.consentledger.write.Ledger;
import org.consentledger.write.LedgerCommand;
import org.consentledger.write.LedgerCommand.SuppliedBy;
import org.consentledger.write.LedgerCommand.Target;
import org.consentledger.write.Recording;
import org.consentledger.write.Submission;

/**
 * How fast a ledger is replayed: read and decoded alone, and into every view. Of 17 facts one collects an e-mail address, two
 * assign it purposes, one serves a notice, one gives consent and twelve are uses.
 *
 * <p>Argument: how many facts, a million by default.
 */
public final class FeedLoad {
    private static final Purpose ADVERTISING = new Purpose("advertising");
    private static final Purpose TAILORED = new Purpose("advertising.audience-match.tailored");
    private static final Purpose SERVICE = new Purpose("service");
    private static final int USES_EACH = 12;
    private static final int LIST = 8_500;

    private FeedLoad() {}

    public static void main(String[] arguments) throws Exception {
        int facts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "load")), "feed-");
        try (var server = new LoadServer(folder.resolve("postgres"));
                LedgerDatabase database = server.database()) {
            var ledger = new Ledger(
                    database, Installation.open(folder.resolve("secrets"), null), UsualSettings.of(Clock.systemUTC()));
            System.out.printf("appended the mix at %,.0f facts/s%n", append(ledger, facts));
            for (int round = 1; round <= 3; round++) {
                double read = read(ledger);
                double replayed = replay(database, ledger);
                System.out.printf(
                        "round %d: read and decoded %,.0f/s; replayed into standing and history %,.0f/s (with indexes)%n",
                        round, read, replayed);
            }
            ledger.close();
        }
    }

    private static double append(Ledger ledger, int facts) {
        List<Submission> first = List.of(
                submission(new LedgerCommand.DefinePurpose(TAILORED, "Matching advertisers' lists", Map.of())),
                submission(new LedgerCommand.DefinePurpose(SERVICE, "The service itself", Map.of())));
        ledger.commands().recordAll(first).forEach(FeedLoad::recorded);
        long began = System.nanoTime();
        int done = 0;
        for (int person = 0; done < facts; ) {
            var list = new ArrayList<Submission>(LIST);
            while (list.size() < LIST) {
                addPerson(list, person++);
            }
            ledger.commands().recordAll(list).forEach(FeedLoad::recorded);
            done += list.size();
        }
        return done * 1e9 / (System.nanoTime() - began);
    }

    private static void recorded(Recording recording) {
        if (!(recording instanceof Recording.Recorded)) {
            throw new IllegalStateException("a fact was refused: " + recording);
        }
    }

    private static void addPerson(List<Submission> list, int number) {
        var person = new PersonReference.OfPlatform("user-" + number);
        var email = new Target.OfValue(
                person, GivenValue.plain(Channel.EMAIL, "user-" + number + "@mail" + number % 97 + ".example", null));
        var collection = new CollectionId(UUID.randomUUID());
        var notice = new NoticeRef("sign-up", "2019-01", "en");
        list.add(submission(new LedgerCommand.ServeNotice(person, notice, "sign-up")));
        list.add(submission(
                new LedgerCommand.CollectContactPoint(email, collection, "sign-up", SuppliedBy.PERSON, notice, "US")));
        list.add(submission(new LedgerCommand.AssignPurpose(collection, SERVICE, Basis.CONTRACT)));
        list.add(submission(new LedgerCommand.AssignPurpose(collection, ADVERTISING, Basis.CONSENT)));
        list.add(submission(new LedgerCommand.ChangeConsent(
                person, null, ADVERTISING, ConsentStatus.GIVEN, null, "web-form", notice)));
        for (int use = 0; use < USES_EACH; use++) {
            list.add(submission(new LedgerCommand.RecordUse(
                    email,
                    TAILORED,
                    "tailored-audiences",
                    "advertiser-" + use,
                    "audience-" + number % 1_000,
                    "list-" + use,
                    "run-" + number / 1_000,
                    List.of(),
                    UseReport.REPORTED)));
        }
    }

    private static final AtomicLong COUNT = new AtomicLong();

    private static Submission submission(LedgerCommand command) {
        long n = COUNT.incrementAndGet();
        // UUIDv7: ordered by time.
        var id = new UUID(((1_568_678_400_000L + n / 4_000) << 16) | 0x7000L | (n % 4_000), n | 0x8000_0000_0000_0000L);
        return new Submission(new FactId("load", id), null, null, command);
    }

    private static double read(Ledger ledger) {
        long size = ledger.reader().head().size();
        long began = System.nanoTime();
        long read = 0;
        try (var batches = new Batches(ledger.reader(), 0, size, 10_000)) {
            for (var batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
                read += batch.size();
            }
        }
        return read * 1e9 / (System.nanoTime() - began);
    }

    private static double replay(LedgerDatabase database, Ledger ledger) throws Exception {
        var index = new StandingIndex(
                new LivingPersons(ledger.persons(), ledger.values()),
                new StoredFacts(database.pool(), ledger.reader()));
        long loading = System.nanoTime();
        index.load(ledger.reader());
        System.out.printf("    the index is loaded in %.1f s%n", (System.nanoTime() - loading) / 1e9);
        List<View> views = List.of(new StandingView(ledger.reader(), index), new HistoryView());
        long began = System.nanoTime();
        new Rebuild(database.pool(), ledger.reader()).run(views);
        return ledger.reader().head().size() * 1e9 / (System.nanoTime() - began);
    }
}
