package org.consentledger.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Axon's own engine on the same PostgreSQL, as the measure of what {@link EventStorageConformance} may ask. */
class StockEngineIT extends EventStorageConformance {
    private final TestDatabase database = TestDatabase.fresh();
    private final EventStorageEngine engine = stock(database);

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    EventStorageEngine engine() {
        return engine;
    }

    @Override
    MetaData metaData(Proposal proposal) {
        var id = proposal.header().id();
        return MetaData.with("source", id.source()).and("id", id.id().toString());
    }

    private static EventStorageEngine stock(TestDatabase database) {
        var transactions = new Transactions(database);
        var engine = JdbcEventStorageEngine.builder()
                .connectionProvider(transactions)
                .transactionManager(transactions)
                .eventSerializer(new FactSerializer())
                .snapshotSerializer(new FactSerializer())
                .persistenceExceptionResolver(StockEngineIT::isDuplicateKey)
                .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        return engine;
    }

    /** Axon's own resolvers know PostgreSQL's batches only where JPA is on the class path. */
    private static boolean isDuplicateKey(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** One transaction for each thread that starts one. */
    private record Transactions(TestDatabase database, ThreadLocal<@Nullable Connection> current)
            implements TransactionManager, ConnectionProvider {
        Transactions(TestDatabase database) {
            this(database, new ThreadLocal<>());
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection open = current.get();
            return open == null
                    ? database.connectAsOwner()
                    : ConnectionWrapperFactory.wrap(open, new ConnectionWrapperFactory.NoOpCloseHandler());
        }

        @Override
        public Transaction startTransaction() {
            try {
                Connection connection = database.connectAsOwner();
                connection.setAutoCommit(false);
                current.set(connection);
                return new Transaction() {
                    @Override
                    public void commit() {
                        end(connection, true);
                    }

                    @Override
                    public void rollback() {
                        end(connection, false);
                    }
                };
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void end(Connection connection, boolean commit) {
            current.remove();
            try (connection) {
                if (commit) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
