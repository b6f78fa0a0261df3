package org.consentledger.write;

import java.util.stream.Stream;
import org.consentledger.identity.PersonReference;
import org.consentledger.identity.Values;
import org.consentledger.write.LedgerCommand.Target;

/** The persons whom commands name. */
record References(Values values) {
    /** Every person that a command names, holders of values that nobody knows included. */
    Stream<PersonReference> of(LedgerCommand command) {
        return switch (command) {
            case LedgerCommand.ServeNotice c -> Stream.of(c.person());
            case LedgerCommand.CollectContactPoint c -> {
                PersonReference user = c.suppliedBy().user();
                yield user == null ? Stream.of(holder(c.contactPoint())) : Stream.of(holder(c.contactPoint()), user);
            }
            case LedgerCommand.ChangeConsent c -> Stream.of(c.person());
            case LedgerCommand.ErasePerson c -> Stream.of(c.person());
            case LedgerCommand.LiftSuppression c -> Stream.of(c.person());
            case LedgerCommand.RemoveContactPoint c -> holders(c.contactPoint());
            case LedgerCommand.PlantSentinel c -> holders(c.contactPoint());
            case LedgerCommand.RecordUse c -> holders(c.contactPoint());
            case LedgerCommand.DefinePurpose _,
                    LedgerCommand.PublishNotice _,
                    LedgerCommand.AssignPurpose _,
                    LedgerCommand.RevokePurpose _,
                    LedgerCommand.AdoptPolicy _,
                    LedgerCommand.RetractFact _ -> Stream.empty();
        };
    }

    private Stream<PersonReference> holders(Target target) {
        return target instanceof Target.OfValue value ? Stream.of(holder(value)) : Stream.empty();
    }

    /** Whose value it is: whoever is named, or somebody unknown who has it. */
    PersonReference holder(Target.OfValue target) {
        PersonReference person = target.person();
        return person != null ? person : new PersonReference.OfUnknown(values.read(target.value()));
    }
}
