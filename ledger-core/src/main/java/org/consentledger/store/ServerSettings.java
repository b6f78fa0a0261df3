package org.consentledger.store;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How our own PostgreSQL runs.
 *
 * @param folder everything it keeps: data, password, logs
 * @param binaries where its programs are unpacked; they are run, so nobody else may write there
 * @param port on 127.0.0.1; 0 takes a free one
 * @param configuration what postgresql.conf says, by name
 */
public record ServerSettings(Path folder, Path binaries, int port, Map<String, String> configuration) {
    private static final Set<String> FIXED = Set.of("fsync", "synchronous_commit", "full_page_writes");

    /** Everything that differs from PostgreSQL's own defaults, or that the ledger cannot do without. */
    private static final Map<String, String> CONFIGURATION = Collections.unmodifiableMap(configured());

    /** @throws IllegalArgumentException if a setting would let a committed fact be lost */
    public ServerSettings {
        folder = folder.toAbsolutePath().normalize();
        binaries = binaries.toAbsolutePath().normalize();
        configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
        for (String name : FIXED) {
            if (!"on".equals(configuration.get(name))) {
                throw new IllegalArgumentException("A committed fact must survive a power cut: leave on " + name);
            }
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("No such port: " + port);
        }
    }

    /** The settings of the service, with the data in {@code folder} and any free port. */
    public static ServerSettings in(Path folder) {
        return new ServerSettings(folder, folder.resolve("binaries"), 0, CONFIGURATION);
    }

    /** These settings on another port. */
    public ServerSettings onPort(int other) {
        return new ServerSettings(folder, binaries, other, configuration);
    }

    /** These settings with the programs unpacked elsewhere. */
    public ServerSettings withBinariesIn(Path other) {
        return new ServerSettings(folder, other, port, configuration);
    }

    /** These settings with one line of postgresql.conf changed. */
    public ServerSettings with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(configuration);
        changed.put(name, value);
        return new ServerSettings(folder, binaries, port, changed);
    }

    private static Map<String, String> configured() {
        Map<String, String> values = new LinkedHashMap<>();
        // A committed fact stays.
        values.put("fsync", "on");
        values.put("synchronous_commit", "on");
        values.put("full_page_writes", "on");

        // Nobody else gets in.
        values.put("listen_addresses", "127.0.0.1");
        values.put("unix_socket_directories", "");
        values.put("password_encryption", "scram-sha-256");

        values.put("max_connections", "100");
        values.put("shared_buffers", "512MB");
        values.put("work_mem", "16MB");
        values.put("maintenance_work_mem", "256MB");
        values.put("max_wal_size", "4GB");
        values.put("checkpoint_timeout", "15min");
        values.put("wal_compression", "pglz");
        // What a large group writes is on its way to the disk before its commit.
        values.put("wal_writer_delay", "10ms");
        values.put("random_page_cost", "1.1");
        values.put("jit", "off");
        values.put("timezone", "UTC");

        // To files of its own, a month of them, without statements, parameters or the values of keys.
        values.put("logging_collector", "on");
        values.put("log_filename", "postgres-%d.log");
        values.put("log_truncate_on_rotation", "on");
        values.put("log_rotation_age", "1d");
        values.put("log_rotation_size", "0");
        values.put("log_timezone", "UTC");
        values.put("log_statement", "none");
        values.put("log_min_error_statement", "panic");
        values.put("log_parameter_max_length", "0");
        values.put("log_parameter_max_length_on_error", "0");
        values.put("log_error_verbosity", "terse");
        return values;
    }
}
