package org.consentledger.online;

import java.util.stream.LongStream;
import org.consentledger.api.TestService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a service was told, each door says of each value and each contact point what the law says. */
class CheckAgreementIT {
    private static final int SEEDS = 25;
    /** One of its own, in which policies are adopted. */
    private static final TestService SERVICE = new TestService();

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void each_door_says_what_the_law_says(long seed) {
        var platform = new GeneratedPlatform(seed, SERVICE);
        platform.tell();
        platform.compare(new HttpDoor(SERVICE));
        try (var grpc = new GrpcDoor(SERVICE.grpcPort())) {
            platform.compare(grpc);
        }
        try (var client = new ClientDoor(SERVICE.port())) {
            platform.compare(client);
        }
    }
}
