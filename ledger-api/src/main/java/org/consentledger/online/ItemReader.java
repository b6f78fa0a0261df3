package org.consentledger.online;

import java.util.ArrayList;
import java.util.List;
import org.consentledger.check.Sought;
import org.consentledger.identity.GivenHash;
import org.consentledger.identity.GivenValue;
import org.consentledger.identity.Profiles;
import org.consentledger.identity.Sha256;
import org.consentledger.identity.Values;
import org.consentledger.law.Channel;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Illegal;
import org.consentledger.law.Word;
import org.jspecify.annotations.Nullable;

/** Reads the items of one check, with what the check says for all of them. For one thread. */
final class ItemReader {
    private final Values values;
    private final Common common;
    private @Nullable Boolean hexadecimal;

    /** What is said for all items that do not say it themselves. */
    record Common(
            @Nullable Channel channel,
            @Nullable String region,
            @Nullable String profile) {}

    ItemReader(Values values, Common common) {
        this.values = values;
        this.common = common;
    }

    /** What is asked about by each, in their order; what is wrong with one stands in its place. */
    List<CheckItem> read(List<GivenItem> given) {
        var items = new ArrayList<CheckItem>(given.size());
        for (GivenItem item : given) {
            items.add(read(item));
        }
        return items;
    }

    private CheckItem read(GivenItem item) {
        try {
            if (item.mistaken() != null) {
                return item.mistaken();
            }
            if (item.contactPoint() != null) {
                return contactPoint(item, item.contactPoint());
            }
            return new CheckItem.OfValue(Sought.of(values.read(value(item)), values));
        } catch (Illegal e) {
            return new CheckItem.Wrong(field(e), e.rule());
        }
    }

    private static CheckItem contactPoint(GivenItem item, String id) {
        if (item.sha256() != null || item.plain() != null) {
            throw one();
        }
        if (item.channel() != null || item.region() != null || item.profile() != null) {
            throw new Illegal("contactPoint", "must stand alone");
        }
        return new CheckItem.OfContactPoint(ContactPointId.parse(id));
    }

    private static Illegal one() {
        return new Illegal("sha256", "must be given, or 'plain' or 'contactPoint', and only one of them");
    }

    private GivenValue value(GivenItem item) {
        Channel channel =
                item.channel() == null ? common.channel() : Word.parse(Channel.class, "channel", item.channel());
        if (channel == null) {
            throw new Illegal("channel", "must be given for each value, or once for all");
        }
        String plain = item.plain();
        String sha256 = item.sha256();
        if ((plain == null) == (sha256 == null)) {
            throw one();
        }
        if (plain != null) {
            String region = item.region() == null ? common.region() : item.region();
            String profile = item.profile() == null ? Profiles.IDENTITY : item.profile();
            return new GivenValue(channel, plain, region, null, profile);
        }
        if (item.region() != null) {
            throw new Illegal("region", "may stand only beside 'plain'");
        }
        return GivenValue.hash(channel, hash(sha256), profile(item));
    }

    private String profile(GivenItem item) {
        if (item.profile() != null) {
            return item.profile();
        }
        return common.profile() == null ? Profiles.IDENTITY : common.profile();
    }

    /** One list is of one making: where both ways to write a hash meet, something went wrong before it came here. */
    private Sha256 hash(@Nullable String text) {
        GivenHash given = GivenHash.parse("sha256", text == null ? "" : text);
        boolean hex = given.encoding() == GivenHash.Encoding.HEX;
        if (hexadecimal == null) {
            hexadecimal = hex;
        }
        if (hexadecimal != hex) {
            throw new Illegal("sha256", "must be written as the first hash is: all hexadecimal, or all Base64");
        }
        return given.hash();
    }

    /** The field as an item names it: what the law calls a value's stands beside each other here. */
    private static String field(Illegal e) {
        return switch (e.field()) {
            case "value" -> "plain";
            case "value.profile" -> "profile";
            case "value.region" -> "region";
            default -> e.field();
        };
    }
}
