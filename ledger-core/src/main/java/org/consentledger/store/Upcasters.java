package org.consentledger.store;

import java.util.List;

/** What lifts each older revision of a fact to the next one. */
final class Upcasters {
    /** Empty as long as every type is in its first revision. */
    static final List<Upcaster> ALL = List.of();

    private Upcasters() {}
}
