package org.consentledger.online;

import java.util.ArrayList;
import java.util.List;
import org.consentledger.api.Problem;
import org.consentledger.api.ProblemFound;
import org.consentledger.api.ProblemType;
import org.consentledger.api.StrictJson;
import org.consentledger.law.Channel;
import org.consentledger.law.Illegal;
import org.consentledger.law.Purpose;
import org.consentledger.law.Word;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the body of one check, token by token: ten thousand items are read in about the time that a tree of them would take to build. */
final class CheckJson {
    /* What is wrong with the body ends the request; what is wrong with an item stands in the item's place. The fields and their
     * types are described in CheckDescription, and a test holds the two together. */

    private static final String FIELDS = "fields known here are: purpose, channel, region, profile, atLeast, items";
    private static final String ITEM_FIELDS =
            "fields known here are: sha256, plain, contactPoint, channel, region, profile";

    private final JsonParser json;
    private @Nullable String purpose;
    private @Nullable String channel;
    private @Nullable String region;
    private @Nullable String profile;
    private @Nullable Long atLeast;
    private @Nullable List<GivenItem> items;

    private CheckJson(JsonParser json) {
        this.json = json;
    }

    /**
     * The check in UTF-8 bytes.
     *
     * @throws ProblemFound where the bytes are anything else; it tells where, never what stands there
     */
    static CheckRequest read(byte[] body) {
        try (JsonParser tokens = StrictJson.tokens(body)) {
            return new CheckJson(tokens).read();
        } catch (JacksonException e) {
            throw StrictJson.malformed(e);
        } catch (Illegal e) {
            throw invalid(e.field(), e.rule());
        }
    }

    private static ProblemFound invalid(String field, String rule) {
        return new ProblemFound(Problem.of(ProblemType.INVALID_FIELD, field, rule));
    }

    private static ProblemFound missing(String field) {
        return new ProblemFound(Problem.of(ProblemType.MISSING_FIELD, field, "must be given"));
    }

    private ProblemFound malformed() {
        return StrictJson.malformed(json.currentTokenLocation());
    }

    private CheckRequest read() {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw malformed();
        }
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            field(name);
        }
        if (json.nextToken() != null) {
            throw malformed();
        }
        if (purpose == null) {
            throw missing("purpose");
        }
        if (items == null) {
            throw missing("items");
        }
        return new CheckRequest(
                new Purpose(purpose),
                atLeast,
                new ItemReader.Common(
                        channel == null ? null : Word.parse(Channel.class, "channel", channel), region, profile),
                items);
    }

    private void field(String name) {
        switch (name) {
            case "purpose" -> purpose = text(name, purpose);
            case "channel" -> channel = text(name, channel);
            case "region" -> region = text(name, region);
            case "profile" -> profile = text(name, profile);
            case "atLeast" -> atLeast = whole(name);
            case "items" -> items = items();
            default -> throw new ProblemFound(Problem.of(ProblemType.UNKNOWN_FIELD, "(unnamed)", FIELDS));
        }
    }

    private @Nullable String text(String name, @Nullable String before) {
        once(before);
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getString();
            case VALUE_NULL -> null;
            default -> throw invalid(name, "must be a text");
        };
    }

    private @Nullable Long whole(String name) {
        once(atLeast);
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                || json.getLongValue() < 0) {
            throw invalid(name, "must be a whole number, 0 or more");
        }
        return json.getLongValue();
    }

    private void once(@Nullable Object before) {
        if (before != null) {
            throw malformed();
        }
    }

    private List<GivenItem> items() {
        once(items);
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw invalid("items", Checks.ITEMS_RULE);
        }
        var list = new ArrayList<GivenItem>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (list.size() == Checks.MAX_ITEMS) {
                throw invalid("items", Checks.ITEMS_RULE);
            }
            list.add(item());
        }
        if (list.isEmpty()) {
            throw invalid("items", Checks.ITEMS_RULE);
        }
        return list;
    }

    private GivenItem item() {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return GivenItem.mistaken("items", "must be an object");
        }
        String sha256 = null;
        String plain = null;
        String contactPoint = null;
        String ownChannel = null;
        String ownRegion = null;
        String ownProfile = null;
        GivenItem mistaken = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                String text = json.getString();
                switch (name) {
                    case "sha256" -> sha256 = only(sha256, text);
                    case "plain" -> plain = only(plain, text);
                    case "contactPoint" -> contactPoint = only(contactPoint, text);
                    case "channel" -> ownChannel = only(ownChannel, text);
                    case "region" -> ownRegion = only(ownRegion, text);
                    case "profile" -> ownProfile = only(ownProfile, text);
                    default -> mistaken = GivenItem.mistaken("(unnamed)", ITEM_FIELDS);
                }
            } else {
                json.skipChildren();
                mistaken = token == JsonToken.VALUE_NULL && known(name) ? mistaken : notText(name);
            }
        }
        return mistaken == null
                ? new GivenItem(sha256, plain, contactPoint, ownChannel, ownRegion, ownProfile, null)
                : mistaken;
    }

    private String only(@Nullable String before, String text) {
        once(before);
        return text;
    }

    private static GivenItem notText(String name) {
        return known(name) ? GivenItem.mistaken(name, "must be a text") : GivenItem.mistaken("(unnamed)", ITEM_FIELDS);
    }

    private static boolean known(String name) {
        return switch (name) {
            case "sha256", "plain", "contactPoint", "channel", "region", "profile" -> true;
            default -> false;
        };
    }
}
