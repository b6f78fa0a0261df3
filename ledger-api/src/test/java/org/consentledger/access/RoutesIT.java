package org.consentledger.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.consentledger.api.TestService;
import org.consentledger.grpc.CheckRequest;
import org.consentledger.grpc.CheckResponse;
import org.consentledger.grpc.ChecksGrpc;
import org.consentledger.law.PersonId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Whatever the running service answers is in the table of routes, and refuses nobody and every role that is not in its row. */
class RoutesIT {
    private static final TestService SERVICE = TestService.RUNNING;
    private static final PersonId SOMEBODY = PersonId.parse("p-00000000-0000-4000-8000-000000000001");

    /** What the service maps for itself; nobody reaches it with a request. */
    private static final Set<String> WITHIN = Set.of("/error");

    private record Mapped(String method, String path) {}

    private static List<Mapped> mapped() {
        var mapped = new ArrayList<Mapped>();
        SERVICE.context().getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .forEach(info -> add(info, mapped));
        SERVICE.context()
                .getBeansOfType(BindableService.class)
                .values()
                .forEach(service -> service.bindService().getMethods().stream()
                        .map(ServerMethodDefinition::getMethodDescriptor)
                        .forEach(method -> mapped.add(new Mapped(Route.GRPC, "/" + method.getFullMethodName()))));
        return mapped;
    }

    private static void add(RequestMappingInfo info, List<Mapped> mapped) {
        for (String path : info.getPatternValues()) {
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            if (methods.isEmpty()) {
                mapped.add(new Mapped("any", path));
            }
            methods.forEach(method -> mapped.add(new Mapped(method.name(), path)));
        }
    }

    @Test
    void everything_that_is_mapped_is_in_the_table_and_the_table_names_nothing_else() {
        var mapped = new TreeSet<String>();
        mapped().stream()
                .filter(one -> !WITHIN.contains(one.path()))
                // Actuator maps what is below health as two stars.
                .forEach(one -> mapped.add(one.method() + " " + one.path().replace("/**", "/{*part}")));
        var listed = new TreeSet<String>();
        Routes.ALL.forEach(route -> listed.add(route.method() + " " + route.pattern()));
        listed.remove("GET /actuator/prometheus"); // only where an operator exposes it
        mapped.remove("GET /openapi.json.yaml"); // springdoc's other form: not in the table, and so for nobody
        assertThat(mapped).isEqualTo(listed);
    }

    @TestFactory
    List<DynamicTest> every_route_over_http_refuses_nobody_and_every_other_role() {
        return Routes.ALL.stream()
                .filter(route -> !route.method().equals(Route.GRPC) && !route.isOpen())
                .map(route -> DynamicTest.dynamicTest(route.method() + " " + route.pattern(), () -> check(route)))
                .toList();
    }

    private static void check(Route route) {
        assertThat(status(route, null)).as("nobody").isEqualTo(401);
        assertThat(status(route, "clk_" + "A".repeat(43)))
                .as("a key that was never drawn")
                .isEqualTo(401);
        for (Role role : Role.values()) {
            int status = status(route, key(role));
            if (route.roles().contains(role)) {
                assertThat(status).as("%s", role).isNotIn(401, 403);
            } else {
                assertThat(status).as("%s", role).isEqualTo(403);
            }
        }
    }

    private static String key(Role role) {
        return role == Role.PERSON
                ? SERVICE.draw(new Caller("somebody", role, Set.of(), Set.of(), SOMEBODY))
                : SERVICE.keys().of(role);
    }

    private static int status(Route route, @Nullable String key) {
        String path = route.pattern()
                .getPatternString()
                .replace("{person}", SOMEBODY.toString())
                .replaceAll("\\{\\*?[a-zA-Z]+}", "1");
        HttpRequest.Builder request = SERVICE.nobodys(path)
                .header("Content-Type", "nothing/known")
                .method(route.method(), BodyPublishers.ofString(route.method().equals("GET") ? "" : "{"));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        // A stream of changes lacks its purpose and ends at once.
        return SERVICE.send(request).statusCode();
    }

    @Test
    void what_is_not_in_the_table_is_there_for_nobody() {
        for (String path :
                List.of("/error", "/actuator", "/actuator/info", "/actuator/env", "/v1", "/openapi.json.yaml")) {
            assertThat(SERVICE.send(SERVICE.nobodys(path).GET()).statusCode())
                    .as(path)
                    .isEqualTo(401);
            for (Role role : Role.values()) {
                HttpRequest.Builder request = SERVICE.nobodys(path).header("Authorization", "Bearer " + key(role));
                assertThat(SERVICE.send(request.GET()).statusCode())
                        .as("%s %s", path, role)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void every_call_over_grpc_refuses_nobody_and_every_other_role() {
        ManagedChannel channel = Grpc.newChannelBuilder(
                        "127.0.0.1:" + SERVICE.grpcPort(), InsecureChannelCredentials.create())
                .build();
        try {
            assertThat(call(channel)).isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(call(with(channel, "clk_" + "A".repeat(43)))).isEqualTo(Status.Code.UNAUTHENTICATED);
            for (Role role : Role.values()) {
                assertThat(call(with(channel, key(role))))
                        .as("%s", role)
                        .isEqualTo(role == Role.MATCHER ? Status.Code.INVALID_ARGUMENT : Status.Code.PERMISSION_DENIED);
            }
        } finally {
            channel.shutdownNow();
        }
    }

    private static Channel with(Channel channel, String key) {
        var headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + key);
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private static Status.Code call(Channel channel) {
        try {
            CheckResponse answered = ClientCalls.blockingUnaryCall(
                    channel, ChecksGrpc.getCheckMethod(), CallOptions.DEFAULT, CheckRequest.getDefaultInstance());
            throw new AssertionError(answered);
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }
}
