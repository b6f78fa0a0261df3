package org.consentledger.access;

import io.grpc.Context;

/** Who sent the call over gRPC that this thread answers. */
public final class GrpcCaller {
    static final Context.Key<Caller> KEY = Context.key("caller");

    private GrpcCaller() {}

    /**
     * The caller.
     *
     * @throws IllegalStateException where that is nobody: then nothing is answered
     */
    public static Caller current() {
        Caller caller = KEY.get();
        if (caller == null) {
            throw new IllegalStateException("a call is answered without a caller");
        }
        return caller;
    }
}
