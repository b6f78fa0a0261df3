package org.consentledger.write;

import org.consentledger.law.Illegal;
import org.consentledger.law.Refusal;
import org.consentledger.store.Receipt;

/** What became of a submission. */
public sealed interface Recording {
    /** The fact is durable at {@code place}, since this submission or since an earlier one that said the same. */
    record Recorded(long place, boolean before) implements Recording {}

    /** Nothing was stored, because of what the ledger already holds or of the moment. */
    record Refused(Refusal refusal) implements Recording {}

    /** Nothing was stored, because of what the submission itself says. */
    record Rejected(Illegal why) implements Recording {}

    /** The recording that a receipt stands for. */
    static Recording of(Receipt receipt) {
        return switch (receipt) {
            case Receipt.Appended appended -> new Recorded(appended.place(), false);
            case Receipt.AlreadyRecorded already -> new Recorded(already.place(), true);
            case Receipt.Refused refused -> new Refused(refused.refusal());
        };
    }
}
