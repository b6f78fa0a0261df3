package org.consentledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.consentledger.identity.Newcomer;
import org.consentledger.identity.Newcomers;
import org.consentledger.law.Admission;
import org.consentledger.law.Fact;
import org.consentledger.law.Header;
import org.consentledger.law.Moments;
import org.consentledger.law.Purpose;
import org.consentledger.law.Refusal;
import org.jspecify.annotations.Nullable;

/** What becomes of each candidate of one group: decided in their order, under the lock it takes, before anything is written. */
final class GroupDecisions {
    private final Connection connection;
    private final Head head;
    private final Instant recordedAt;
    private final Duration clockTolerance;
    private final GroupLedger ledger;
    private final Identities identities;
    private final Sequences sequences;
    private final Newcomers newcomers;
    private final LatestTouches latest;
    /** Of the whole group: what comes behind a use in it has the same moment. */
    private final Touches touches = new Touches();

    private final List<Admitted> admitted = new ArrayList<>();

    /** A proposal with its place and its position in its stream, if it has one. */
    record Admitted(Proposal proposal, long place, @Nullable FactStream stream, int sequence) {
        Header header() {
            return proposal.header();
        }

        Fact fact() {
            return proposal.fact();
        }
    }

    /**
     * What the decisions are made from.
     *
     * @param assumed the head that the lock is not taken for; null to take it
     * @param latest whose verdicts the facts before may have changed
     * @param defined purposes known to be defined
     * @param careful whether to look up every id, newcomer and stream position instead of leaving them to the database's indexes
     */
    record Ground(
            Connection connection,
            FactCodec codec,
            AppenderSettings settings,
            @Nullable Head assumed,
            LatestTouches latest,
            Set<Purpose> defined,
            boolean careful) {}

    GroupDecisions(Ground ground, List<Candidate> candidates) throws SQLException {
        var proposals = new ArrayList<Proposal>(candidates.size());
        var named = new ArrayList<Newcomer>();
        boolean judged = false;
        for (Candidate candidate : candidates) {
            if (candidate instanceof Proposal proposal) {
                proposals.add(proposal);
                named.addAll(proposal.newcomers());
                judged |= proposal.judged() instanceof Judged.Use;
            }
        }
        connection = ground.connection();
        clockTolerance = ground.settings().clockTolerance();
        ledger = new GroupLedger(ground.codec(), ground.defined());
        identities = new Identities(connection, candidates);
        sequences = new Sequences();
        newcomers = new Newcomers(named);
        var behind = new RoundTrip();
        ledger.ask(behind, proposals);
        sequences.ask(behind, proposals, ground.careful());
        if (ground.careful()) {
            identities.ask(behind);
        }
        head = head(ground, behind, candidates);
        if (ground.careful()) {
            newcomers.lookUp(connection);
        }
        recordedAt = head.nextMoment(ground.settings());
        ledger.askAboutHolders(connection);
        latest = ground.latest();
        proposals.forEach(proposal -> touches.add(proposal.fact(), ledger::holder));
        if (judged) {
            latest.catchUp(connection, head.size());
        }
    }

    private static Head head(Ground ground, RoundTrip behind, List<Candidate> candidates) throws SQLException {
        Head assumed = ground.assumed();
        if (assumed == null) {
            return Head.lock(ground.connection(), behind);
        }
        behind.run(ground.connection());
        // Its clock was read before they came, so that it may be a little behind theirs.
        return assumed.isBehind(candidates) ? assumed.withClock(ground.connection()) : assumed;
    }

    /** The head before the group: locked, or assumed. */
    Head head() {
        return head;
    }

    /** The group's moment of recording. */
    Instant recordedAt() {
        return recordedAt;
    }

    /** Who comes into the directory with the admitted facts. */
    Newcomers newcomers() {
        return newcomers;
    }

    /** Whether rows other than the facts' own are written with the group. */
    boolean writesAside() {
        return !newcomers.nobodyComes() || admitted.stream().anyMatch(SideRows::concern);
    }

    /** Whose verdicts the group may change. */
    Touches touches() {
        return touches;
    }

    /** In order of place. */
    List<Admitted> admitted() {
        return admitted;
    }

    /** What the ledger holds behind the admitted facts. */
    GroupLedger ledger() {
        return ledger;
    }

    /** What becomes of the next candidate. */
    Receipt decide(Candidate candidate) throws SQLException {
        return switch (candidate) {
            case Proposal proposal -> decide(proposal);
            case Unsayable unsayable -> decide(unsayable);
        };
    }

