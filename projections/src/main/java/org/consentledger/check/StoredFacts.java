package org.consentledger.check;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.seal.TreeHead;
import org.consentledger.store.EventNames;
import org.consentledger.store.LedgerHead;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.LedgerUnavailable;

/** The ledger as it is stored. */
public final class StoredFacts implements LedgerFacts {
    private final DataSource database;
    private final LedgerReader reader;

    /** The facts that {@code reader} reads; {@code database} tells of erasures that no view has heard of. */
    public StoredFacts(DataSource database, LedgerReader reader) {
        this.database = database;
        this.reader = reader;
    }

    @Override
    public List<Recorded> at(Collection<Long> places) {
        return reader.at(places);
    }

    @Override
    public Map<FactId, Long> placesOf(Collection<FactId> ids) {
        return reader.placesOf(ids);
    }

    @Override
    public List<Recorded> between(long after, long upTo) {
        String uses = EventNames.of(Fact.ContactPointUsed.class).name();
        var facts = new ArrayList<Recorded>();
        reader.read(after, upTo, row -> {
            if (!LedgerReader.name(row).equals(uses)) {
                facts.add(reader.decode(row));
            }
        });
        return facts;
    }

    @Override
    public List<Recorded> erasuresOf(Collection<PersonId> persons) {
        if (persons.isEmpty()) {
            return List.of();
        }
        String sql = "select erased_place from identity.person where surrogate = any (?) and erased_place is not null";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid",
                            persons.stream().map(PersonId::value).distinct().toArray()));
            var places = new ArrayList<Long>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    places.add(rows.getLong(1));
                }
            }
            return reader.at(places);
        } catch (SQLException e) {
            throw new LedgerUnavailable("the directory of persons could not be read; ask again", e);
        }
    }

    @Override
    public Optional<TreeHead> headFrom(long place) {
        return reader.headFrom(place).map(LedgerHead::tree);
    }

    @Override
    public TreeHead treeOf(long size) {
        return reader.treeOf(size);
    }
}
