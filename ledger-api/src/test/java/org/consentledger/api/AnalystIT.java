package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** People with SQL, admitted by the commands of docs/operating.md. */
class AnalystIT {
    private static final Path PAGE = Path.of("..", "docs", "operating.md");

    private static String commands() throws IOException {
        String page = Files.readString(PAGE);
        int section = page.indexOf("## People with SQL");
        int begin = page.indexOf("```sql\n", section) + "```sql\n".length();
        return page.substring(begin, page.indexOf("```", begin));
    }

    private static void awaitRebuilt(TestService service, String view) {
        service.post("/v1/views/" + view + "/rebuild", "");
        for (int i = 0; i < 2_000 && service.get("/v1/ledger").body().contains("\"rebuilding\":"); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Test
    void they_may_ask_the_views_and_go_on_when_a_view_was_built_anew() throws IOException, SQLException {
        try (var service = new TestService();
                Connection owner = service.database().connectAsOwner();
                Statement statement = owner.createStatement()) {
            statement.execute(commands()
                    .replace("ledger_app", service.database().service().user()));
            ask(statement);
            for (String view : List.of("standing", "history")) {
                awaitRebuilt(service, view);
            }
            ask(statement);
            statement.execute("drop owned by analyst; drop role analyst");
        }
    }

    private static void ask(Statement statement) throws SQLException {
        statement.execute("set role analyst");
        assertThat(statement.execute("select count(*) from standing.collection"))
                .isTrue();
        assertThat(statement.execute("select * from standing.verdict(gen_random_uuid(), 'a')"))
                .isTrue();
        assertThat(statement.execute("select count(*) from history.entry")).isTrue();
        statement.execute("reset role");
    }
}
