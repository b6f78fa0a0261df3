package org.consentledger.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.consentledger.identity.PersonReference.OfPlatform;
import org.consentledger.identity.PersonReference.OfSurrogate;
import org.consentledger.identity.PersonReference.OfUnknown;
import org.consentledger.law.Channel;
import org.consentledger.law.PersonId;
import org.consentledger.law.Sealed;
import org.consentledger.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonsIT {
    private static final byte[] BOUND_TO = {1, 2, 3};
    private static final OfPlatform ALICE = new OfPlatform("alice-4711");

    @TempDir
    private Path folder;

    private final ReentrantLock directory = new ReentrantLock();
    private TestDatabase database;
    private Installation installation;
    private Values values;
    private Persons persons;

    @BeforeEach
    void begin() {
        database = TestDatabase.fresh();
        installation = Installation.open(folder.resolve("secrets"), null);
        values = new Values(Profiles.documented(), installation);
        persons = new Persons(database.pool(), installation);
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void a_person_is_made_once_and_found_again() {
        Person made = admit(persons, ALICE);
        assertThat(made.id().unknown()).isFalse();
        assertThat(made.id().value().version()).isEqualTo(4);
        assertThat(made.erased()).isFalse();
        assertThat(admit(persons, ALICE).id()).isEqualTo(made.id());
        assertThat(admit(otherNode(), ALICE).id()).isEqualTo(made.id());
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void another_node_has_the_same_key() {
        Sealed sealed = key(admit(persons, ALICE)).seal(BOUND_TO, BOUND_TO);
        assertThat(key(admit(otherNode(), ALICE)).open(sealed, BOUND_TO)).isEqualTo(BOUND_TO);
    }

    @Test
    void finding_makes_nobody() {
        assertThat(persons.find(List.of(ALICE, unknown("a@example.com")))).isEmpty();
        assertThat(count()).isZero();
        Person made = admit(persons, ALICE);
        assertThat(otherNode().find(List.of(ALICE)).get(ALICE))
                .extracting(Person::id)
                .isEqualTo(made.id());
    }

    @Test
    void a_newcomer_is_one_draw_on_a_node_and_in_no_row_until_somebody_brings_them_along() {
        Person drawn = requireNonNull(persons.findOrDraw(List.of(ALICE)).get(ALICE));
        Person again = requireNonNull(persons.findOrDraw(List.of(ALICE)).get(ALICE));
        assertThat(again.newcomer()).isNotNull().isSameAs(drawn.newcomer());
        assertThat(count()).isZero();
        assertThat(persons.find(List.of(ALICE))).isEmpty();

        Person made = admit(otherNode(), ALICE);
        assertThat(made.id()).isNotEqualTo(drawn.id());
        assertThat(arrive(newcomers(List.of(drawn))))
                .as("somebody else came first")
                .isFalse();
        assertThat(admit(persons, ALICE).id()).isEqualTo(made.id());
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_newcomer_brought_along_by_two_comes_once() {
        Person drawn = requireNonNull(persons.findOrDraw(List.of(ALICE)).get(ALICE));
        List<Newcomer> brought = newcomers(List.of(drawn, drawn));
        assertThat(arrive(brought)).isTrue();
        assertThat(arrive(brought)).isTrue();
        assertThat(admit(persons, ALICE)).isEqualTo(Person.known(drawn.id(), drawn.key()));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void each_value_has_one_unknown_person_however_it_was_given() {
        OfUnknown plain = unknown(" A@Example.com");
        OfUnknown samePlain = unknown("a@example.com");
        OfUnknown sameHash =
                new OfUnknown(values.read(GivenValue.hash(Channel.EMAIL, Sha256.ofText("a@example.com"), "plain-1")));
        OfUnknown otherProfile =
                new OfUnknown(values.read(GivenValue.hash(Channel.EMAIL, Sha256.ofText("a@example.com"), "meta-1")));
        Map<PersonReference, Person> admitted = admit(persons, List.of(plain, samePlain, sameHash, otherProfile));
        PersonId id = requireNonNull(admitted.get(plain)).id();
        assertThat(id.unknown()).isTrue();
        assertThat(admitted.get(samePlain)).extracting(Person::id).isEqualTo(id);
        assertThat(admitted.get(sameHash)).extracting(Person::id).isEqualTo(id);
        assertThat(admitted.get(otherProfile)).extracting(Person::id).isNotEqualTo(id);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void a_surrogate_is_found_and_never_made() {
        Person alice = admit(persons, ALICE);
        OfSurrogate known = new OfSurrogate(alice.id());
        OfSurrogate otherKind = new OfSurrogate(new PersonId(alice.id().value(), true));
        OfSurrogate nobody = new OfSurrogate(new PersonId(UUID.randomUUID(), false));
        for (Persons node : List.of(persons, otherNode())) {
            Map<PersonReference, Person> found = admit(node, List.of(known, otherKind, nobody));
            assertThat(found).containsOnlyKeys(known);
            assertThat(found.get(known)).extracting(Person::id).isEqualTo(alice.id());
        }
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void the_platform_s_id_is_read_back_for_living_account_holders_alone() throws SQLException {
        Person alice = admit(persons, ALICE);
        Person bob = admit(persons, new OfPlatform("bob"));
        Person nobody = admit(persons, unknown("a@example.com"));
        erase(bob.id());
        assertThat(otherNode().platformIds(List.of(alice.id(), bob.id(), nobody.id())))
                .containsExactly(Map.entry(alice.id(), "alice-4711"));
    }

    @Test
    void an_erased_account_holder_is_recognised_and_has_no_key() throws SQLException {
        PersonId id = admit(persons, ALICE).id();
        assertThat(erase(id)).isTrue();
        assertThat(erase(id)).as("once").isFalse();
        persons.forget(id);
        for (Persons node : List.of(persons, otherNode())) {
            for (PersonReference reference : List.of(ALICE, new OfSurrogate(id))) {
                Person erased = admit(node, reference);
                assertThat(erased.id()).isEqualTo(id);
                assertThat(erased.erased()).isTrue();
            }
        }
        assertThat(text(
                        "select erased_place || ' ' || (wrapped_key is null and reference is null and lookup is not null)"
                                + " from identity.person"))
                .isEqualTo("42 true");
    }

    @Test
    void of_an_erased_unknown_person_no_hash_of_the_value_stays_and_the_value_comes_as_somebody_new()
            throws SQLException {
        OfUnknown reference = unknown("a@example.com");
        PersonId id = admit(persons, reference).id();
        erase(id);
        persons.forget(id);
        assertThat(text("select (lookup is null)::text from identity.person")).isEqualTo("true");
        assertThat(persons.find(List.of(reference))).isEmpty();
        assertThat(admit(persons, reference).id()).isNotEqualTo(id);
        assertThat(admit(persons, new OfSurrogate(id)).erased()).isTrue();
    }

    @Test
    void a_forgotten_key_does_not_come_back_from_a_reader_that_was_late() throws SQLException {
        Person alice = admit(persons, ALICE);
        persons.forget(alice.id());
        // The reader read the row before the erasure: the key reaches the cache after it was forgotten, and must not
        // stay.
        admit(persons, ALICE);
        erase(alice.id());
        assertThat(admit(persons, ALICE).erased()).isTrue();
    }

    @Test
    void the_erased_among_many_are_told_in_the_caller_s_transaction() throws SQLException {
        PersonId alice = admit(persons, ALICE).id();
        PersonId bob = admit(persons, new OfPlatform("bob")).id();
        PersonId nobody = new PersonId(UUID.randomUUID(), false);
        try (Connection transaction = database.pool().getConnection()) {
            transaction.setAutoCommit(false);
            Persons.erase(transaction, alice, 42);
            assertThat(erased(transaction, alice, bob, nobody)).containsExactly(alice);
            transaction.rollback();
            assertThat(erased(transaction, alice, bob, nobody)).isEmpty();
            assertThat(erased(transaction)).isEmpty();
            transaction.rollback();
        }
        assertThat(admit(otherNode(), ALICE).erased()).isFalse();
    }

    private static List<PersonId> erased(Connection transaction, PersonId... persons) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(Persons.ERASED)) {
            Object[] surrogates = Stream.of(persons).map(PersonId::value).toArray();
            select.setArray(1, transaction.createArrayOf("uuid", surrogates));
            List<PersonId> erased = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    erased.add(Persons.erased(rows));
                }
            }
            return erased;
        }
    }

    @Test
    void the_database_itself_refuses_everything_but_erasing_and_wrapping_anew() {
        admit(persons, ALICE);
        for (String sql : List.of(
                "delete from identity.person",
                "truncate identity.person",
                "update identity.person set lookup = sha256('x')",
                "update identity.person set surrogate = gen_random_uuid()",
                "update identity.person set reference = 'x'",
                "update identity.person set reference = null",
                "update identity.person set unknown = true, reference = null",
                "update identity.person set wrapped_key = 'x'",
                "update identity.person set epoch = 2",
                "update identity.person set wrapped_key = 'x', epoch = 2, reference = 'x'",
                "update identity.person set wrapped_key = null",
                "update identity.person set wrapped_key = null, reference = null",
                "update identity.person set wrapped_key = null, erased_place = 7",
                "update identity.person set wrapped_key = null, reference = null, erased_place = 7, lookup = null",
                "update identity.person set wrapped_key = null, reference = null, erased_place = 7, epoch = 2",
                "update identity.person set erased_place = 7",
                "delete from identity.installation",
                "update identity.installation set fingerprint = sha256('x')",
                "truncate identity.installation")) {
            assertThatThrownBy(() -> execute(sql)).as(sql).satisfies(PersonsIT::refusedByTheTable);
        }
    }

    @Test
    void a_key_can_be_wrapped_anew_in_a_later_epoch_and_an_erased_person_never_changes_again() throws SQLException {
        PersonId id = admit(persons, ALICE).id();
        execute("update identity.person set wrapped_key = 'wrapped anew', epoch = 2");
        assertThatThrownBy(() -> execute("update identity.person set wrapped_key = 'back', epoch = 1"))
                .satisfies(PersonsIT::refusedByTheTable);
        erase(id);
        for (String sql : List.of(
                "update identity.person set wrapped_key = 'x', erased_place = null, reference = 'x'",
                "update identity.person set erased_place = 8",
                "update identity.person set epoch = 3")) {
            assertThatThrownBy(() -> execute(sql)).satisfies(PersonsIT::refusedByTheTable);
        }
    }

    @Test
    void a_key_wrapped_for_another_person_does_not_open() throws SQLException {
        admit(persons, ALICE);
        admit(persons, new OfPlatform("bob"));
        execute("""
                update identity.person as p set epoch = 2, wrapped_key = o.wrapped_key
                from identity.person as o where o.surrogate <> p.surrogate""");
        assertThatThrownBy(() -> admit(otherNode(), ALICE)).isInstanceOf(NotOpened.class);
    }

    @Test
    void other_secrets_than_those_the_directory_was_begun_with_are_refused() {
        Installation other = Installation.open(folder.resolve("other"), null);
        assertThatThrownBy(() -> new Persons(database.pool(), other))
                .isInstanceOf(InstallationUnusable.class)
                .hasMessageContaining("restore");
    }

    @Test
    void nothing_in_the_table_holds_an_id_or_a_value_in_clear() throws SQLException {
        admit(persons, ALICE);
        admit(persons, unknown("a@example.com"));
        String rows = text("select string_agg(encode(lookup || wrapped_key || coalesce(reference, ''), 'escape'), ' ')"
                + " from identity.person");
        assertThat(rows).doesNotContain("alice", "4711", "example");
    }

    @Test
    void a_key_made_on_two_nodes_at_once_is_one_key() throws Exception {
        int threads = 8;
        int people = 2_000;
        List<PersonReference> references = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            references.add(i % 3 == 0 ? unknown("person" + i + "@example.com") : new OfPlatform("person " + i));
        }
        List<Persons> nodes = List.of(persons, otherNode());
        CyclicBarrier together = new CyclicBarrier(threads);
        List<Callable<Map<PersonReference, Person>>> work = IntStream.range(0, threads)
                .<Callable<Map<PersonReference, Person>>>mapToObj(i -> () -> {
                    List<PersonReference> mine = new ArrayList<>(references);
                    Collections.shuffle(mine, new Random(i));
                    together.await();
                    return admit(nodes.get(i % nodes.size()), mine);
                })
                .toList();
        List<Map<PersonReference, Person>> admitted = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (Future<Map<PersonReference, Person>> each : executor.invokeAll(work)) {
                admitted.add(each.get());
            }
        }
        assertThat(count()).isEqualTo(people);
        for (PersonReference reference : references) {
            Person first = requireNonNull(admitted.getFirst().get(reference));
            Sealed sealed = key(first).seal(BOUND_TO, BOUND_TO);
            for (Map<PersonReference, Person> each : admitted) {
                Person same = requireNonNull(each.get(reference));
                assertThat(same.id()).isEqualTo(first.id());
                assertThat(key(same).open(sealed, BOUND_TO)).isEqualTo(BOUND_TO);
            }
        }
    }

    @Test
    void an_empty_question_has_an_empty_answer() {
        assertThat(persons.findOrDraw(List.of())).isEmpty();
        assertThat(persons.find(List.of())).isEmpty();
        assertThat(persons.platformIds(List.of())).isEmpty();
    }

    // A trigger or a check, and not a slip in the statement.
    private static void refusedByTheTable(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isIn("23001", "23514"));
    }

    private Persons otherNode() {
        return new Persons(database.pool(), Installation.open(folder.resolve("secrets"), null));
    }

    private OfUnknown unknown(String email) {
        return new OfUnknown(values.read(GivenValue.plain(Channel.EMAIL, email, null)));
    }

    private Person admit(Persons node, PersonReference reference) {
        return requireNonNull(admit(node, List.of(reference)).get(reference));
    }

    /** As the first fact about them would: newcomers come into the directory, and whoever was overtaken looks again. */
    private Map<PersonReference, Person> admit(Persons node, List<? extends PersonReference> references) {
        while (true) {
            Map<PersonReference, Person> found = node.findOrDraw(references);
            if (arrive(newcomers(found.values()))) {
                return found;
            }
        }
    }

    private static List<Newcomer> newcomers(Collection<Person> found) {
        List<Newcomer> newcomers = new ArrayList<>();
        for (Person person : found) {
            if (person.newcomer() != null) {
                newcomers.add(person.newcomer());
            }
        }
        return newcomers;
    }

    private boolean arrive(List<Newcomer> brought) {
        directory.lock(); // as the ledger's lock
        try (Connection transaction = database.pool().getConnection()) {
            transaction.setAutoCommit(false);
            var newcomers = new Newcomers(brought);
            newcomers.lookUp(transaction);
            boolean overtaken = newcomers.overtaken(brought);
            if (!overtaken) {
                newcomers.admitted(brought);
                newcomers.write(transaction);
                transaction.commit();
                newcomers.committed();
            }
            return !overtaken;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            directory.unlock();
        }
    }

    private static DataKey key(Person person) {
        return requireNonNull(person.key());
    }

    private boolean erase(PersonId id) throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            return Persons.erase(connection, id, 42);
        }
    }

    private long count() {
        return Long.parseLong(text("select count(*)::text from identity.person"));
    }

    private String text(String sql) {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    // The owner may do anything that the triggers let through.
    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connectAsOwner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
