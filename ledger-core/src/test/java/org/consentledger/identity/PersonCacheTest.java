package org.consentledger.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.consentledger.law.PersonId;
import org.junit.jupiter.api.Test;

class PersonCacheTest {
    private final PersonCache cache = new PersonCache();

    @Test
    void the_draw_of_somebody_erased_is_dropped_with_their_key() {
        Lookup lookup = Lookup.of(new byte[32]);
        Newcomer erased = cache.newcomer(lookup, PersonCacheTest::draw);
        erased.arrived();
        assertThat(cache.newcomer(lookup, PersonCacheTest::draw)).isSameAs(erased);
        cache.forget(erased.id());
        assertThat(cache.newcomer(lookup, PersonCacheTest::draw)).isNotSameAs(erased);
    }

    private static Newcomer draw(Lookup lookup) {
        var id = new PersonId(UUID.randomUUID(), false);
        return new Newcomer(lookup, new PersonRow(id, lookup, 1, new byte[1], null), DataKey.draw());
    }
}
