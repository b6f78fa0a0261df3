package org.consentledger.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.consentledger.access.Role;
import org.consentledger.api.TestKeys;
import org.consentledger.client.Check;
import org.consentledger.client.CheckAnswer;
import org.consentledger.client.CheckedItem;
import org.consentledger.client.LedgerClient;

/** The door over HTTP, through the client. */
final class ClientDoor implements Door, AutoCloseable {
    private final LedgerClient client;

    ClientDoor(int port) {
        client = LedgerClient.at(
                URI.create("http://127.0.0.1:" + port), TestKeys.at(port).of(Role.MATCHER), Duration.ofSeconds(30), 3);
    }

    /** The client does not tell the instant; whatever the generated platform does, it does before. */
    @Override
    public Seen check(String purpose, List<Item> items) {
        CheckAnswer answer = client.check(
                Check.of(purpose, items.stream().map(ClientDoor::item).toList()));
        assertThat(answer.failure()).isNull();
        return new Seen(
                answer.place(),
                Instant.parse("2200-01-01T00:00:00Z"),
                answer.results().stream()
                        .map(result -> result.matchable().stream()
                                .map(point -> point.contactPoint() + " " + point.person())
                                .toList())
                        .toList());
    }

    private static CheckedItem item(Item item) {
        if (item.contactPoint() != null) {
            return new CheckedItem.ContactPoint(UUID.fromString(item.contactPoint()));
        }
        var channel = "email".equals(item.channel()) ? CheckedItem.Channel.EMAIL : CheckedItem.Channel.PHONE;
        return item.plain() != null
                ? CheckedItem.plain(channel, item.plain())
                : CheckedItem.hash(
                        channel,
                        HexFormat.of().parseHex(Objects.requireNonNull(item.sha256())),
                        Objects.requireNonNull(item.profile()));
    }

    @Override
    public void close() {
        client.close();
    }
}
