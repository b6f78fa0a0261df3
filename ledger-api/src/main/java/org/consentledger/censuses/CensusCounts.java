package org.consentledger.censuses;

import java.util.ArrayList;
import java.util.List;
import org.consentledger.census.Category;
import org.consentledger.census.Population;
import org.consentledger.census.Taken;
import org.consentledger.censuses.CensusAnswer.CountedDay;
import org.consentledger.censuses.CensusAnswer.CountedPurpose;
import org.consentledger.censuses.CensusAnswer.RefusedBy;
import org.consentledger.censuses.CensusAnswer.Stood;
import org.jspecify.annotations.Nullable;

/** What a census counted on one day, as it is answered. */
final class CensusCounts {
    private final Taken taken;
    private final int day;

    private CensusCounts(Taken taken, int day) {
        this.taken = taken;
        this.day = day;
    }

    /** One day of {@code taken}, counted from 0. */
    static CountedDay of(Taken taken, int day) {
        return new CountedDay(
                taken.days().get(day).date(),
                taken.days().get(day).since(),
                taken.policy(day),
                new CensusCounts(taken, day).purposes());
    }

    private List<CountedPurpose> purposes() {
        var purposes = new ArrayList<CountedPurpose>();
        for (int purpose = 0; purpose < taken.purposes().size(); purpose++) {
            if (taken.defined(day, purpose)) {
                purposes.add(new CountedPurpose(
                        taken.purposes().get(purpose).path(),
                        stood(purpose, Population.PERSONS),
                        stood(purpose, Population.UNKNOWN_PERSONS),
                        stood(purpose, Population.CONTACT_POINTS)));
            }
        }
        return purposes;
    }

    private Stood stood(int purpose, Population population) {
        long total = 0;
        for (Category category : Category.values()) {
            total += taken.get(day, purpose, population, category);
        }
        return new Stood(
                total,
                taken.get(day, purpose, population, Category.PERMITTED),
                taken.get(day, purpose, population, Category.NEVER_ASKED),
                new RefusedBy(
                        refused(purpose, population, Category.ERASED),
                        refused(purpose, population, Category.SENTINEL),
                        refused(purpose, population, Category.SUPPRESSED),
                        refused(purpose, population, Category.REMOVED),
                        refused(purpose, population, Category.RULE),
                        refused(purpose, population, Category.PURPOSE_NOT_ASSIGNED),
                        refused(purpose, population, Category.PURPOSE_REVOKED),
                        refused(purpose, population, Category.CONSENT_MISSING),
                        refused(purpose, population, Category.CONSENT_NEGATIVE),
                        refused(purpose, population, Category.CONSENT_EXPIRED),
                        refused(purpose, population, Category.OBJECTED)));
    }

    private @Nullable Long refused(int purpose, Population population, Category category) {
        long count = taken.get(day, purpose, population, category);
        return count == 0 ? null : count;
    }
}
