package org.consentledger.store;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** The receipts of one unit of work: filled when its events are durable, read by whoever sent the command. */
public final class Receipts {
    private static final String RESOURCE = Receipts.class.getName();

    private final List<Receipt> receipts = new ArrayList<>();

    /** The receipts of {@code unitOfWork}. */
    public static Receipts of(UnitOfWork<?> unitOfWork) {
        return unitOfWork.root().getOrComputeResource(RESOURCE, _ -> new Receipts());
    }

    static void add(List<Receipt> receipts) {
        CurrentUnitOfWork.ifStarted(unitOfWork -> of(unitOfWork).receipts.addAll(receipts));
    }

    /** One for each fact of the unit of work, in order; empty before its commit. */
    public List<Receipt> all() {
        return List.copyOf(receipts);
    }
}
