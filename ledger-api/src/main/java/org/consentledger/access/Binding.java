package org.consentledger.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Where the service may be reached: on the loopback as it likes, anywhere else over TLS alone, its own or that of a proxy which the
 * operator vouches for.
 */
final class Binding {
    private Binding() {}

    /** @throws StartUnsafe where keys and values would cross a network in clear */
    static void check(Environment environment, AccessProperties properties) {
        if (properties.tlsByProxy()) {
            return;
        }
        check(environment, "server.address", "server.ssl");
        check(environment, "spring.grpc.server.address", "spring.grpc.server.ssl");
        if (environment.containsProperty("management.server.port")) {
            check(environment, "management.server.address", "management.server.ssl");
        }
    }

    private static void check(Environment environment, String address, String ssl) {
        if (!isLoopback(environment.getProperty(address)) && !speaksTls(environment, ssl)) {
            throw new StartUnsafe("The service would be reached without TLS: leave " + address
                    + " on the loopback, give " + ssl + ".bundle, or say by ledger.access.tls-by-proxy=true that a"
                    + " proxy speaks TLS and nothing else reaches the port.");
        }
    }

    private static boolean speaksTls(Environment environment, String ssl) {
        return environment.getProperty(ssl + ".bundle") != null
                && environment.getProperty(ssl + ".enabled", Boolean.class, true);
    }

    /** No address is every address. */
    private static boolean isLoopback(@Nullable String address) {
        try {
            return address != null
                    && !address.isBlank()
                    && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
