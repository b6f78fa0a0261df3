package org.consentledger.identity;

import org.consentledger.law.Illegal;
import org.consentledger.law.PersonId;
import org.consentledger.law.Text;

/** How somebody outside names a person. */
public sealed interface PersonReference {

    /** The platform's own id of an account holder, compared exactly: 1 to {@value #MAX_LENGTH} characters. Never printed. */
    record OfPlatform(String id) implements PersonReference {
        /** Longest id, in characters. */
        public static final int MAX_LENGTH = 200;

        public OfPlatform {
            if (Text.isBlank(id) || id.length() > MAX_LENGTH) {
                throw new Illegal("person", "must be 1 to " + MAX_LENGTH + " characters and not blank");
            }
            if (!id.codePoints().allMatch(OfPlatform::isWhole)) {
                throw new Illegal("person", "must be whole Unicode text without control characters");
            }
        }

        private static boolean isWhole(int codePoint) {
            int type = Character.getType(codePoint);
            return type != Character.CONTROL && type != Character.SURROGATE;
        }

        /** Tells nothing of the id. */
        @Override
        public String toString() {
            return "OfPlatform[hidden]";
        }
    }

    /** The unknown person that the ledger makes for a value whose holder nobody knows: one for each value. */
    record OfUnknown(KnownValue value) implements PersonReference {}

    /** The ledger's own surrogate, handed out before. */
    record OfSurrogate(PersonId id) implements PersonReference {}
}
