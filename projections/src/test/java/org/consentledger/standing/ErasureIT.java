package org.consentledger.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consentledger.feed.TestNode.phone;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.consentledger.feed.TestNode;
import org.consentledger.identity.GivenValue;
import org.consentledger.identity.PersonReference;
import org.consentledger.identity.Sha256;
import org.consentledger.law.Answer;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.FactId;
import org.consentledger.law.Reason;
import org.consentledger.write.LedgerCommand;
import org.consentledger.write.LedgerCommand.Target;
import org.consentledger.write.TestLedger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Erasure and suppression, from the value handed in to the answers in Java and SQL. */
class ErasureIT {
    private static final String NUMBER = "+14155550123";

    private final TestLedger test = new TestLedger();
    private final TestNode node = new TestNode(test);

    @BeforeEach
    void define() {
        node.definePurposes();
    }

    @AfterEach
    void close() {
        node.close();
        test.close();
    }

    @Test
    void a_value_suppressed_by_one_person_is_refused_for_another() throws SQLException {
        ContactPointId first = permitted(phone("user-1", NUMBER));
        ContactPointId second = permitted(phone("user-2", NUMBER), first);
        assertReason(second, Reason.BASIS);
        node.erase(phone("user-1", NUMBER), true);
        assertReason(first, Reason.ERASED);
        assertReason(second, Reason.SUPPRESSED);
        assertThat(node.find(phone("user-2", NUMBER))).containsExactly(second);
        ContactPointId third = permitted(phone("user-3", NUMBER), second);
        assertReason(third, Reason.SUPPRESSED);
        assertSameWhenBuiltAnew(List.of(first, second, third));
    }

    @Test
    void an_answer_about_a_contact_point_outlives_its_erasure() throws SQLException {
        Target.OfValue phone = phone("user-2", NUMBER);
        ContactPointId first = permitted(phone("user-1", NUMBER));
        ContactPointId second = permitted(phone, first);
        node.erase(phone("user-1", NUMBER), true);
        Answer suppressed = node.answer(second);
        assertThat(suppressed.reason()).isEqualTo(Reason.SUPPRESSED);
        node.erase(phone, true);
        assertThat(node.standing().answer(suppressed.question())).isEqualTo(suppressed);
        assertThat(node.find(phone)).isEmpty();
        assertReason(second, Reason.ERASED);
        assertSameWhenBuiltAnew(List.of(first, second));
        assertThat(node.standing().answer(suppressed.question())).isEqualTo(suppressed);
        try (var other = new TestNode(test)) {
            assertThat(other.standing().answer(suppressed.question())).isEqualTo(suppressed);
            assertThat(other.find(phone)).isEmpty();
        }
    }

    @Test
    void an_answer_from_before_a_value_was_known_by_more_keys_outlives_the_erasure() throws SQLException {
        ContactPointId point = permitted(hash("user-1", NUMBER, "plain-1"));
        permitted(hash("user-2", NUMBER.substring(1), "meta-1"));
        node.erase(phone("user-2", NUMBER), true);
        Answer byHashAlone = node.answer(point);
        assertThat(byHashAlone.reason()).isEqualTo(Reason.BASIS);
        // In plain text the number is known by what was suppressed too.
        node.collect(phone("user-1", NUMBER));
        Answer inPlainText = node.answer(point);
        assertThat(inPlainText.reason()).isEqualTo(Reason.SUPPRESSED);
        node.erase(phone("user-1", NUMBER), false);
        assertThat(node.standing().answer(byHashAlone.question())).isEqualTo(byHashAlone);
        assertThat(node.standing().answer(inPlainText.question())).isEqualTo(inPlainText);
        assertSameWhenBuiltAnew(List.of(point));
        assertThat(node.standing().answer(byHashAlone.question())).isEqualTo(byHashAlone);
    }

    @Test
    void a_person_whom_nobody_knows_can_be_erased_and_suppressed() throws SQLException {
        Target.OfValue unknown = phone(null, NUMBER);
        ContactPointId first = permitted(unknown);
        node.erase(unknown, true);
        assertReason(first, Reason.ERASED);
        assertThat(node.find(unknown)).isEmpty();
        ContactPointId again = permitted(unknown);
        assertThat(again).isNotEqualTo(first);
        assertReason(again, Reason.SUPPRESSED);
        assertSameWhenBuiltAnew(List.of(first, again));
    }

