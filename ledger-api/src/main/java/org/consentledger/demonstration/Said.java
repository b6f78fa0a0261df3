package org.consentledger.demonstration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The {@code data} of each type of fact as the platform reports it over HTTP; docs/reference tells what each field means. */
sealed interface Said {
    /** The fact's stored name. */
    String type();

    record Value(
            String channel,
            @Nullable String plain,
            @Nullable String sha256,
            @Nullable String profile) {}

    record SuppliedBy(
            String kind, @Nullable String user, @Nullable String partner) {}

    record Notice(String notice, String version, String language) {}

    record Reference(String source, UUID id) {}

    record Rule(
            String id,
            String sentence,
            @Nullable List<String> surfaces,
            @Nullable List<String> suppliers,
            String usedFor,
            String effect) {}

    record Policy(String version, String combine, List<Rule> rules) {}

    record PurposeDefined(String purpose, String sentence, Map<String, String> terms) implements Said {
        @Override
        public String type() {
            return "purpose.defined";
        }
    }

    record NoticePublished(Notice notice, String text, List<String> discloses) implements Said {
        @Override
        public String type() {
            return "notice.published";
        }
    }

    record NoticeServed(String person, Notice notice, String surface) implements Said {
        @Override
        public String type() {
            return "notice.served";
        }
    }

    record ContactPointCollected(
            @Nullable String person,
            Value value,
            UUID collection,
            String surface,
            SuppliedBy suppliedBy,
            Notice notice,
            String jurisdiction)
            implements Said {
        @Override
        public String type() {
            return "contact-point.collected";
        }
    }

    record PurposeAssigned(UUID collection, String purpose, String basis) implements Said {
        @Override
        public String type() {
            return "purpose.assigned";
        }
    }

    record PurposeRevoked(UUID collection, String purpose) implements Said {
        @Override
        public String type() {
            return "purpose.revoked";
        }
    }

    record ConsentChanged(
            String person,
            @Nullable Value value,
            String purpose,
            String status,
            @Nullable Instant expiresAt,
            String how,
            @Nullable Notice notice)
            implements Said {
        @Override
        public String type() {
            return "consent.changed";
        }
    }

    record ContactPointRemoved(@Nullable String person, Value value, String reason) implements Said {
        @Override
        public String type() {
            return "contact-point.removed";
        }
    }

    record PersonErased(String person, boolean suppression) implements Said {
        @Override
        public String type() {
            return "person.erased";
        }
    }

    record PolicyAdopted(Policy policy) implements Said {
        @Override
        public String type() {
            return "policy.adopted";
        }
    }

    record SentinelPlanted(String person, Value value) implements Said {
        @Override
        public String type() {
            return "sentinel.planted";
        }
    }

    record ContactPointUsed(
            @Nullable String person,
            Value value,
            String purpose,
            String programme,
            @Nullable String advertiser,
            @Nullable String audience,
            @Nullable String list,
            @Nullable String run,
            List<String> recipients)
            implements Said {
        @Override
        public String type() {
            return "contact-point.used";
        }
    }

    record FactRetracted(Reference fact, String reason) implements Said {
        @Override
        public String type() {
            return "fact.retracted";
        }
    }
}
