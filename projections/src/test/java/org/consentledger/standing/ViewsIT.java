package org.consentledger.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.consentledger.feed.TestNode.phone;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.consentledger.feed.TestNode;
import org.consentledger.law.Basis;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Reason;
import org.consentledger.write.TestLedger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The standing view shows what was recorded, in Java and to people with SQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewsIT {
    private final TestLedger test = new TestLedger();
    private final TestNode node = new TestNode(test);

    @AfterAll
    void close() {
        node.close();
        test.close();
    }

    @Test
    void each_word_is_in_the_next_answer() throws SQLException {
        node.definePurposes();
        var phone = phone("user-1", "+14155550123");
        CollectionId collection = node.collect(phone);
        ContactPointId point = node.point(phone);
        assertReason(point, Reason.PURPOSE_NOT_ASSIGNED);
        node.assign(collection, Basis.CONSENT);
        assertReason(point, Reason.CONSENT_MISSING);
        node.say("user-1", ConsentStatus.GIVEN);
        assertReason(point, Reason.CONSENT);
        node.say("user-1", ConsentStatus.WITHDRAWN);
        assertReason(point, Reason.CONSENT_NEGATIVE);
    }

    private void assertReason(ContactPointId point, Reason reason) throws SQLException {
        assertThat(node.answer(point).reason()).isEqualTo(reason);
        assertThat(node.reasonInSql(point)).isEqualTo(reason.name());
    }

    @Test
    void somebody_with_sql_may_leave_out_every_coordinate_but_the_first() throws SQLException {
        String nobody = "'00000000-0000-4000-8000-000000000000', 'advertising.audience-match'";
        try (Connection connection = test.database().connect();
                Statement statement = connection.createStatement()) {
            for (String question : new String[] {nobody, nobody + ", '2019-09-17T00:00Z'"}) {
                try (ResultSet row = statement.executeQuery("select * from standing.verdict(" + question + ")")) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getString("verdict")).isEqualTo("refused");
                    assertThat(row.getString("reason")).isEqualTo(Reason.NO_RECORD.name());
                }
            }
        }
    }

    @Test
    void somebody_with_sql_is_not_answered_about_a_size_that_the_view_has_not_reached() throws SQLException {
        String beyond = "select * from standing.verdict('00000000-0000-4000-8000-000000000000', 'advertising',"
                + " ledger_size => (select place + 1 from feed.position where schema = 'standing'))";
        try (Connection connection = test.database().connect();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery(beyond)).hasMessageContaining("ledger_size");
        }
    }

    @Test
    void two_words_cannot_be_the_latest_at_once() throws SQLException {
        try (Connection connection = test.database().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            String insert = "insert into standing.assignment_period values"
                    + " ('00000000-0000-4000-8000-000000000000', 'security', '[%s)', 'consent')";
            statement.execute(insert.formatted("2019-01-01,2019-02-01"));
            statement.execute(insert.formatted("2019-02-01,"));
            assertThatThrownBy(() -> statement.execute(insert.formatted("2019-01-31,2019-02-02")))
                    .hasMessageContaining("assignment_period_pkey");
            connection.rollback();
        }
    }
}
