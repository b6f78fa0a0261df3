package org.consentledger.store;

import java.util.Objects;
import org.consentledger.law.Admission;
import org.consentledger.law.Fact;
import org.jspecify.annotations.Nullable;

/** What a version of a policy or a notice names for ever, as it is stored beside the facts. */
final class VersionContent {
    private VersionContent() {}

    static Admission.Version version(Fact.PolicyAdopted fact) {
        return new Admission.Version.OfPolicy(fact.policy().version());
    }

    static Admission.Version version(Fact.NoticePublished fact) {
        return new Admission.Version.OfNotice(fact.notice());
    }

    /** A name for the database; a line feed can stand in no part of it, so that no two versions share a name. */
    static String name(Admission.Version version) {
        return switch (version) {
            case Admission.Version.OfPolicy policy -> "policy\n" + policy.version();
            case Admission.Version.OfNotice notice ->
                String.join(
                        "\n",
                        "notice",
                        notice.notice().notice(),
                        notice.notice().version(),
                        notice.notice().language());
        };
    }

    /** The content as {@link Admission} compares it; null for facts that give none. */
    static @Nullable Object of(Fact fact) {
        return fact instanceof Fact.PolicyAdopted adopted
                ? adopted.policy()
                : fact instanceof Fact.NoticePublished ? fact : null;
    }

    /** The content that was stored, in the revision it was stored in. */
    static Object read(FactCodec codec, Admission.Version version, int revision, byte[] stored) {
        Class<? extends Fact> type = switch (version) {
            case Admission.Version.OfPolicy _ -> Fact.PolicyAdopted.class;
            case Admission.Version.OfNotice _ -> Fact.NoticePublished.class;
        };
        Fact fact = codec.read(EventNames.of(type).name(), revision, stored, 0, stored.length);
        return Objects.requireNonNull(of(fact));
    }
}
