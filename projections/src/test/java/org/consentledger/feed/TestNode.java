package org.consentledger.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.consentledger.census.CensusView;
import org.consentledger.check.LivingPersons;
import org.consentledger.check.StandingIndex;
import org.consentledger.check.StoredFacts;
import org.consentledger.history.History;
import org.consentledger.history.HistoryView;
import org.consentledger.identity.GivenValue;
import org.consentledger.identity.KnownValue;
import org.consentledger.identity.PersonReference;
import org.consentledger.law.Answer;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.FactId;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Question;
import org.consentledger.provenance.ProvenanceView;
import org.consentledger.standing.Standing;
import org.consentledger.standing.StandingView;
import org.consentledger.write.Ledger;
import org.consentledger.write.LedgerCommand;
import org.consentledger.write.LedgerCommand.SuppliedBy;
import org.consentledger.write.LedgerCommand.Target;
import org.consentledger.write.Recording;
import org.consentledger.write.Submission;
import org.consentledger.write.TestLedger;
import org.jspecify.annotations.Nullable;

/** One node on a test's ledger: a feed with every view, and questions. */
public final class TestNode implements AutoCloseable {
    public static final Purpose TWO_FACTOR = new Purpose("security.two-factor");
    public static final Purpose AUDIENCE_MATCH = new Purpose("advertising.audience-match");
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    private final TestLedger test;
    private final Ledger ledger;
    private final StandingIndex index;
    private final Feed feed;
    private final Standing standing;
    private final History history;

    /** A node with memory of its own, started. */
    public TestNode(TestLedger test) {
        this(test, test.ledger());
    }

    /** A node that reads and writes through {@code ledger}, started. */
    public TestNode(TestLedger test, Ledger ledger) {
        this(test, ledger, standing -> standing);
    }

    /** A node with something in the place of its standing view, started. */
    TestNode(TestLedger test, Ledger ledger, UnaryOperator<View> standingView) {
        this.test = test;
        this.ledger = ledger;
        index = new StandingIndex(
                new LivingPersons(ledger.persons(), ledger.values()),
                new StoredFacts(test.database().pool(), ledger.reader()));
        feed = new Feed(test.database().pool(), ledger.reader(), views(standingView), List.of(index));
        standing = new Standing(test.database().pool(), ledger.reader(), index, ledger.values());
        history = new History(test.database().pool(), ledger.reader(), standing);
        feed.start(index.load(ledger.reader()));
    }

    private List<View> views(UnaryOperator<View> standingView) {
        return List.of(
                standingView.apply(new StandingView(ledger.reader(), index)),
                new HistoryView(),
                new CensusView(),
                new ProvenanceView());
    }

    public Feed feed() {
        return feed;
    }

    public Standing standing() {
        return standing;
    }

    public History history() {
        return history;
    }

    /** Waits until this node's views hold everything. */
    public void caughtUp() {
        feed.awaitHead(PATIENCE);
    }

    /** Records one fact and waits until the views show it; its place. */
    public long record(LedgerCommand command) {
        return record(command, null);
    }

    /** As {@link #record(LedgerCommand)}, with the moment at which it took effect. */
    public long record(LedgerCommand command, @Nullable Instant occurredAt) {
        return record(new FactId("test", UUID.randomUUID()), command, occurredAt);
    }

    /** As {@link #record(LedgerCommand, Instant)}, under an id that is given. */
    public long record(FactId id, LedgerCommand command, @Nullable Instant occurredAt) {
        Recording recording = ledger.commands().record(new Submission(id, occurredAt, null, command));
        assertThat(recording).isInstanceOf(Recording.Recorded.class);
        long place = ((Recording.Recorded) recording).place();
        feed.appended(place);
        assertThat(feed.awaitPlace(place, PATIENCE)).isTrue();
        return place;
    }

    /** Makes the purposes known that the tests speak of. */
    public void definePurposes() {
        record(new LedgerCommand.DefinePurpose(TWO_FACTOR, "Signing in safely", Map.of()));
        record(new LedgerCommand.DefinePurpose(AUDIENCE_MATCH, "Matching to advertisers' lists", Map.of()));
    }

    /** A phone number of an account holder; of nobody known where {@code user} is null. */
    public static Target.OfValue phone(@Nullable String user, String number) {
        return new Target.OfValue(
                user == null ? null : new PersonReference.OfPlatform(user),
                GivenValue.plain(Channel.PHONE, number, null));
    }

    /** Collects a phone number and returns the collection's id. */
    public CollectionId collect(Target.OfValue phone) {
        var collection = new CollectionId(UUID.randomUUID());
        record(new LedgerCommand.CollectContactPoint(phone, collection, "sign-up", SuppliedBy.PERSON, null, "US"));
        return collection;
    }

    /** Assigns {@link #AUDIENCE_MATCH} to a collection. */
    public long assign(CollectionId collection, Basis basis) {
        return record(new LedgerCommand.AssignPurpose(collection, AUDIENCE_MATCH, basis));
    }

    /** A word of a person about {@link #AUDIENCE_MATCH}, for everything they have. */
    public long say(String user, ConsentStatus status) {
        return record(new LedgerCommand.ChangeConsent(
                new PersonReference.OfPlatform(user), null, AUDIENCE_MATCH, status, null, "web-form", null));
    }

    public void erase(Target.OfValue of, boolean suppression) {
        PersonReference person = of.person();
        record(new LedgerCommand.ErasePerson(
                person == null ? new PersonReference.OfUnknown(known(of)) : person, suppression));
    }

    /** Lifts what the person's erasure suppressed: of these values, or of every one where none is named. */
    public long lift(PersonReference person, Target.OfValue... of) {
        List<GivenValue> values = Stream.of(of).map(Target.OfValue::value).toList();
        return record(new LedgerCommand.LiftSuppression(person, values.isEmpty() ? null : values));
    }

    private KnownValue known(Target.OfValue target) {
        return ledger.values().read(target.value());
    }

    /** The answer about {@link #AUDIENCE_MATCH} when everything on the ledger has taken effect. */
    public Answer answer(ContactPointId point) {
        return standing.answer(new Question(
                point, AUDIENCE_MATCH, new Coordinates(LATER, null, Coordinates.ALL), PolicyChoice.IN_FORCE));
    }

    /** The reason for that answer in SQL, as somebody with a connection of their own asks. */
    public String reasonInSql(ContactPointId point) throws SQLException {
        try (Connection connection = test.database().connect();
                PreparedStatement select =
                        connection.prepareStatement("select reason from standing.verdict(?, ?, ?::timestamptz)")) {
            select.setObject(1, point.value());
            select.setString(2, AUDIENCE_MATCH.path());
            select.setString(3, LATER.toString());
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            }
        }
    }

    /** The contact points that hold the value, of whomever. */
    public List<ContactPointId> find(Target.OfValue target) {
        return standing.find(known(target), null, Long.MAX_VALUE);
    }

    /** The one contact point that holds the value. */
    public ContactPointId point(Target.OfValue target) {
        List<ContactPointId> found = find(target);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    public TestLedger test() {
        return test;
    }

    @Override
    public void close() {
        feed.close();
        index.close();
    }
}
