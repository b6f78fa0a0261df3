package org.consentledger.online;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.consentledger.access.Role;
import org.consentledger.api.TestKeys;
import org.consentledger.grpc.Channel;
import org.consentledger.grpc.CheckItem;
import org.consentledger.grpc.CheckRequest;
import org.consentledger.grpc.CheckResponse;
import org.consentledger.grpc.ChecksGrpc;

/** The door over gRPC. */
final class GrpcDoor implements Door, AutoCloseable {
    private final ManagedChannel channel;

    GrpcDoor(int port) {
        channel = Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create())
                .intercept(MetadataUtils.newAttachHeadersInterceptor(key(port)))
                .build();
    }

    private static Metadata key(int port) {
        var headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + TestKeys.at(port).of(Role.MATCHER));
        return headers;
    }

    CheckResponse check(CheckRequest request) {
        return ChecksGrpc.newBlockingStub(channel).check(request);
    }

    @Override
    public Seen check(String purpose, List<Item> items) {
        CheckResponse answer = check(CheckRequest.newBuilder()
                .setPurpose(purpose)
                .addAllItems(items.stream().map(GrpcDoor::message).toList())
                .build());
        return new Seen(
                answer.getPlace(),
                Instant.ofEpochSecond(
                        answer.getAt().getSeconds(), answer.getAt().getNanos()),
                answer.getResultsList().stream()
                        .map(result -> result.getContactPointsList().stream()
                                .map(point -> point.getContactPoint() + " " + point.getPerson())
                                .toList())
                        .toList());
    }

    private static CheckItem message(Item item) {
        CheckItem.Builder message = CheckItem.newBuilder();
        if (item.channel() != null) {
            message.setChannel(item.channel().equals("email") ? Channel.CHANNEL_EMAIL : Channel.CHANNEL_PHONE);
        }
        if (item.sha256() != null) {
            message.setSha256(ByteString.copyFrom(HexFormat.of().parseHex(item.sha256())));
        }
        if (item.profile() != null) {
            message.setProfile(item.profile());
        }
        if (item.plain() != null) {
            message.setPlain(item.plain());
        }
        if (item.contactPoint() != null) {
            message.setContactPoint(item.contactPoint());
        }
        return message.build();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
