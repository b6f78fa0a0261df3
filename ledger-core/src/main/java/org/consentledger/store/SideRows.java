package org.consentledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.consentledger.identity.Persons;
import org.consentledger.law.Admission;
import org.consentledger.law.Fact;
import org.consentledger.law.Purpose;
import org.consentledger.law.SuppressionKey;
import org.jspecify.annotations.Nullable;

/** Writes what the appender looks up later beside the facts of a group, in the group's own transaction. */
final class SideRows {
    private static final String COPY_COLLECTIONS =
            "copy ledger.collection (place, collection, contact_point, person, unknown) from stdin (format binary)";

    private final Connection connection;
    private final FactCodec codec;

    SideRows(Connection connection, FactCodec codec) {
        this.connection = connection;
        this.codec = codec;
    }

    /** Whether anything is written beside the fact. */
    static boolean concern(GroupDecisions.Admitted one) {
        return switch (one.fact()) {
            case Fact.ContactPointCollected _,
                    Fact.PurposeDefined _,
                    Fact.PolicyAdopted _,
                    Fact.NoticePublished _,
                    Fact.FactRetracted _,
                    Fact.PersonErased _ -> true;
            case Fact.NoticeServed _,
                    Fact.PurposeAssigned _,
                    Fact.PurposeRevoked _,
                    Fact.ConsentChanged _,
                    Fact.ContactPointRemoved _,
                    Fact.SuppressionLifted _,
                    Fact.SentinelPlanted _,
                    Fact.ContactPointUsed _ -> false;
        };
    }

    void write(List<GroupDecisions.Admitted> admitted, GroupLedger ledger) throws SQLException {
        copyCollections(admitted);
        for (GroupDecisions.Admitted one : admitted) {
            switch (one.fact()) {
                case Fact.PurposeDefined fact -> define(fact.purpose());
                case Fact.PolicyAdopted fact -> keep(VersionContent.version(fact), fact);
                case Fact.NoticePublished fact -> {
                    keep(VersionContent.version(fact), fact);
                    keep(fact.textHash(), one.proposal().text());
                }
                case Fact.FactRetracted fact -> untell(ledger.untold(fact));
                case Fact.PersonErased fact -> erase(fact, one.place());
                case Fact.NoticeServed _,
                        Fact.ContactPointCollected _,
                        Fact.PurposeAssigned _,
                        Fact.PurposeRevoked _,
                        Fact.ConsentChanged _,
                        Fact.ContactPointRemoved _,
                        Fact.SuppressionLifted _,
                        Fact.SentinelPlanted _,
                        Fact.ContactPointUsed _ -> {
                    // The appender never asks about it by anything but its id.
                }
            }
        }
    }

    private void copyCollections(List<GroupDecisions.Admitted> admitted) throws SQLException {
        var rows = new CopyRows(256);
        for (GroupDecisions.Admitted one : admitted) {
            if (one.fact() instanceof Fact.ContactPointCollected fact) {
                rows.row(5)
                        .int8(one.place())
                        .uuid(fact.collection().value())
                        .uuid(fact.contactPoint().value())
                        .uuid(fact.person().value())
                        .bool(fact.person().unknown());
            }
        }
        if (rows.count() > 0) {
            rows.copyInto(connection, COPY_COLLECTIONS);
        }
    }

    private void define(Purpose purpose) throws SQLException {
        for (Purpose defined : purpose.lineage()) {
            execute("insert into ledger.purpose (path) values (?) on conflict do nothing", defined.path());
        }
    }

    private void keep(Admission.Version version, Fact fact) throws SQLException {
        execute(
                "insert into ledger.version (name, revision, content) values (?, ?, ?) on conflict do nothing",
                VersionContent.name(version),
                EventNames.of(fact.getClass()).revision(),
                codec.write(fact));
    }

    private void keep(String hash, @Nullable String text) throws SQLException {
        if (text != null) {
            execute(
                    "insert into ledger.text (hash, text) values (?, ?) on conflict do nothing",
                    HexFormat.of().parseHex(hash),
                    text);
        }
    }

    private void untell(@Nullable Long place) throws SQLException {
        if (place != null) {
            execute("update ledger.collection set told = false where place = ?", place);
        }
    }

    private void erase(Fact.PersonErased fact, long place) throws SQLException {
        // INVARIANT: the person is in the directory, which nobody is removed from, and not erased: a second erasure was
        // refused
        // under the same lock. To record one that destroys no key would be to promise what nobody did.
        if (!Persons.erase(connection, fact.person(), place)) {
            throw new IllegalStateException("an erasure found no key to destroy");
        }
        for (SuppressionKey key : fact.suppressed()) {
            execute(
                    "insert into ledger.suppression (key, place) values (?, ?)",
                    HexFormat.of().parseHex(key.hex()),
                    place);
        }
    }

    /** The keys as the database holds them. The driver takes them in an array of arrays only. */
    static byte[][] bytes(Collection<SuppressionKey> keys) {
        return keys.stream().map(key -> HexFormat.of().parseHex(key.hex())).toArray(byte[][]::new);
    }

    private void execute(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
