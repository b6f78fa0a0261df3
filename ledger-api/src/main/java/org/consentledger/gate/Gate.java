package org.consentledger.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.consentledger.api.AnsweringProperties;
import org.consentledger.bulk.BulkAnswering;
import org.consentledger.bulk.ListAnswers;
import org.consentledger.bulk.ListQuestion;
import org.consentledger.bulk.RowWriter;
import org.consentledger.bulk.Standpoint;
import org.consentledger.check.StandingIndex;
import org.consentledger.feed.Feed;
import org.consentledger.store.LedgerReader;
import org.consentledger.write.LedgerCommands;
import org.springframework.stereotype.Component;

/** Sends lists through, run by run. */
@Component
final class Gate {
    private final BulkAnswering lists;
    private final Runs runs;
    private final LedgerCommands commands;
    private final StandingIndex index;
    private final Feed feed;
    private final LedgerReader reader;
    private final Clock clock;
    private final Duration patience;
    private final GateProperties properties;
    private final Alarms alarms;

    Gate(
            BulkAnswering lists,
            Runs runs,
            LedgerCommands commands,
            StandingIndex index,
            Feed feed,
            LedgerReader reader,
            Clock clock,
            AnsweringProperties answering,
            GateProperties properties,
            Alarms alarms) {
        this.lists = lists;
        this.runs = runs;
        this.commands = commands;
        this.index = index;
        this.feed = feed;
        this.reader = reader;
        this.clock = clock;
        this.patience = answering.patience();
        this.properties = properties;
        this.alarms = alarms;
    }

    /**
     * Matches the list in the request's body.
     *
     * @throws RunDiffers where the run was begun with other terms
     */
    void match(UUID id, RunTerms terms, ListQuestion question, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        lists.answer(
                question,
                (begun, writer, threads) -> answers(runs.begin(id, terms), begun, writer, threads),
                request,
                response);
    }

    private ListAnswers answers(Run run, Standpoint begun, RowWriter writer, Executor threads) {
        boolean shadow = properties.shadow().contains(run.terms().programme());
        var newest = new Newest(run.terms().purpose(), index, feed, reader, patience);
        return new GatedAnswers(
                begun,
                newest,
                new Passage(run, shadow, commands, newest, alarms, threads),
                new RunTally(run, shadow, properties.reasonFloor(), runs, reader, clock),
                writer,
                threads);
    }

    Optional<RunAnswer> find(UUID id) {
        return runs.find(id).map(run -> new RunAnswer(run.id().toString(), run.terms(), runs.receipts(run)));
    }
}
