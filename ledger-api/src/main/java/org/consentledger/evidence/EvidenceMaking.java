package org.consentledger.evidence;

import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consentledger.api.AnsweringProperties;
import org.consentledger.api.DefinedPurposes;
import org.consentledger.api.ProblemFound;
import org.consentledger.checkpoints.Checkpoints;
import org.consentledger.checkpoints.Proofs;
import org.consentledger.checkpoints.Published;
import org.consentledger.checkpoints.Signing;
import org.consentledger.completeness.CompletenessMap;
import org.consentledger.evidence.EvidenceBody.HistoryEvidenceBody;
import org.consentledger.evidence.EvidenceBody.VerdictEvidenceBody;
import org.consentledger.feed.Feed;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Illegal;
import org.consentledger.law.Moments;
import org.consentledger.law.Permit;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Question;
import org.consentledger.seal.MapTree;
import org.consentledger.seal.TileId;
import org.consentledger.seal.TileTree;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.LedgerUnavailable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes evidence bundles under the newest checkpoint. */
@Component
final class EvidenceMaking {
    /** Whoever checks a bundle reads no more than 16 MiB. */
    private static final int MOST_FACTS = 5_000;

    private final Feed feed;
    private final DefinedPurposes purposes;
    private final Signing signing;
    private final Checkpoints checkpoints;
    private final Proofs proofs;
    private final CompletenessMap map;
    private final EvidenceFacts facts;
    private final LedgerReader reader;
    private final Clock clock;
    private final JsonMapper json;
    private final AnsweringProperties answering;

    EvidenceMaking(
            Feed feed,
            DefinedPurposes purposes,
            Signing signing,
            Checkpoints checkpoints,
            Proofs proofs,
            CompletenessMap map,
            EvidenceFacts facts,
            LedgerReader reader,
            Clock clock,
            JsonMapper json,
            AnsweringProperties answering) {
        this.feed = feed;
        this.purposes = purposes;
        this.signing = signing;
        this.checkpoints = checkpoints;
        this.proofs = proofs;
        this.map = map;
        this.facts = facts;
        this.reader = reader;
        this.clock = clock;
        this.json = json;
        this.answering = answering;
    }

    /** The bundle of a verdict. */
    byte[] verdict(VerdictEvidenceBody asked) {
        Published checkpoint = checkpoint(asked.ledgerSize(), asked.atLeast());
        Question question = question(asked, checkpoint.size());
        List<Shown> found = facts.ofVerdict(question.contactPoint(), checkpoint.size());
        try {
            var answer = Permit.answer(found.stream().map(Shown::recorded).toList(), question);
            return bundling(checkpoint, question.coordinates().ledgerSize(), ReadStreams.ofVerdict(question, found))
                    .verdict(answer);
        } catch (Illegal e) {
            throw ProblemFound.ofCoordinates(e);
        }
    }

    /** The bundle of a contact point's history. */
    byte[] history(HistoryEvidenceBody asked) {
        Published checkpoint = checkpoint(asked.ledgerSize(), asked.atLeast());
        long size = asked.ledgerSize() == null ? checkpoint.size() : asked.ledgerSize();
        List<Shown> found = facts.ofHistory(asked.contactPoint(), checkpoint.size());
        if (found.size() > MOST_FACTS) {
            throw new Illegal("contactPoint", "must have no more than " + MOST_FACTS + " facts to be taken away");
        }
        return bundling(checkpoint, size, ReadStreams.ofHistory(asked.contactPoint(), size, found))
                .history(asked.contactPoint());
    }

    /** The newest checkpoint, once it has reached what is asked for, and this node's views have reached it. */
    private Published checkpoint(@Nullable Long ledgerSize, @Nullable Long atLeast) {
        long size = ledgerSize == null ? 0 : ledgerSize;
        long place = atLeast == null ? 0 : atLeast;
        long head = reader.head().size();
        if (place > head) {
            throw ProblemFound.placeNotReached();
        }
        if (size > head) {
            throw new Illegal("ledgerSize", "must be a size that the ledger has reached");
        }
        signing.awaitSize(Math.max(size, place), answering.patience());
        Published newest = checkpoints
                .newest()
                .filter(one -> one.size() >= Math.max(size, place))
                .orElseThrow(() -> new LedgerUnavailable("no checkpoint is signed of this size yet; ask again"));
        feed.awaitSize(newest.size(), answering.patience());
        return newest;
    }

    private Bundling bundling(Published checkpoint, long ledgerSize, ReadStreams streams) {
        MapTree tree = map.at(
                checkpoint.size(),
                streams.members().values().stream()
                        .map(members -> members.stream().label())
                        .toList());
        var attested = new Attested(
                checkpoint.note(),
                checkpoints.signers(checkpoint),
                checkpoint.checkpoint().head(),
                remembering(proofs.tree(checkpoint)),
                root(checkpoint));
        return new Bundling(json, attested, ledgerSize, streams, tree);
    }

    /** The same tree, each of whose tiles is read once: the proofs of a bundle share many. */
    private static TileTree remembering(TileTree tree) {
        Map<TileId, byte[]> read = new HashMap<>();
        return new TileTree(tree.size(), tiles -> {
            Set<TileId> missing = new HashSet<>(tiles);
            missing.removeAll(read.keySet());
            if (!missing.isEmpty()) {
                read.putAll(tree.reader().read(missing));
            }
            return read;
        });
    }

    private Question question(VerdictEvidenceBody asked, long signed) {
        long size = asked.ledgerSize() == null ? signed : asked.ledgerSize();
        PolicyChoice policy = asked.policy() == null ? PolicyChoice.IN_FORCE : asked.policy();
        if (!purposes.contain(asked.purpose(), size)) {
            throw ProblemFound.purposeUnknown();
        }
        purposes.requireOf(policy, size);
        Instant at = asked.at() == null ? Moments.notBefore(reader.head().recordedAt(), clock.instant()) : asked.at();
        return new Question(asked.contactPoint(), asked.purpose(), new Coordinates(at, asked.known(), size), policy);
    }

    private static byte[] root(Published checkpoint) {
        return checkpoint.checkpoint().extensions().stream()
                .filter(line -> line.startsWith(CompletenessMap.LINE))
                .findFirst()
                .map(line -> Base64.getDecoder().decode(line.substring(CompletenessMap.LINE.length())))
                .orElseThrow(() -> new LedgerUnavailable("the newest checkpoint has no map of streams yet; ask again"));
    }
}
