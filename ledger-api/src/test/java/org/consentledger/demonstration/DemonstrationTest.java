package org.consentledger.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemonstrationTest {
    @Test
    void a_ledger_with_data_of_its_own_is_left_alone() throws IOException, InterruptedException {
        List<String> asked = new ArrayList<>();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] answer = "{\"size\":1,\"source\":\"urn:somebody\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        other.start();
        var printed = new ByteArrayOutputStream();
        try (var service = new LedgerService(
                "http://127.0.0.1:" + other.getAddress().getPort(), new LedgerService.Keys("a", "b", "c"))) {
            new Demonstration(service, new PrintStream(printed, true, StandardCharsets.UTF_8))
                    .run(new Population(7, 1), null);
        } finally {
            other.stop(0);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("the demonstration is not loaded");
        assertThat(asked).containsExactly("GET /v1/ledger", "GET /v1/facts/1");
    }
}
