package org.consentledger.online;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.consentledger.grpc.Channel;
import org.consentledger.grpc.CheckItem.GivenCase;
import org.consentledger.grpc.CheckResponse;
import org.consentledger.grpc.ContactPoint;
import org.consentledger.grpc.ItemError;
import org.consentledger.identity.Sha256;
import org.consentledger.law.Illegal;
import org.consentledger.law.Purpose;
import org.consentledger.law.Word;
import org.jspecify.annotations.Nullable;

/** What the messages of gRPC say, in the words that every door uses. */
final class GrpcMessages {
    private GrpcMessages() {}

    static CheckRequest read(org.consentledger.grpc.CheckRequest message) {
        if (message.getItemsCount() == 0 || message.getItemsCount() > Checks.MAX_ITEMS) {
            throw new Illegal("items", Checks.ITEMS_RULE);
        }
        if (message.getAtLeast() < 0) {
            throw new Illegal("at_least", "must be a whole number, 0 or more");
        }
        String channel = word(message.getChannel());
        var items = new ArrayList<GivenItem>(message.getItemsCount());
        for (org.consentledger.grpc.CheckItem item : message.getItemsList()) {
            items.add(read(item));
        }
        return new CheckRequest(
                new Purpose(message.getPurpose()),
                message.getAtLeast() == 0 ? null : message.getAtLeast(),
                new ItemReader.Common(
                        channel == null ? null : Word.parse(org.consentledger.law.Channel.class, "channel", channel),
                        given(message.getRegion()),
                        given(message.getProfile())),
                items);
    }

    private static GivenItem read(org.consentledger.grpc.CheckItem item) {
        GivenCase given = item.getGivenCase();
        ByteString hash = item.getSha256();
        if (given == GivenCase.SHA256 && hash.size() != Sha256.LENGTH) {
            return GivenItem.mistaken("sha256", "must be the 32 bytes of a SHA-256");
        }
        return new GivenItem(
                given == GivenCase.SHA256 ? HexFormat.of().formatHex(hash.toByteArray()) : null,
                given == GivenCase.PLAIN ? item.getPlain() : null,
                given == GivenCase.CONTACT_POINT ? item.getContactPoint() : null,
                word(item.getChannel()),
                given(item.getRegion()),
                given(item.getProfile()),
                null);
    }

    /** A channel that is added one day is none that is known here. */
    private static @Nullable String word(Channel channel) {
        return switch (channel) {
            case CHANNEL_UNSPECIFIED -> null;
            case CHANNEL_EMAIL -> org.consentledger.law.Channel.EMAIL.word();
            case CHANNEL_PHONE -> org.consentledger.law.Channel.PHONE.word();
            case UNRECOGNIZED -> "";
        };
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }

    static CheckResponse write(CheckAnswer answer) {
        Instant at = answer.at();
        CheckResponse.Builder message = CheckResponse.newBuilder()
                .setPlace(answer.place())
                .setAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()));
        for (CheckResult result : answer.results()) {
            message.addResults(write(result));
        }
        return message.build();
    }

    private static final org.consentledger.grpc.CheckResult REFUSED =
            org.consentledger.grpc.CheckResult.getDefaultInstance();

    private static org.consentledger.grpc.CheckResult write(CheckResult result) {
        return switch (result) {
            case CheckResult.Refused _ -> REFUSED;
            case CheckResult.Permitted permitted ->
                org.consentledger.grpc.CheckResult.newBuilder()
                        .setPermitted(true)
                        .addAllContactPoints(points(permitted.matchable()))
                        .build();
            case CheckItem.Wrong wrong ->
                org.consentledger.grpc.CheckResult.newBuilder()
                        .setError(ItemError.newBuilder().setField(wrong.field()).setRule(wrong.rule()))
                        .build();
        };
    }

    private static List<ContactPoint> points(List<CheckResult.Matchable> matchable) {
        return matchable.stream()
                .map(one -> ContactPoint.newBuilder()
                        .setContactPoint(one.contactPoint().toString())
                        .setPerson(one.person().toString())
                        .build())
                .toList();
    }
}
