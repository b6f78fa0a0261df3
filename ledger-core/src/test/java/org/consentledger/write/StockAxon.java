package org.consentledger.write;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcSQLErrorCodesResolver;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;

/** Axon's own JDBC event storage and JSON on the same PostgreSQL, with its own tables and one transaction a unit of work. */
final class StockAxon implements TransactionManager, ConnectionProvider {
    private final DataSource database;

    @SuppressWarnings("ThreadLocalUsage") // One for each database of a run.
    private final ThreadLocal<@Nullable Connection> bound = new ThreadLocal<>();

    StockAxon(DataSource database) {
        this.database = database;
    }

    /** A storage engine on fresh tables. */
    JdbcEventStorageEngine engine() {
        Jackson3Serializer serializer = Jackson3Serializer.builder().build();
        JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
                .connectionProvider(this)
                .transactionManager(this)
                .persistenceExceptionResolver(new JdbcSQLErrorCodesResolver())
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .build();
        executeInTransaction(() -> engine.createSchema(PostgresEventTableFactory.INSTANCE));
        return engine;
    }

    @Override
    public Transaction startTransaction() {
        if (bound.get() != null) {
            return new Joined();
        }
        try {
            Connection connection = database.getConnection();
            connection.setAutoCommit(false);
            bound.set(connection);
            return new Begun(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("no connection", e);
        }
    }

    @Override
    public Connection getConnection() {
        Connection connection = bound.get();
        if (connection == null) {
            throw new IllegalStateException("no transaction");
        }
        return new Uncloseable(connection).proxy();
    }

    /** The inner call of a transaction that is begun already. */
    private static final class Joined implements Transaction {
        @Override
        public void commit() {
            // The outer one commits.
        }

        @Override
        public void rollback() {
            // The outer one rolls back.
        }
    }

    private final class Begun implements Transaction {
        private final Connection connection;

        Begun(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void commit() {
            end(connection::commit);
        }

        @Override
        public void rollback() {
            end(connection::rollback);
        }

        private void end(Ending ending) {
            bound.remove();
            try (connection) {
                ending.run();
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                throw new IllegalStateException("the transaction did not end", e);
            }
        }
    }

    private interface Ending {
        void run() throws SQLException;
    }

    /** Axon closes what it was given; the transaction still needs it. */
    private record Uncloseable(Connection connection) {
        Connection proxy() {
            return (Connection) java.lang.reflect.Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                        try {
                            return method.getName().equals("close") ? null : method.invoke(connection, arguments);
                        } catch (java.lang.reflect.InvocationTargetException e) {
                            throw e.getCause() == null ? e : e.getCause();
                        }
                    });
        }
    }
}
