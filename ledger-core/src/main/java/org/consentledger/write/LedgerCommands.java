package org.consentledger.write;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.modelling.command.ConcurrencyException;
import org.consentledger.law.Illegal;
import org.consentledger.law.Refusal;
import org.consentledger.store.Appender;
import org.consentledger.store.Candidate;
import org.consentledger.store.FactRefused;
import org.consentledger.store.OrderedList;
import org.consentledger.store.Proposal;
import org.consentledger.store.Receipt;
import org.consentledger.store.Receipts;
import org.consentledger.write.LedgerCommand.ErasePerson;

/** Hands submissions in: one through the command bus, many straight to the appender. Both are decided alike. */
public final class LedgerCommands {
    /** Most judged uses that are handed over at once, and so the least that a group of the appender must hold. */
    public static final int MOST_JUDGED = 2_500;

    /** How often a submission is prepared anew after something about its subject was recorded in between. */
    private static final int ATTEMPTS = 10;

    /** How many submissions of a list are identified before the ledger begins to write them. */
    private static final int FIRST_PART = 250;

    /** Each part is twice as long as the one before, up to this. */
    private static final int LONGEST_PART = 1_000;

    private final CommandBus commandBus;
    private final Identification identification;
    private final Appender appender;

    public LedgerCommands(CommandBus commandBus, Identification identification, Appender appender) {
        this.commandBus = commandBus;
        this.identification = identification;
        this.appender = appender;
        commandBus.registerHandlerInterceptor((unitOfWork, chain) -> {
            chain.proceed();
            return Receipts.of(unitOfWork);
        });
    }

    /**
     * Records one fact, and returns when it is durable.
     *
     * @throws org.consentledger.store.LedgerUnavailable where nothing could be stored; the same may be sent again
     */
    public Recording record(Submission submission) {
        try {
            return Recording.of(dispatch(submission));
        } catch (FactRefused e) {
            return new Recording.Refused(e.refusal());
        } catch (Illegal e) {
            return new Recording.Rejected(e);
        } catch (ConcurrencyException e) {
            // Something was recorded since that the submission was prepared without.
            return recordInOrder(List.of(submission)).getFirst();
        }
    }

    private Receipt dispatch(Submission submission) {
        CommandMessage<Object> command =
                new GenericCommandMessage<>(submission.command(), SubmissionMetaData.of(submission));
        var callback = new FutureCallback<Object, Object>();
        commandBus.dispatch(command, callback);
        CommandResultMessage<?> result = callback.getResult();
        if (result.isExceptional()) {
            throw result.exceptionResult() instanceof RuntimeException e
                    ? e
                    : new IllegalStateException("a command failed", result.exceptionResult());
        }
        return ((Receipts) result.getPayload()).all().getFirst();
    }

    /**
     * Records many facts, each by itself and in order, and returns when all of them are durable.
     *
     * @param submissions any number; they go in groups of what the appender takes at once
     * @return one recording for each submission, in their order
     * @throws org.consentledger.store.LedgerUnavailable where some could not be stored; sent again, those that were are found to be there
     */
    public List<Recording> recordAll(List<Submission> submissions) {
        var recordings = new ArrayList<Recording>(submissions.size());
        for (int next = 0; next < submissions.size(); ) {
            // Whatever comes behind an erasure is identified when the person is erased already.
            if (isErasure(submissions.get(next))) {
                recordings.add(record(submissions.get(next++)));
            } else {
                int end = endOfGroup(submissions, next);
                recordings.addAll(recordInOrder(submissions.subList(next, end)));
                next = end;
            }
        }
        return recordings;
    }

