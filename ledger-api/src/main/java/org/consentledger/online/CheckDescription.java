package org.consentledger.online;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.consentledger.api.Described;
import org.consentledger.law.Channel;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.PersonId;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The bodies of checks and their answers, as OpenAPI describes them. */
@Configuration(proxyBeanMethods = false)
public class CheckDescription {
    /** What is asked. */
    public record Check(
            Purpose purpose,
            @Nullable Channel channel,
            @Nullable String region,
            @Nullable String profile,
            @Nullable Long atLeast,
            List<CheckedItem> items) {}

    /** One thing asked about: a hash, a plain value or a contact point. */
    public record CheckedItem(
            @Nullable String sha256,
            @Nullable String plain,
            @Nullable ContactPointId contactPoint,
            @Nullable Channel channel,
            @Nullable String region,
            @Nullable String profile) {}

    /** What is answered, in the order of the items. */
    public record CheckAnswered(long place, Instant at, List<ItemResult> results) {}

    /** Either {@code permitted} or {@code error}. */
    public record ItemResult(
            @Nullable Boolean permitted,
            @Nullable List<MatchableContactPoint> contactPoints,
            @Nullable ItemError error) {}

    /** Who may be matched. */
    public record MatchableContactPoint(UUID contactPoint, PersonId person) {}

    /** What an item must be like to be answered. */
    public record ItemError(String field, String rule) {}

    @Bean
    Described checksDescribed() {
        return new Described("/v1/checks", Check.class, CheckAnswered.class);
    }
}
