package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HugeBodyIT {
    private static final int TIMEOUT_MILLIS = 60_000;

    @Test
    void a_claimed_ten_gigabytes_are_refused_before_any_is_read() throws IOException {
        try (Socket socket = open("Content-Length: 10000000000\r\n")) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 413").contains("/body-too-large", "\"limit\":1048576");
        }
        assertServes();
    }

    @Test
    void an_endless_body_is_refused_once_it_is_past_the_limit() throws IOException {
        long sent = 0;
        String answer;
        try (Socket socket = open("Transfer-Encoding: chunked\r\n")) {
            byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            OutputStream out = socket.getOutputStream();
            try {
                while (socket.getInputStream().available() == 0) {
                    out.write(chunk);
                    sent += 0x10000;
                }
            } catch (IOException _) {
                // The service has closed the connection: what it answered is still there to read.
            }
            answer = answer(socket);
        }
        assertThat(answer).startsWith("HTTP/1.1 413").contains("/body-too-large");
        assertThat(sent).isLessThan(100L << 20);
        assertServes();
    }

    @Test
    void what_is_no_http_is_a_problem_too() throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), TestService.RUNNING.port())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream()
                    .write("GET /{secret} HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(answer(socket))
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "/bad-request")
                    .doesNotContain("secret", "Tomcat", "java");
        }
    }

    private static Socket open(String header) throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), TestService.RUNNING.port());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        String head =
                "POST /v1/facts HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + header + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** What has come of the answer when its body ends or the connection does. */
    private static String answer(Socket socket) throws IOException {
        var answer = new StringBuilder();
        byte[] buffer = new byte[8_192];
        try {
            for (int read = socket.getInputStream().read(buffer);
                    read >= 0;
                    read = socket.getInputStream().read(buffer)) {
                answer.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                if (answer.indexOf("}") > 0) {
                    break;
                }
            }
        } catch (java.net.SocketException _) {
            // Closed by the service, which does not read the rest.
        }
        return answer.toString();
    }

    private static void assertServes() {
        assertThat(TestService.RUNNING.get("/v1/ledger").statusCode()).isEqualTo(200);
    }
}
