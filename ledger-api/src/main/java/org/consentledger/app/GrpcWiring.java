package org.consentledger.app;

import io.grpc.netty.NettyServerBuilder;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.ServerBuilderCustomizer;

/** What the gRPC server is told beside its properties. */
@Configuration(proxyBeanMethods = false)
class GrpcWiring implements AutoCloseable {
    /** Calls of one connection at a time; more wait at the client. */
    private static final int MAX_CALLS = 256;

    /** They reckon, and wait for the ledger at times; without a bound every call would have a thread of its own. */
    private static final int THREADS = 64;

    // No bean: where there is one, Spring Boot makes none for everybody else.
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("grpc-", 0).daemon().factory());

    @Bean
    ServerBuilderCustomizer<NettyServerBuilder> grpcBounds() {
        return builder -> builder.executor(threads).maxConcurrentCallsPerConnection(MAX_CALLS);
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
