package org.consentledger.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.consentledger.api.BareRequest;
import org.consentledger.api.ServiceProcess;
import org.consentledger.api.ServiceSettings;
import org.consentledger.gate.People.Matched;
import org.consentledger.law.Fact;
import org.consentledger.store.FactCodec;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.TestDatabase;
import org.junit.jupiter.api.Test;

/** A service that is killed in the middle of a run, and one that is started in its place. */
class KilledRunIT {
    private static final int PERSONS = 4_000;
    private static final int ROWS_AT_A_TIME = 50;
    private static final String PROGRAMME = "tailored-audiences";
    private static final Pattern NAMED = Pattern.compile("\"contactPoint\":\"([0-9a-f-]{36})\"");

    private final TestDatabase database = TestDatabase.fresh();
    private final List<String> settings = ServiceSettings.of(database, database.port());
    private final UUID run = UUID.randomUUID();
    private final String[] names =
            IntStream.range(0, PERSONS).mapToObj(i -> "killed-" + i).toArray(String[]::new);

    /** Of each use of the run, whose it is. */
    private List<String> used() {
        var reader = new LedgerReader(database.pool(), new FactCodec());
        var used = new ArrayList<String>();
        reader.read(0, reader.head().size(), row -> {
            if (reader.decode(row).fact() instanceof Fact.ContactPointUsed use
                    && run.toString().equals(use.run())) {
                used.add(String.valueOf(use.contactPoint()));
            }
        });
        return used;
    }

    /** Sends the list and kills the service among the answers; whoever was named by then. */
    private Set<String> namedBeforeTheEnd(ServiceProcess service, String list) throws IOException {
        try (var request =
                BareRequest.claiming(service.port(), People.path(run, PROGRAMME), "text/csv", 2L * list.length())) {
            var sending = CompletableFuture.runAsync(() -> send(list, request));
            request.answerUntil("\"row\":" + PERSONS / 8 + ",");
            service.kill();
            var named = new HashSet<String>();
            NAMED.matcher(request.answerUntil("no answer has this in it"))
                    .results()
                    .forEach(found -> named.add(found.group(1)));
            sending.join();
            return named;
        }
    }

    private static void send(String list, BareRequest request) {
        int bytes = ROWS_AT_A_TIME * 65;
        try {
            for (int from = 0; from < list.length(); from += bytes) {
                request.send(list.substring(from, Math.min(list.length(), from + bytes)));
            }
        } catch (IOException _) {
            // The service was killed first.
        }
    }

    @Test
    void a_run_that_was_killed_with_its_service_is_sent_again_and_loses_and_doubles_nothing() throws IOException {
        String list = People.list(names);
        Set<String> named;
        try (var service = ServiceProcess.start(List.of("-Xmx512m"), settings)) {
            var people = new People(service);
            people.define();
            people.agree(names);
            named = namedBeforeTheEnd(service, list);
        }
        List<String> before = used();
        assertThat(named).isNotEmpty();
        assertThat(before).containsAll(named).doesNotHaveDuplicates();
        try (var service = ServiceProcess.start(List.of("-Xmx512m"), settings)) {
            Matched matched = new People(service).match(run, PROGRAMME, list);
            assertThat(matched.permitted()).hasSize(PERSONS).doesNotContain(false);
            assertThat(matched.receipt().path("uses").intValue()).isEqualTo(PERSONS);
            assertThat(matched.receipt().path("recordedBefore").intValue()).isEqualTo(before.size());
        }
        assertThat(used()).hasSize(PERSONS).doesNotHaveDuplicates().containsAll(before);
        database.close();
    }
}
