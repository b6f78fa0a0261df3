package org.consentledger.check;

import java.util.ArrayList;
import java.util.List;
import org.consentledger.law.Illegal;
import org.consentledger.law.Policy;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Text;
import org.jspecify.annotations.Nullable;

/** Every adoption of a policy, in order of place. Immutable. */
record Adoptions(List<Adoption> all) {
    static final Adoptions NONE = new Adoptions(List.of());

    Adoptions {
        all = List.copyOf(all);
    }

    /** A moment and a place from which on something is known. */
    record Bound(long place, long known) {
        boolean reached(long asKnown, long ledgerSize) {
            return place <= ledgerSize && known <= asKnown;
        }

        /** Whether it is reached and none of what takes it back is. */
        boolean stands(List<Bound> retractions, long asKnown, long ledgerSize) {
            return reached(asKnown, ledgerSize)
                    && retractions.stream().noneMatch(retraction -> retraction.reached(asKnown, ledgerSize));
        }
    }

    record Adoption(Bound bound, long occurred, Policy policy, List<Bound> retractions) {
        Adoption {
            retractions = List.copyOf(retractions);
        }

        /** Whether it counts but for the instant asked about. */
        boolean stands(long known, long ledgerSize) {
            return bound.stands(retractions, known, ledgerSize);
        }
    }

    Adoptions with(long place, long known, long occurred, Policy policy) {
        if (all.stream().anyMatch(adoption -> adoption.bound().place() == place)) {
            return this;
        }
        var more = new ArrayList<>(all);
        more.add(new Adoption(new Bound(place, known), occurred, policy, List.of()));
        return new Adoptions(more);
    }

    Adoptions retracted(long target, Bound retraction) {
        return new Adoptions(all.stream()
                .map(adoption -> adoption.bound().place() != target
                                || adoption.retractions().contains(retraction)
                        ? adoption
                        : new Adoption(
                                adoption.bound(),
                                adoption.occurred(),
                                adoption.policy(),
                                joined(adoption.retractions(), retraction)))
                .toList());
    }

    private static List<Bound> joined(List<Bound> some, Bound other) {
        var joined = new ArrayList<>(some);
        joined.add(other);
        return joined;
    }

    /** The policy to ask under. */
    Policy choose(PolicyChoice choice, long at, long known, long ledgerSize) {
        return switch (choice) {
            case PolicyChoice.InForce _ -> inForce(at, known, ledgerSize);
            case PolicyChoice.Version named -> version(named.version(), ledgerSize);
            case PolicyChoice.Draft draft -> draft.policy();
        };
    }

    private Policy inForce(long at, long known, long ledgerSize) {
        @Nullable Adoption latest = null;
        for (Adoption adoption : all) {
            if (adoption.occurred() <= at
                    && adoption.stands(known, ledgerSize)
                    && (latest == null || after(adoption, latest))) {
                latest = adoption;
            }
        }
        return latest == null ? Policy.EMPTY : latest.policy();
    }

    private static boolean after(Adoption one, Adoption other) {
        return one.occurred() != other.occurred()
                ? one.occurred() > other.occurred()
                : Text.BY_CODE_POINT.compare(
                                one.policy().version(), other.policy().version())
                        > 0;
    }

    private Policy version(String version, long ledgerSize) {
        for (Adoption adoption : all) {
            if (adoption.bound().place() <= ledgerSize
                    && adoption.policy().version().equals(version)) {
                return adoption.policy();
            }
        }
        throw new Illegal("policy", "must be a version adopted at or below the ledger size");
    }

    /** The next instant behind {@code at} from which on another policy may be in force. */
    long until(PolicyChoice choice, long at, long known, long ledgerSize) {
        long until = Long.MAX_VALUE;
        if (choice instanceof PolicyChoice.InForce) {
            for (Adoption adoption : all) {
                if (adoption.occurred() > at && adoption.occurred() < until && adoption.stands(known, ledgerSize)) {
                    until = adoption.occurred();
                }
            }
        }
        return until;
    }
}
