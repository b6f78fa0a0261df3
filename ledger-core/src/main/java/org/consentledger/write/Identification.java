package org.consentledger.write;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consentledger.identity.ContentHashes;
import org.consentledger.identity.Installation;
import org.consentledger.identity.Person;
import org.consentledger.identity.PersonReference;
import org.consentledger.identity.Persons;
import org.consentledger.identity.Values;
import org.consentledger.law.FactId;
import org.consentledger.law.Illegal;
import org.consentledger.store.FactCodec;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.UnreadableFact;

/**
 * Turns commands into facts: persons into their surrogates, values into contact points, tags and ciphertext under the person's
 * key. Persons that the directory does not know yet are drawn, and come into it with the first fact about them.
 */
public final class Identification {
    private final Persons persons;
    private final Installation installation;
    private final References references;
    private final EarlierValues earlier;
    private final FactMaker.Means means;

    /**
     * Identification under one installation.
     *
     * @param fewerProfiles the place up to which facts may have been recorded under fewer profiles than today's; 0 where
     *     none were
     */
    public Identification(
            Persons persons,
            Values values,
            Installation installation,
            FactCodec codec,
            LedgerReader reader,
            long fewerProfiles) {
        this.persons = persons;
        this.installation = installation;
        this.references = new References(values);
        this.earlier = new EarlierValues(values, reader, fewerProfiles);
        this.means = new FactMaker.Means(values, codec, new Erasures(values, reader), earlier, references);
    }

    /** One result for each submission, in their order. */
    public List<Identified> identify(List<Submission> submissions) {
        try {
            return identifyTogether(submissions);
        } catch (UnreadableFact e) {
            // Some of them may not rest on it.
            return submissions.size() == 1
                    ? List.of(new Identified.Unreadable())
                    : submissions.stream()
                            .flatMap(one -> identify(List.of(one)).stream())
                            .toList();
        }
    }

    private List<Identified> identifyTogether(List<Submission> submissions) {
        Set<PersonReference> named = new HashSet<>();
        for (Submission submission : submissions) {
            try {
                references.of(submission.command()).forEach(named::add);
            } catch (Illegal _) {
                // Said once more, and then answered, where the submission itself is identified.
            }
        }
        Map<PersonReference, Person> known = named.isEmpty() ? Map.of() : persons.findOrDraw(named);
        var identified = new ArrayList<Identified>(submissions.size());
        try (ContentHashes contents = installation.contentHashes()) {
            var these = new FactMaker.Named(known, earlier.of(known.values()), contents);
            for (Submission submission : submissions) {
                identified.add(new FactMaker(means, submission, these).identify());
            }
        }
        return identified;
    }

    /** What ciphertext in a fact is bound to, so that it opens in no other fact. */
    public static byte[] boundTo(FactId id) {
        return (id.source() + "\n" + id.id()).getBytes(StandardCharsets.UTF_8);
    }
}
