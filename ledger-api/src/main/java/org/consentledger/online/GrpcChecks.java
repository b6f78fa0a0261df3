package org.consentledger.online;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.consentledger.api.AtOnce;
import org.consentledger.api.Failures;
import org.consentledger.api.Problem;
import org.consentledger.api.ProblemFound;
import org.consentledger.api.ProblemType;
import org.consentledger.grpc.CheckRequest;
import org.consentledger.grpc.CheckResponse;
import org.consentledger.grpc.ChecksGrpc;
import org.consentledger.identity.Values;
import org.consentledger.law.Illegal;
import org.consentledger.store.LedgerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.grpc.server.service.GrpcService;

/** May these be matched, now? Over gRPC. */
@GrpcService
final class GrpcChecks extends ChecksGrpc.ChecksImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(GrpcChecks.class);
    /** A check of more items is a large one. */
    static final int SMALL = 500;

    private final AtOnce large = new AtOnce(ChecksController.MAX_LARGE);
    private final Checks checks;
    private final Values values;

    GrpcChecks(Checks checks, Values values) {
        this.checks = checks;
        this.values = values;
    }

    @Override
    public void check(CheckRequest request, StreamObserver<CheckResponse> response) {
        try {
            if (request.getItemsCount() > SMALL) {
                holdPlace(response);
            }
            response.onNext(answer(request));
            response.onCompleted();
        } catch (ProblemFound e) {
            response.onError(status(e.problem()).asRuntimeException());
        } catch (Illegal e) {
            response.onError(status(Problem.of(ProblemType.INVALID_FIELD, e.field(), e.rule()))
                    .asRuntimeException());
        } catch (LedgerUnavailable _) {
            LOG.atWarn().log("a check found the ledger unavailable");
            response.onError(status(Problem.of(ProblemType.LEDGER_UNAVAILABLE)).asRuntimeException());
        } catch (RuntimeException e) {
            Failures.log(LOG, "a check failed", e);
            response.onError(status(Problem.of(ProblemType.INTERNAL)).asRuntimeException());
        }
    }

    /** Until the answer has gone out or whoever asked is gone: an answer that nobody reads takes memory. */
    private void holdPlace(StreamObserver<CheckResponse> response) {
        AtOnce.Place place = large.take();
        var call = (ServerCallStreamObserver<CheckResponse>) response;
        call.setOnCancelHandler(place::close);
        call.setOnCloseHandler(place::close);
    }

    private CheckResponse answer(CheckRequest request) {
        org.consentledger.online.CheckRequest asked = GrpcMessages.read(request);
        return GrpcMessages.write(checks.answer(
                asked.purpose(), asked.atLeast(), new ItemReader(values, asked.common()).read(asked.items())));
    }

    private static Status status(Problem problem) {
        Status status = switch (problem.status()) {
            case 503 -> problem.type().equals(ProblemType.BUSY.uri()) ? Status.RESOURCE_EXHAUSTED : Status.UNAVAILABLE;
            case 500 -> Status.INTERNAL;
            default ->
                problem.type().equals(ProblemType.PLACE_NOT_REACHED.uri())
                        ? Status.OUT_OF_RANGE
                        : Status.INVALID_ARGUMENT;
        };
        String field = problem.field() == null ? "" : ": " + problem.field() + " " + problem.rule();
        return status.withDescription(problem.title() + field);
    }
}