    @Test
    void a_value_may_be_collected_anew_once_its_person_lifts_the_suppression() throws SQLException {
        ContactPointId first = permitted(phone("user-1", NUMBER));
        node.erase(phone("user-1", NUMBER), true);
        ContactPointId second = permitted(phone("user-2", NUMBER));
        Answer suppressed = node.answer(second);
        node.lift(new PersonReference.OfPlatform("user-1"), phone(null, "+14155550124"));
        assertReason(second, Reason.SUPPRESSED);
        node.lift(new PersonReference.OfPlatform("user-1"), phone(null, NUMBER));
        assertReason(first, Reason.ERASED);
        assertReason(second, Reason.BASIS);
        ContactPointId third = permitted(phone("user-3", NUMBER), second);
        assertReason(third, Reason.BASIS);
        assertThat(node.find(phone(null, NUMBER))).containsExactlyInAnyOrder(second, third);
        assertThat(node.standing().answer(suppressed.question())).isEqualTo(suppressed);
        assertSameWhenBuiltAnew(List.of(first, second, third));
    }

    @Test
    void a_suppression_that_was_lifted_first_and_another_persons_stay() throws SQLException {
        permitted(phone("user-1", NUMBER));
        node.lift(new PersonReference.OfPlatform("user-1"));
        node.erase(phone("user-1", NUMBER), true);
        ContactPointId second = permitted(phone("user-2", NUMBER));
        assertReason(second, Reason.SUPPRESSED);
        permitted(phone("user-3", NUMBER), second);
        node.erase(phone("user-3", NUMBER), true);
        node.lift(new PersonReference.OfPlatform("user-1"));
        assertReason(second, Reason.SUPPRESSED);
        node.lift(new PersonReference.OfPlatform("user-3"));
        assertReason(second, Reason.BASIS);
        assertSameWhenBuiltAnew(List.of(second));
    }

    @Test
    void an_answer_about_an_erased_persons_contact_point_knows_what_was_lifted_before() throws SQLException {
        permitted(phone("user-1", NUMBER));
        ContactPointId second = permitted(phone("user-2", NUMBER), node.point(phone("user-1", NUMBER)));
        node.erase(phone("user-1", NUMBER), true);
        FactId lifting = new FactId("test", UUID.randomUUID());
        node.record(lifting, new LedgerCommand.LiftSuppression(new PersonReference.OfPlatform("user-1"), null), null);
        Answer lifted = node.answer(second);
        assertThat(lifted.reason()).isEqualTo(Reason.BASIS);
        node.record(new LedgerCommand.RetractFact(lifting, "mistake"));
        Answer retracted = node.answer(second);
        assertThat(retracted.reason()).isEqualTo(Reason.SUPPRESSED);
        node.erase(phone("user-2", NUMBER), false);
        assertThat(node.standing().answer(lifted.question())).isEqualTo(lifted);
        assertThat(node.standing().answer(retracted.question())).isEqualTo(retracted);
        assertSameWhenBuiltAnew(List.of(second));
    }

    @Test
    void without_suppression_a_value_may_be_collected_anew() throws SQLException {
        ContactPointId first = permitted(phone("user-1", NUMBER));
        node.erase(phone("user-1", NUMBER), false);
        ContactPointId second = permitted(phone("user-2", NUMBER));
        assertReason(first, Reason.ERASED);
        assertReason(second, Reason.BASIS);
    }

    private static Target.OfValue hash(String user, String normalForm, String profile) {
        return new Target.OfValue(
                new PersonReference.OfPlatform(user),
                GivenValue.hash(Channel.PHONE, Sha256.ofText(normalForm), profile));
    }

    /** Collects the number on a basis that permits; the contact point, which is none of {@code others}. */
    private ContactPointId permitted(Target.OfValue phone, ContactPointId... others) {
        node.assign(node.collect(phone), Basis.CONTRACT);
        List<ContactPointId> found = node.find(phone).stream()
                .filter(point -> !List.of(others).contains(point))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private void assertReason(ContactPointId point, Reason reason) throws SQLException {
        assertThat(node.answer(point).reason()).isEqualTo(reason);
        assertThat(node.reasonInSql(point)).isEqualTo(reason.name());
    }

    private void assertSameWhenBuiltAnew(List<ContactPointId> points) throws SQLException {
        List<Answer> answers = points.stream().map(node::answer).toList();
        node.feed().rebuild(StandingView.NAME);
        assertThat(points.stream().map(node::answer).toList()).isEqualTo(answers);
        for (int i = 0; i < points.size(); i++) {
            assertThat(node.reasonInSql(points.get(i)))
                    .isEqualTo(answers.get(i).reason().name());
        }
    }
}
