package org.consentledger.access;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;

/** What every call over gRPC comes through, held to the same table as HTTP. */
@Component
@GlobalServerInterceptor
final class GrpcDoor implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Callers callers;

    GrpcDoor(Callers callers) {
        this.callers = callers;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Caller caller;
        try {
            caller = callers.find(only(headers));
        } catch (AccessUnavailable _) {
            return refuse(call, Status.UNAVAILABLE.withDescription("Who asks cannot be told at this moment"));
        }
        if (caller == null) {
            return refuse(call, Status.UNAUTHENTICATED.withDescription("Who asks is not known"));
        }
        String method = "/" + call.getMethodDescriptor().getFullMethodName();
        Route route = Routes.find(Route.GRPC, PathContainer.parsePath(method)).orElse(null);
        if (route == null || !route.admits(caller)) {
            return refuse(call, Status.PERMISSION_DENIED.withDescription("Whoever asks may not do this"));
        }
        return Contexts.interceptCall(Context.current().withValue(GrpcCaller.KEY, caller), call, headers, next);
    }

    private static @Nullable String only(Metadata headers) {
        Iterable<String> given = headers.getAll(AUTHORIZATION);
        if (given == null) {
            return null;
        }
        Iterator<String> all = given.iterator();
        String first = all.next();
        return all.hasNext() ? null : first;
    }

    private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, Status status) {
        call.close(status, new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
