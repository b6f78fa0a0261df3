package org.consentledger.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consentledger.feed.TestNode.AUDIENCE_MATCH;
import static org.consentledger.feed.TestNode.phone;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.consentledger.feed.TestNode;
import org.consentledger.history.HistoryPage;
import org.consentledger.law.Answer;
import org.consentledger.law.Basis;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Question;
import org.consentledger.law.Reason;
import org.consentledger.write.TestLedger;
import org.junit.jupiter.api.Test;

/** The views show what was recorded. */
class ViewsIT {
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    @Test
    void facts_recorded_are_answered_from_in_java_and_in_sql() throws SQLException {
        try (var test = new TestLedger();
                var node = new TestNode(test)) {
            node.definePurposes();
            var phone = phone("user-1", "+14155550123");
            var collection = node.collect(phone);
            ContactPointId point = node.point(phone);
            assertThat(reason(node, point)).isEqualTo(Reason.PURPOSE_NOT_ASSIGNED);
            node.assign(collection, Basis.CONSENT);
            assertThat(reason(node, point)).isEqualTo(Reason.CONSENT_MISSING);
            node.say("user-1", ConsentStatus.GIVEN);
            assertThat(reason(node, point)).isEqualTo(Reason.CONSENT);
            node.say("user-1", ConsentStatus.WITHDRAWN);
            assertThat(reason(node, point)).isEqualTo(Reason.CONSENT_NEGATIVE);
            HistoryPage page = node.history().of(point, 0, 10);
            assertThat(page.happenings())
                    .extracting(happening -> happening.recorded().place())
                    .containsExactly(3L, 4L, 5L, 6L);
            assertThat(page.next()).isNull();
            assertThat(page.place()).isEqualTo(6);
        }
    }

    private static Reason reason(TestNode node, ContactPointId point) throws SQLException {
        Answer answer = node.standing()
                .answer(new Question(
                        point, AUDIENCE_MATCH, new Coordinates(LATER, null, Coordinates.ALL), PolicyChoice.IN_FORCE));
        try (Connection connection = node.test().database().connect();
                PreparedStatement select = connection.prepareStatement(
                        "select reason from standing.verdict(?, ?, '2100-01-01T00:00:00Z')")) {
            select.setObject(1, point.value());
            select.setString(2, AUDIENCE_MATCH.path());
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(answer.reason().name());
            }
        }
        return answer.reason();
    }
}
