package org.consentledger.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.consentledger.feed.View;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.store.CopyRows;
import org.jspecify.annotations.Nullable;

/** Which facts tell of which person, contact point or collection. */
public final class HistoryView implements View {
    /** The view's name, and that of its schema. */
    public static final String NAME = "history";

    private static final int INITIAL_BYTES = 256 * 1024;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void fill(Connection connection, String schema, List<Recorded> facts) throws SQLException {
        var rows = new CopyRows(INITIAL_BYTES);
        for (Recorded recorded : facts) {
            subjects(recorded.fact())
                    .distinct()
                    .forEach(subject -> rows.row(2).uuid(subject).int8(recorded.place()));
        }
        if (rows.count() == 0) {
            return;
        }
        rows.copyInto(connection, "copy " + schema + ".entry (subject, place) from stdin (format binary)");
    }

    private static Stream<UUID> subjects(Fact fact) {
        return switch (fact) {
            case Fact.ContactPointCollected f ->
                Stream.of(
                        f.person().value(),
                        f.contactPoint().value(),
                        f.collection().value());
            case Fact.PurposeAssigned f -> Stream.of(f.collection().value());
            case Fact.PurposeRevoked f -> Stream.of(f.collection().value());
            case Fact.ConsentChanged f -> ids(f.person(), f.contactPoint(), null);
            case Fact.NoticeServed f -> Stream.of(f.person().value());
            case Fact.ContactPointRemoved f -> ids(null, f.contactPoint(), f.collection());
            case Fact.PersonErased f -> Stream.of(f.person().value());
            case Fact.SuppressionLifted f -> Stream.of(f.person().value());
            case Fact.SentinelPlanted f -> Stream.of(f.contactPoint().value());
            case Fact.ContactPointUsed f -> ids(f.person(), f.contactPoint(), null);
            case Fact.PurposeDefined _, Fact.NoticePublished _, Fact.PolicyAdopted _, Fact.FactRetracted _ ->
                Stream.empty();
        };
    }

    private static Stream<UUID> ids(
            @Nullable PersonId person, @Nullable ContactPointId contactPoint, @Nullable CollectionId collection) {
        return Stream.of(
                        person == null ? null : person.value(),
                        contactPoint == null ? null : contactPoint.value(),
                        collection == null ? null : collection.value())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    }
}
