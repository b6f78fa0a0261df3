package org.consentledger.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.consentledger.law.Purpose;
import org.consentledger.law.Recorded;
import org.consentledger.store.EventNames;
import org.consentledger.store.FactCodec;
import org.jspecify.annotations.Nullable;

/**
 * Facts as rows: what they are joined and chosen by in columns, and the whole fact in its canonical JSON. No value is in them, in
 * plain text or sealed: tags and suppression keys alone, which tell that two values are the same.
 */
public final class FactTable {
    /** The version of the columns; a file of another version is not read. */
    public static final int SCHEMA = 1;

    private FactTable() {}

    /** The columns of facts; for one thread. */
    public static List<Column<Recorded>> columns() {
        var codec = new FactCodec();
        return List.of(
                Column.number("place", Recorded::place),
                Column.moment("recorded_at", Recorded::recordedAt),
                Column.moment("occurred_at", Recorded::occurredAt),
                Column.moment("known_at", Recorded::knownAt),
                Column.truth("known_at_asserted", Recorded::knownAtAsserted),
                Column.text("source", recorded -> recorded.id().source()),
                Column.text("id", recorded -> recorded.id().id().toString()),
                Column.text("type", recorded -> name(recorded.fact()).name()),
                Column.number("revision", recorded -> name(recorded.fact()).revision()),
                Column.text("person", recorded -> text(person(recorded.fact()))),
                Column.text("contact_point", recorded -> text(contactPoint(recorded.fact()))),
                Column.text("collection", recorded -> text(collection(recorded.fact()))),
                Column.text("purpose", recorded -> purpose(recorded.fact())),
                Column.text("programme", recorded -> of(recorded.fact(), Fact.ContactPointUsed::programme)),
                Column.text("advertiser", recorded -> of(recorded.fact(), Fact.ContactPointUsed::advertiser)),
                Column.text("audience", recorded -> of(recorded.fact(), Fact.ContactPointUsed::audience)),
                Column.text("target_source", recorded -> retracted(recorded.fact(), true)),
                Column.text("target_id", recorded -> retracted(recorded.fact(), false)),
                Column.text("fact", recorded -> json(codec, recorded.fact())));
    }

    /** The columns of what erasures suppressed. */
    public static List<Column<ExportSource.Suppressed>> suppressed() {
        return List.of(
                Column.number("collected", ExportSource.Suppressed::collected),
                Column.number("erased", ExportSource.Suppressed::erased),
                Column.text("key", ExportSource.Suppressed::key));
    }

    private static EventNames.Name name(Fact fact) {
        return EventNames.of(fact.getClass());
    }

    private static String json(FactCodec codec, Fact fact) {
        return new String(codec.write(withoutValue(fact)), StandardCharsets.UTF_8);
    }

    private static Fact withoutValue(Fact fact) {
        return switch (fact) {
            case Fact.ContactPointCollected collected -> {
                CollectedValue value = collected.value();
                yield collected.with(new CollectedValue(value.profile(), value.tags(), null, value.suppressionKeys()));
            }
            case Fact.ContactPointUsed use ->
                new Fact.ContactPointUsed(
                        use.contactPoint(),
                        use.person(),
                        use.tags(),
                        null,
                        use.purpose(),
                        use.programme(),
                        use.advertiser(),
                        use.audience(),
                        use.list(),
                        use.run(),
                        use.recipients(),
                        use.report());
            default -> fact;
        };
    }

    private static @Nullable PersonId person(Fact fact) {
        return switch (fact) {
            case Fact.NoticeServed served -> served.person();
            case Fact.ContactPointCollected collected -> collected.person();
            case Fact.ConsentChanged changed -> changed.person();
            case Fact.PersonErased erased -> erased.person();
            case Fact.SuppressionLifted lifted -> lifted.person();
            case Fact.ContactPointUsed use -> use.person();
            default -> null;
        };
    }

    private static @Nullable ContactPointId contactPoint(Fact fact) {
        return switch (fact) {
            case Fact.ContactPointCollected collected -> collected.contactPoint();
            case Fact.ConsentChanged changed -> changed.contactPoint();
            case Fact.ContactPointRemoved removed -> removed.contactPoint();
            case Fact.SentinelPlanted planted -> planted.contactPoint();
            case Fact.ContactPointUsed use -> use.contactPoint();
            default -> null;
        };
    }

    private static @Nullable CollectionId collection(Fact fact) {
        return switch (fact) {
            case Fact.ContactPointCollected collected -> collected.collection();
            case Fact.PurposeAssigned assigned -> assigned.collection();
            case Fact.PurposeRevoked revoked -> revoked.collection();
            case Fact.ContactPointRemoved removed -> removed.collection();
            default -> null;
        };
    }

    private static @Nullable String purpose(Fact fact) {
        Purpose purpose = switch (fact) {
            case Fact.PurposeDefined defined -> defined.purpose();
            case Fact.PurposeAssigned assigned -> assigned.purpose();
            case Fact.PurposeRevoked revoked -> revoked.purpose();
            case Fact.ConsentChanged changed -> changed.purpose();
            case Fact.ContactPointUsed use -> use.purpose();
            default -> null;
        };
        return purpose == null ? null : purpose.path();
    }

    private interface Part {
        @Nullable
        String of(Fact.ContactPointUsed use);
    }

    private static @Nullable String of(Fact fact, Part part) {
        return fact instanceof Fact.ContactPointUsed use ? part.of(use) : null;
    }

    private static @Nullable String retracted(Fact fact, boolean source) {
        if (!(fact instanceof Fact.FactRetracted retraction)) {
            return null;
        }
        return source ? retraction.fact().source() : retraction.fact().id().toString();
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
