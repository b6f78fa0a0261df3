package org.consentledger.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM that runs a server on a folder, and ends as it is told. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ServerProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** What the other JVM does: arguments are the server's folder and that of its programs. */
    public static void main(String[] arguments) throws IOException {
        EmbeddedServer server = EmbeddedServer.start(ServerSettings.in(Path.of(arguments[0]))
                .withBinariesIn(Path.of(arguments[1]))
                .with("shared_buffers", "16MB"));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "postgres-closer"));
        System.out.println("port " + server.port());
        if (System.in.read() == 'h') {
            Runtime.getRuntime().halt(1);
        }
    }

    /** Starts it with {@code command} before the JVM's own; returns once its server is ready. */
    static ServerProcess start(List<String> command, String classPath, Path folder, Path binaries) throws IOException {
        List<String> whole = new ArrayList<>(command);
        whole.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        whole.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath, ServerProcess.class.getName()));
        whole.addAll(List.of(folder.toString(), binaries.toString()));
        ServerProcess started = new ServerProcess(
                new ProcessBuilder(whole).redirectErrorStream(true).start());
        StringBuilder said = new StringBuilder();
        for (String line = started.output.readLine(); line != null; line = started.output.readLine()) {
            if (line.startsWith("port ")) {
                return started;
            }
            said.append(line).append('\n');
        }
        throw new IOException("The other JVM has started no server:\n" + said);
    }

    static ServerProcess start(Path folder) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), folder, EmbeddedServerIT.BINARIES);
    }

    /** Ends the JVM as a crash would: no hook runs. */
    void halt() throws IOException {
        process.getOutputStream().write('h');
        process.getOutputStream().flush();
        process.onExit().join();
    }

    /** Asks the JVM to end, as {@code kill} does, and waits until it has. */
    void terminate() {
        process.destroy();
        process.onExit().join();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        terminate();
        output.close();
    }
}
