package org.consentledger.api;

import java.util.Set;
import org.consentledger.access.Caller;
import org.consentledger.access.Reporters;
import org.consentledger.access.Role;
import org.consentledger.identity.PersonReference;
import org.consentledger.write.LedgerCommand;
import org.consentledger.write.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may report which fact. */
@Component
final class Reporting {
    private final Reporters reporters;

    Reporting(Reporters reporters) {
        this.reporters = reporters;
    }

    /** Why {@code caller} may not report it; null where that may be, and then it is noted that it was. */
    @Nullable
    Problem refusal(Caller caller, Submission submission) {
        LedgerCommand command = submission.command();
        if (!roles(command).contains(caller.role())) {
            return Problem.of(ProblemType.FORBIDDEN, "type", "must be a fact that the caller's role reports");
        }
        if (submission.knownAt() != null && caller.role() != Role.IMPORTER) {
            return Problem.of(ProblemType.FORBIDDEN, "knownat", "is asserted by an importer alone");
        }
        String source = submission.id().source();
        return switch (command) {
            case LedgerCommand.RetractFact retraction ->
                reporters.reported(retraction.fact().source(), caller.name())
                        ? Problem.of(
                                ProblemType.FORBIDDEN,
                                "data.fact",
                                "must be of a source under which the caller never reported a fact")
                        : null;
            case LedgerCommand.ChangeConsent word
            when caller.role() == Role.PERSON && !isOwn(caller, word.person()) ->
                Problem.of(ProblemType.FORBIDDEN, "data.personId", "must be the caller's own");
            case LedgerCommand.CollectContactPoint collection
            when !caller.reachesJurisdiction(collection.jurisdiction()) ->
                Problem.of(ProblemType.FORBIDDEN, "data.jurisdiction", "must be one that the caller is confined to");
            case LedgerCommand.RecordUse use
            when !caller.reachesProgramme(use.programme()) ->
                Problem.of(ProblemType.FORBIDDEN, "data.programme", "must be one that the caller is confined to");
            default -> {
                reporters.note(source, caller.name());
                yield null;
            }
        };
    }

    private static boolean isOwn(Caller caller, PersonReference person) {
        return person instanceof PersonReference.OfSurrogate own && own.id().equals(caller.person());
    }

    private static Set<Role> roles(LedgerCommand command) {
        return switch (command) {
            case LedgerCommand.RetractFact _ -> Set.of(Role.STEWARD);
            case LedgerCommand.DefinePurpose _,
                    LedgerCommand.PublishNotice _,
                    LedgerCommand.AdoptPolicy _,
                    LedgerCommand.PlantSentinel _,
                    LedgerCommand.ErasePerson _,
                    LedgerCommand.LiftSuppression _ -> Set.of(Role.IMPORTER, Role.STEWARD);
            case LedgerCommand.ChangeConsent _ -> Set.of(Role.RECORDER, Role.IMPORTER, Role.PERSON);
            case LedgerCommand.ServeNotice _,
                    LedgerCommand.CollectContactPoint _,
                    LedgerCommand.AssignPurpose _,
                    LedgerCommand.RevokePurpose _,
                    LedgerCommand.RemoveContactPoint _,
                    LedgerCommand.RecordUse _ -> Set.of(Role.RECORDER, Role.IMPORTER);
        };
    }
}
