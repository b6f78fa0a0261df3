package org.consentledger.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.consentledger.law.Recorded;

/** A view in whose building something happens. */
final class InterruptedView implements View {
    private final View view;
    private final int version;
    private Runnable whenFilled = () -> {};
    private Runnable whenIndexed = () -> {};
    private volatile Consumer<List<Recorded>> beforeApplied = _ -> {};

    InterruptedView(View view, int version) {
        this.view = view;
        this.version = version;
    }

    /** What happens behind each batch that is filled in, and once the indexes are made. */
    void interrupt(Runnable filled, Runnable indexed) {
        whenFilled = filled;
        whenIndexed = indexed;
    }

    /** What happens before each batch that is brought to the live view. */
    void beforeApplied(Consumer<List<Recorded>> happens) {
        beforeApplied = happens;
    }

    @Override
    public String name() {
        return view.name();
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public void create(Connection connection, String schema) throws SQLException {
        view.create(connection, schema);
    }

    @Override
    public void fill(Connection connection, String schema, List<Recorded> facts) throws SQLException {
        view.fill(connection, schema, facts);
        whenFilled.run();
    }

    @Override
    public void index(Connection connection, String schema) throws SQLException {
        view.index(connection, schema);
        whenIndexed.run();
    }

    @Override
    public void apply(Connection connection, String schema, List<Recorded> facts) throws SQLException {
        beforeApplied.accept(facts);
        view.apply(connection, schema, facts);
    }

    @Override
    public void complete(Connection connection) throws SQLException {
        view.complete(connection);
    }
}
