package org.consentledger.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.stream.IntStream;
import org.consentledger.api.Events;
import org.consentledger.api.TestService;
import org.consentledger.grpc.Channel;
import org.consentledger.grpc.CheckItem;
import org.consentledger.grpc.CheckRequest;
import org.consentledger.grpc.CheckResponse;
import org.consentledger.grpc.CheckResult;
import org.consentledger.grpc.ItemError;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the door over gRPC says where it does not answer, and what it says of a wrong item. */
class GrpcChecksIT {
    private static final TestService SERVICE = TestService.RUNNING;
    private static final GrpcDoor DOOR = new GrpcDoor(SERVICE.grpcPort());
    private static final CheckItem STRANGER = CheckItem.newBuilder()
            .setChannel(Channel.CHANNEL_EMAIL)
            .setSha256(ByteString.copyFrom(new byte[32]))
            .build();

    @BeforeAll
    static void a_purpose() {
        SERVICE.bulk(Events.text(Events.event(
                "0c4ec002-0000-4000-8000-000000000001",
                "purpose.defined",
                "{\"purpose\":\"grpc.ads\",\"sentence\":\"Ads\"}")));
    }

    @AfterAll
    static void close() {
        DOOR.close();
    }

    private static CheckRequest.Builder request(CheckItem... items) {
        return CheckRequest.newBuilder().setPurpose("grpc.ads").addAllItems(List.of(items));
    }

    private static void assertRefused(CheckRequest.Builder request, Status.Code code, String description) {
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> DOOR.check(request.build()))
                .satisfies(refused -> {
                    assertThat(refused.getStatus().getCode()).isEqualTo(code);
                    assertThat(refused.getStatus().getDescription()).isEqualTo(description);
                });
    }

    @Test
    void what_is_wrong_with_the_whole_is_a_status() {
        assertRefused(
                request(),
                Status.Code.INVALID_ARGUMENT,
                "A field does not keep its rule: items must be a list of 1 to 10000 items");
        assertRefused(
                request(STRANGER).setPurpose("nobody.defined-this"),
                Status.Code.INVALID_ARGUMENT,
                "The purpose is not defined: purpose must be defined, or one below it");
        assertRefused(
                request(STRANGER).setAtLeast(-1),
                Status.Code.INVALID_ARGUMENT,
                "A field does not keep its rule: at_least must be a whole number, 0 or more");
        assertRefused(
                request(STRANGER).setAtLeast(999_999_999),
                Status.Code.OUT_OF_RANGE,
                "The ledger has not reached that place: atLeast must be a place that the ledger has reached");
        assertRefused(
                request(STRANGER).setChannelValue(7),
                Status.Code.INVALID_ARGUMENT,
                "A field does not keep its rule: channel must be one of: email, phone");
    }

    @Test
    void what_is_wrong_with_an_item_stands_in_its_place() {
        CheckResponse answer = DOOR.check(request(
                        STRANGER,
                        CheckItem.newBuilder()
                                .setSha256(ByteString.copyFromUtf8("secret@example.com"))
                                .build(),
                        CheckItem.newBuilder().build(),
                        CheckItem.newBuilder().setPlain("secret").build(),
                        CheckItem.newBuilder().setContactPoint("secret").build(),
                        STRANGER.toBuilder().setProfile("secret").build(),
                        STRANGER.toBuilder().setChannelValue(7).build())
                .setChannel(Channel.CHANNEL_EMAIL)
                .build());
        assertThat(answer.toString()).doesNotContain("secret");
        assertThat(answer.getResultsList().stream().map(CheckResult::getError).map(ItemError::getField))
                .containsExactly("", "sha256", "sha256", "plain", "contactPoint", "profile", "channel");
        assertThat(answer.getResultsList()).noneMatch(CheckResult::getPermitted);
    }

    @Test
    void ten_thousand_fit_in_and_one_more_does_not() {
        CheckItem[] items = IntStream.range(0, 10_000).mapToObj(_ -> STRANGER).toArray(CheckItem[]::new);
        // Each lets its place go again.
        for (int i = 0; i <= ChecksController.MAX_LARGE; i++) {
            assertThat(DOOR.check(request(items).build()).getResultsCount()).isEqualTo(10_000);
        }
        assertRefused(
                request(items).addItems(STRANGER),
                Status.Code.INVALID_ARGUMENT,
                "A field does not keep its rule: items must be a list of 1 to 10000 items");
    }
}
