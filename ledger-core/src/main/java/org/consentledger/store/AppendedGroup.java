package org.consentledger.store;

import java.util.List;
import java.util.Set;
import org.consentledger.identity.Newcomers;
import org.consentledger.law.PersonId;
import org.consentledger.law.Purpose;

/**
 * A group that is durable.
 *
 * @param receipts for each batch, in order, one receipt for each of its proposals
 * @param before the ledger's size before the group
 * @param size the ledger's size behind the group
 * @param defined every purpose known to be defined
 * @param erased the erased among the persons that the group was about
 * @param touches whose verdicts the group may have changed
 * @param newcomers who came into the directory with the group
 */
record AppendedGroup(
        List<List<Receipt>> receipts,
        long before,
        long size,
        Set<Purpose> defined,
        Set<PersonId> erased,
        Touches touches,
        Newcomers newcomers) {}
