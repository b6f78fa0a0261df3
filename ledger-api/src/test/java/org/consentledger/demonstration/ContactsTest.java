package org.consentledger.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContactsTest {
    @Test
    void every_person_has_a_number_of_their_own() {
        Set<String> numbers = new HashSet<>();
        for (long person = 0; person < 20_000; person++) {
            assertThat(numbers.add(Contacts.phone(person).normal())).isTrue();
        }
        assertThat(numbers).allMatch(number -> number.matches("\\+1\\d{3}555\\d{4}"));
        assertThat(numbers).noneMatch(number -> number.startsWith("+1415"));
    }

    // Source: the SHA-256 that the platforms' instructions show for test@example.com.
    @Test
    void lists_hold_the_hash_that_platforms_document() {
        assertThat(new Contacts.Contact(Contacts.EMAIL, "test@example.com")
                        .hashed()
                        .sha256())
                .isEqualTo("973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b");
    }
}
