package org.consentledger.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.consentledger.check.Adoptions.Bound;
import org.consentledger.check.Liftings.Lifting;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.junit.jupiter.api.Test;

class LiftingsTest {
    private static final PersonId PERSON = new PersonId(new UUID(0, 1), false);
    private static final Bound FIRST = new Bound(3, 30);
    private static final Bound RETRACTION = new Bound(5, 50);

    private final Liftings liftings = new Liftings();

    private static Lifting lifting(Bound bound, Bound... retractions) {
        return new Lifting(
                new Fact.SuppressionLifted(PERSON, true, Set.of()), bound, bound.known(), List.of(retractions));
    }

    @Test
    void what_came_behind_a_place_is_not_told_of_as_of_it() {
        liftings.add(lifting(FIRST));
        liftings.retract(PERSON, FIRST.place(), RETRACTION);
        assertThat(liftings.upTo(2)).isEmpty();
        assertThat(liftings.upTo(4)).containsExactly(lifting(FIRST));
        assertThat(liftings.upTo(5)).containsExactly(lifting(FIRST, RETRACTION));
    }

    @Test
    void the_same_facts_again_change_nothing() {
        for (int i = 0; i < 2; i++) {
            liftings.add(lifting(FIRST));
            liftings.retract(PERSON, FIRST.place(), RETRACTION);
            liftings.add(lifting(new Bound(7, 70)));
        }
        assertThat(liftings.of(PERSON)).containsExactly(lifting(FIRST, RETRACTION), lifting(new Bound(7, 70)));
    }
}
