package org.consentledger.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.consentledger.access.ApiKeys;
import org.consentledger.access.Caller;
import org.consentledger.access.KeyTerms;
import org.consentledger.access.Role;
import org.consentledger.access.Route;
import org.consentledger.access.Routes;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.server.PathContainer;

/** The keys that tests ask a service with: for each path one of a role that may ask there. */
public final class TestKeys {
    private static final Map<Integer, TestKeys> BY_PORT = new ConcurrentHashMap<>();
    private static final List<Role> PREFERRED =
            List.of(Role.IMPORTER, Role.INVESTIGATOR, Role.MATCHER, Role.STEWARD, Role.RECORDER, Role.REGULATOR);

    private final Map<Role, String> keys;

    TestKeys(Map<Role, String> keys) {
        this.keys = Map.copyOf(keys);
    }

    /** Some that are drawn for a service, one for each role that is not a person's. */
    public static TestKeys drawn(ConfigurableApplicationContext service) {
        Map<Role, String> keys = new EnumMap<>(Role.class);
        for (Role role : PREFERRED) {
            keys.put(role, draw(service, new Caller("test-" + role.word(), role, Set.of(), Set.of(), null)));
        }
        return new TestKeys(keys);
    }

    /** A key of that caller. */
    static String draw(ConfigurableApplicationContext service, Caller caller) {
        try {
            return service.getBean(ApiKeys.class).draw(new KeyTerms(caller, Instant.parse("2999-01-01T00:00:00Z")));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Those of the service on that port, of HTTP or gRPC. */
    public static TestKeys at(int port) {
        TestKeys keys = BY_PORT.get(port);
        if (keys == null) {
            throw new IllegalStateException("no service of a test is on that port");
        }
        return keys;
    }

    /** Those of the service on that port, if there is one. */
    public static Optional<TestKeys> known(int port) {
        return Optional.ofNullable(BY_PORT.get(port));
    }

    /** A file that holds the key of {@code role}. */
    public Path file(Role role) {
        try {
            return Files.writeString(Files.createTempFile("ledger-test-key-", ""), of(role) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the service on that port asked with them. */
    public void serve(int port) {
        BY_PORT.put(port, this);
    }

    /** The key of {@code role}. */
    public String of(Role role) {
        String key = keys.get(role);
        if (key == null) {
            throw new IllegalStateException("tests have no key of that role");
        }
        return key;
    }

    /** What stands in the header {@code Authorization} of a request for {@code target}, a path with or without a query. */
    public String authorization(String target) {
        PathContainer path = PathContainer.parsePath(target.replaceFirst("\\?.*", ""));
        boolean named = Routes.ALL.stream().anyMatch(route -> isNamed(route, path));
        Set<Role> may = EnumSet.allOf(Role.class);
        for (Route route : Routes.ALL) {
            if (named
                    ? isNamed(route, path)
                    : !route.roles().isEmpty() && route.pattern().matches(path)) {
                may.retainAll(route.roles());
            }
        }
        Role role = PREFERRED.stream().filter(may::contains).findFirst().orElseThrow();
        return "Bearer " + of(role);
    }

    private static boolean isNamed(Route route, PathContainer path) {
        return !route.roles().isEmpty() && route.pattern().getPatternString().equals(path.value());
    }

    /** A whole request as it goes over a socket, with the key that its first line asks for. */
    String authorized(String request) {
        int end = request.indexOf("\r\n");
        String[] first = request.substring(0, Math.max(end, 0)).split(" ", -1);
        return first.length != 3 || request.contains("\r\nAuthorization: ")
                ? request
                : request.substring(0, end + 2) + "Authorization: " + authorization(first[1]) + "\r\n"
                        + request.substring(end + 2);
    }

    /** Whether those facts hold a retraction, which is a steward's. */
    static boolean isRetraction(String facts) {
        return facts.contains("org.consentledger.fact.retracted");
    }
}
