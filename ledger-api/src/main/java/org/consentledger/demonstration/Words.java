package org.consentledger.demonstration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person said about advertising, as far as the check that came with the fix looked at it. */
final class Words {
    private record Word(
            Instant at, boolean positive, @Nullable Instant expiresAt) {}

    private final List<Word> said = new ArrayList<>();

    void add(Instant at, boolean positive, @Nullable Instant expiresAt) {
        said.add(new Word(at, positive, expiresAt));
    }

    boolean permitAt(Instant moment) {
        return said.stream()
                .filter(word -> !word.at().isAfter(moment))
                .max(Comparator.comparing(Word::at))
                .filter(word -> word.positive()
                        && (word.expiresAt() == null || word.expiresAt().isAfter(moment)))
                .isPresent();
    }
}
