package org.consentledger.online;

import java.util.List;
import org.consentledger.check.Sought;
import org.consentledger.law.ContactPointId;

/** One thing asked about. Equal ones have equal results in one answer. */
sealed interface CheckItem {
    /** A value, by all that it is sought by. */
    record OfValue(List<Sought> keys) implements CheckItem {
        /** Tells nothing of the value. */
        @Override
        public String toString() {
            return "OfValue[hidden]";
        }
    }

    /** A contact point. */
    record OfContactPoint(ContactPointId contactPoint) implements CheckItem {}

    /** An item that asks about nothing: the field to mend and what it must be like, never what stood there. */
    record Wrong(String field, String rule) implements CheckItem, CheckResult {}
}