    private Receipt decide(Proposal proposal) throws SQLException {
        if (proposal.judged() instanceof Judged.Use use && overtaken(use)) {
            return latest.readable() ? Batch.ANEW : new Receipt.Refused(Refusal.FACT_UNREADABLE);
        }
        if (newcomers.overtaken(proposal.newcomers())) {
            return Batch.ANEW;
        }
        Optional<Receipt> known = identities.known(proposal);
        if (known.isPresent()) {
            return known.get();
        }
        FactStream stream = FactStream.of(proposal.fact());
        Optional<Refusal> refusal = refusal(proposal, stream);
        if (refusal.isPresent()) {
            // Sending a fact again is never refused for what the fact itself, or one after it, has changed since.
            lookUp();
            return newcomers.overtaken(proposal.newcomers())
                    ? Batch.ANEW
                    : identities.known(proposal).orElseGet(() -> new Receipt.Refused(refusal.get()));
        }
        int sequence = stream == null ? Proposal.NEXT : sequences.take(stream, proposal.expectedSequence());
        long place = head.size() + admitted.size() + 1;
        admitted.add(new Admitted(proposal, place, stream, sequence));
        ledger.admitted(proposal.id(), place, proposal.fact());
        identities.admitted(proposal, place);
        newcomers.admitted(proposal.newcomers());
        return new Receipt.Appended(place, recordedAt);
    }

    /** Whether it says what was recorded under its id nobody can tell. */
    private Receipt decide(Unsayable unsayable) throws SQLException {
        lookUp();
        return new Receipt.Refused(
                identities.used(unsayable.id())
                        ? Refusal.CONTENT_ERASED
                        : Admission.refusalOfUnsayable(
                                unsayable.occurredAt(), unsayable.knownAt(), recordedAt, clockTolerance));
    }

    /** Ids and newcomers together: an id whose person another node drew says nothing about the content until they are found. */
    private void lookUp() throws SQLException {
        identities.lookUp();
        newcomers.lookUp(connection);
    }

    private Optional<Refusal> refusal(Proposal proposal, @Nullable FactStream stream) throws SQLException {
        Optional<Refusal> refusal = refusalByLaw(proposal);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (Sealing.entryLength(proposal) > Entry.MAX_LENGTH) {
            return Optional.of(Refusal.TOO_LARGE);
        }
        boolean conflict = overtaken(proposal)
                || sealedForErased(proposal.fact())
                || (stream != null && !sequences.fits(stream, proposal.expectedSequence()));
        return conflict ? Optional.of(Refusal.STREAM_CONFLICT) : Optional.empty();
    }

    private Optional<Refusal> refusalByLaw(Proposal proposal) {
        try {
            return Admission.refusal(proposal.header(), proposal.fact(), recordedAt, clockTolerance, ledger);
        } catch (UnreadableFact _) {
            return Optional.of(Refusal.FACT_UNREADABLE);
        }
    }

    /** Whether a use carries a value whose person was erased since: it has to be reported without the value. */
    private boolean sealedForErased(Fact fact) {
        return fact instanceof Fact.ContactPointUsed use
                && use.value() != null
                && use.person() != null
                && ledger.erased(use.person());
    }

    /** Whether the verdict on a use may be another at the group's moment. */
    private boolean overtaken(Judged.Use use) {
        long moment = Moments.toMicros(recordedAt);
        boolean inTime = use.fromMicros() <= moment && moment < use.untilMicros();
        return !inTime || touches.touch(use) || latest.touched(use);
    }

    /** Whether a contact point, a retraction of one or a suppression came after the place up to which an erasure was prepared. */
    private boolean overtaken(Proposal proposal) throws SQLException {
        if (!(proposal.judged() instanceof Judged.Erasure judged)
                || !(proposal.fact() instanceof Fact.PersonErased erased)) {
            return false;
        }
        boolean inGroup = admitted.stream().map(Admitted::fact).anyMatch(fact -> switch (fact) {
            case Fact.ContactPointCollected collected -> collected.person().equals(erased.person());
            case Fact.PersonErased other -> !Collections.disjoint(other.suppressed(), judged.keys());
            case Fact.FactRetracted retraction -> ledger.untold(retraction) != null;
            default -> false;
        });
        return inGroup || overtaken(erased, judged);
    }

    private boolean overtaken(Fact.PersonErased erased, Judged.Erasure judged) throws SQLException {
        String sql = "select coalesce(bool_or(place > ?), false) or count(*) filter (where not told) <> ?"
                + " or exists (select from ledger.suppression where key = any (?) and place > ?)"
                + " from ledger.collection where person = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, judged.place());
            select.setInt(2, judged.retracted());
            select.setArray(3, connection.createArrayOf("bytea", SideRows.bytes(judged.keys())));
            select.setLong(4, judged.place());
            select.setObject(5, erased.person().value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