    /**
     * Hands over uses that were judged before: each is recorded, or sent back with {@link Refusal#STREAM_CONFLICT} to be judged
     * anew. Waits while too many facts are waiting already.
     *
     * @param uses at most {@value #MOST_JUDGED}
     * @return one recording for each, in their order, once they are durable; fails as {@link #recordAll} does
     */
    public CompletableFuture<List<Recording>> recordJudged(List<JudgedSubmission> uses) {
        List<Identified> identified = identification.identify(
                uses.stream().map(JudgedSubmission::submission).toList());
        var judged = new ArrayList<Candidate>(uses.size());
        for (int i = 0; i < uses.size(); i++) {
            if (identified.get(i) instanceof Identified.Ready(Candidate candidate)) {
                judged.add(
                        candidate instanceof Proposal use
                                ? use.judgedBy(uses.get(i).judged())
                                : candidate);
            }
        }
        return appender.append(judged).thenApply(receipts -> recordings(identified, receipts.iterator()));
    }

    private int endOfGroup(List<Submission> submissions, int begin) {
        int last = Math.min(submissions.size(), begin + appender.groupFacts());
        int end = begin;
        while (end < last && !isErasure(submissions.get(end))) {
            end++;
        }
        return end;
    }

    private static boolean isErasure(Submission submission) {
        return submission.command() instanceof ErasePerson;
    }

    /** Where one has to be prepared anew, those behind it were not recorded: the rest begins with it. */
    private List<Recording> recordInOrder(List<Submission> submissions) {
        var recordings = new ArrayList<Recording>(submissions.size());
        int attempts = 0;
        while (recordings.size() < submissions.size()) {
            List<Recording> rest = attempt(submissions.subList(recordings.size(), submissions.size()));
            int settled = untilConflict(rest);
            attempts = settled == 0 ? attempts + 1 : 1;
            // Whoever is overtaken again and again is told so, and does not hold the others up.
            boolean enough = settled < rest.size() && attempts == ATTEMPTS;
            recordings.addAll(rest.subList(0, enough ? settled + 1 : settled));
            attempts = enough ? 0 : attempts;
        }
        return recordings;
    }

    private static int untilConflict(List<Recording> recordings) {
        int settled = 0;
        while (settled < recordings.size() && !conflict(recordings.get(settled))) {
            settled++;
        }
        return settled;
    }

    private static boolean conflict(Recording recording) {
        return recording instanceof Recording.Refused refused && refused.refusal() == Refusal.STREAM_CONFLICT;
    }

    /** One part is written while the next is identified: the first is the database's work, the second this node's. */
    private List<Recording> attempt(List<Submission> submissions) {
        var identified = new ArrayList<Identified>(submissions.size());
        var appended = new ArrayList<CompletableFuture<List<Receipt>>>();
        var list = new OrderedList();
        int next = 0;
        for (int length = FIRST_PART; next < submissions.size(); length = Math.min(2 * length, LONGEST_PART)) {
            int end = Math.min(submissions.size(), next + length);
            List<Identified> part = identification.identify(submissions.subList(next, end));
            next = end;
            identified.addAll(part);
            appended.add(appender.append(candidates(part), list));
        }
        return recordings(
                identified,
                appended.stream().flatMap(part -> durable(part).stream()).iterator());
    }

    private static List<Candidate> candidates(List<Identified> identified) {
        return identified.stream()
                .filter(Identified.Ready.class::isInstance)
                .map(one -> ((Identified.Ready) one).candidate())
                .toList();
    }

    /** What became of each; the receipts are of those that could be proposed, in their order. */
    private static List<Recording> recordings(List<Identified> identified, Iterator<Receipt> receipts) {
        var recordings = new ArrayList<Recording>(identified.size());
        for (Identified one : identified) {
            recordings.add(
                    switch (one) {
                        case Identified.Ready _ -> Recording.of(receipts.next());
                        case Identified.Rejected rejected -> new Recording.Rejected(rejected.why());
                        case Identified.Unreadable _ -> new Recording.Refused(Refusal.FACT_UNREADABLE);
                    });
        }
        return recordings;
    }

    private static List<Receipt> durable(CompletableFuture<List<Receipt>> appended) {
        try {
            return appended.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
