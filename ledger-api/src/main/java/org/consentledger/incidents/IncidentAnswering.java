package org.consentledger.incidents;

import java.time.Duration;
import java.util.function.Function;
import org.consentledger.access.Caller;
import org.consentledger.api.AnsweringProperties;
import org.consentledger.api.AtOnce;
import org.consentledger.api.Confines;
import org.consentledger.api.ConfirmedMemory;
import org.consentledger.api.DefinedPurposes;
import org.consentledger.api.PolicyAsked;
import org.consentledger.api.ProblemFound;
import org.consentledger.feed.Feed;
import org.consentledger.forensics.AffectedPersons;
import org.consentledger.forensics.IncidentChanges;
import org.consentledger.forensics.IncidentQuestion;
import org.consentledger.forensics.IncidentReport;
import org.consentledger.forensics.Incidents;
import org.consentledger.forensics.UseFollower;
import org.consentledger.forensics.WhatIf;
import org.consentledger.incidents.IncidentAnswer.Changed;
import org.consentledger.incidents.IncidentAnswer.IncidentAsked;
import org.consentledger.incidents.IncidentAnswer.Reported;
import org.consentledger.incidents.IncidentAnswer.Supposed;
import org.consentledger.law.Illegal;
import org.consentledger.store.LedgerUnavailable;
import org.springframework.stereotype.Component;

/** Reports of incidents, as many at a time as processors and memory are meant for. */
@Component
final class IncidentAnswering {
    private static final String POLICY = "policy";

    private final Incidents incidents;
    private final UseFollower uses;
    private final ConfirmedMemory memory;
    private final DefinedPurposes purposes;
    private final Duration patience;
    private final AtOnce atOnce;

    IncidentAnswering(
            Incidents incidents,
            UseFollower uses,
            ConfirmedMemory memory,
            DefinedPurposes purposes,
            AnsweringProperties answering,
            IncidentProperties properties) {
        this.incidents = incidents;
        this.uses = uses;
        this.memory = memory;
        this.purposes = purposes;
        this.patience = answering.patience();
        this.atOnce = new AtOnce(properties.atOnce());
    }

    Reported report(IncidentBody asked) {
        return inTurn(asked, question -> {
            IncidentReport report = incidents.report(question);
            return new Reported(IncidentAsked.of(question, report.ledgerSize()), report);
        });
    }

    Supposed whatIf(WhatIfBody asked) {
        return inTurn(asked.incident(), question -> {
            purposes.requireOf(asked.instead(), size(question));
            WhatIf found = incidents.whatIf(question, asked.instead());
            return new Supposed(IncidentAsked.of(question, found.ledgerSize()), PolicyAsked.of(asked.instead()), found);
        });
    }

    /** Those affected, with the question that says by what; ready to be told of. */
    Listed affected(IncidentBody asked) {
        return inTurn(asked.ofBreaches(), question -> {
            AffectedPersons persons = incidents.affected(question);
            return new Listed(IncidentAsked.of(question, persons.head().size()), persons);
        });
    }

    /** Persons who are not told of yet. */
    record Listed(IncidentAsked question, AffectedPersons persons) {}

    /** What became different in the incident since the ledger held {@code before} facts. */
    Changed changes(IncidentBody asked, long before) {
        return inTurn(asked, question -> {
            IncidentChanges found = incidents.changes(question, before);
            return new Changed(IncidentAsked.of(question, found.after()), found);
        });
    }

    private <T> T inTurn(IncidentBody asked, Function<IncidentQuestion, T> answer) {
        Confines.reachAll(Caller.current(), asked.programmes(), asked.jurisdictions());
        try (var _ = atOnce.take()) {
            IncidentQuestion question = asked.question().at(judgedSize(asked));
            requireDefined(question);
            return answer.apply(question);
        } catch (Illegal e) {
            throw e.field().equals(POLICY) ? ProblemFound.ofCoordinates(e) : e;
        }
    }

    /** The size that the answer is fixed at, once this node has judged every use up to it. */
    private long judgedSize(IncidentBody asked) {
        Long atLeast = asked.atLeast();
        Feed.Followed followed = atLeast == null ? memory.now() : memory.atLeast("atLeast", atLeast);
        Long size = asked.ledgerSize();
        if (size != null && size > followed.size()) {
            throw new Illegal("ledgerSize", "must be a size that the ledger has reached");
        }
        long wanted = size == null ? followed.size() : size;
        if (uses.awaitPlace(wanted, patience)) {
            return size == null ? uses.place() : size;
        }
        if (size != null || atLeast != null || uses.place() == 0) {
            throw new LedgerUnavailable("this node has not judged all uses yet; ask again");
        }
        // Much arrives, or a new policy has every use judged anew: the answer says how far it looked.
        return uses.place();
    }

    /** That nothing is asked about, or drafted for, which would match nothing. */
    private void requireDefined(IncidentQuestion question) {
        if (question.purpose() != null && !purposes.contain(question.purpose(), size(question))) {
            throw ProblemFound.purposeUnknown();
        }
        purposes.requireOf(question.policy(), size(question));
    }

    private static long size(IncidentQuestion question) {
        Long size = question.ledgerSize();
        if (size == null) {
            throw new IllegalStateException("a question was left without a size");
        }
        return size;
    }
}
