package org.consentledger.census;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Histories;
import org.consentledger.law.Histories.History;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.Purpose;
import org.consentledger.law.Recorded;

/** A generated history in which people are told more: behind its facts come notices, who was served them, and what was wrong of it. */
public final class ToldHistory {
    private static final List<String> NOTICES = List.of("privacy", "two-factor");
    private static final int SERVED = 8;

    private final History history;
    private final Random random;
    private final List<Recorded> facts;
    private final List<Instant> moments;
    private final Map<NoticeRef, Fact.NoticePublished> published = new HashMap<>();
    private final Instant recordedAt;

    private ToldHistory(History history, Random random) {
        this.history = history;
        this.random = random;
        this.facts = new ArrayList<>(history.facts());
        this.moments = history.moments();
        this.recordedAt = moments.getLast().plusSeconds(1);
    }

    /** What {@code history} becomes. */
    public static History of(History history, Random random) {
        return new ToldHistory(history, random).tell();
    }

    private History tell() {
        for (Recorded recorded : history.facts()) {
            if (recorded.fact() instanceof Fact.NoticePublished notice) {
                published.put(notice.notice(), notice);
            }
        }
        for (int i = 0; i < SERVED; i++) {
            var notice = new NoticeRef(pick(NOTICES), "1", "en");
            append(published.computeIfAbsent(
                    notice, _ -> new Fact.NoticePublished(notice, "a".repeat(64), discloses())));
            Recorded served = append(new Fact.NoticeServed(pick(history.persons()), notice, "sign-up"));
            if (random.nextInt(4) == 0) {
                append(new Fact.FactRetracted(served.id(), "recorded-in-error"));
            }
        }
        return new History(history.seed(), facts, history.persons(), history.contactPoints());
    }

    private Set<Purpose> discloses() {
        return random.nextBoolean() ? Set.of(pick(Histories.PURPOSES)) : Set.copyOf(Histories.PURPOSES);
    }

    private Recorded append(Fact fact) {
        long place = facts.size() + 1L;
        boolean asserted = random.nextBoolean();
        facts.add(new Recorded(
                place,
                recordedAt,
                new FactId("notices", new UUID(history.seed(), place)),
                pick(moments),
                asserted ? pick(moments) : recordedAt,
                asserted,
                fact));
        return facts.getLast();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
