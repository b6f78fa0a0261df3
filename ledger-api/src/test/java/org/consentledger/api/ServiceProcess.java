package org.consentledger.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.consentledger.access.Role;
import org.consentledger.app.LedgerApplication;
import org.consentledger.store.TestDatabase;

/** The service in a JVM of its own, which ends with this one at the latest. */
public final class ServiceProcess extends RunningService implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Pattern KEY = Pattern.compile(" {2}([a-z]+) +(clk_\\S+)");
    /** Those of the last first start: whoever starts again on what another left asks with the keys that it told. */
    private static final Map<Role, String> TOLD = Collections.synchronizedMap(new EnumMap<>(Role.class));

    private final Process process;

    private ServiceProcess(Process process, int port, TestKeys keys) {
        super(port, keys);
        this.process = process;
    }

    /** The service from this JVM's class path, once it is ready. */
    public static ServiceProcess start(List<String> jvm, List<String> arguments) throws IOException {
        return start(LedgerApplication.class, jvm, arguments);
    }

    /** As {@link #start(List, List)}, on {@code database} and with so much heap at most; it ends where that does not suffice. */
    public static ServiceProcess withHeap(String heap, TestDatabase database) throws IOException {
        return start(
                List.of("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError"), ServiceSettings.of(database, database.port()));
    }

    /** As {@link #start(List, List)}, with another main class. */
    public static ServiceProcess start(Class<?> main, List<String> jvm, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java().toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.add("-Ddisable-axoniq-console-message=true");
        command.addAll(jvm);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", "")));
        command.add(main.getName());
        command.addAll(arguments);
        return start(new ProcessBuilder(command));
    }

    /** What {@code command} starts, once it is ready, asked with the keys of the last first start. */
    static ServiceProcess start(ProcessBuilder command) throws IOException {
        return start(command, () -> new TestKeys(TOLD));
    }

    /** As {@link #start(ProcessBuilder)}, asked with those of another start. */
    static ServiceProcess start(ProcessBuilder command, Supplier<TestKeys> keys) throws IOException {
        Process process = command.redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "service-closer"));
        var port = new CompletableFuture<Integer>();
        Thread.ofVirtual().start(() -> listen(process, port));
        return new ServiceProcess(process, port.join(), keys.get());
    }

    /** The java that this JVM was started with. */
    static Path java() {
        return Path.of(System.getProperty("java.home", ""), "bin", "java");
    }

    /** Reads all that the service prints, lest it waits for a reader. */
    private static void listen(Process process, CompletableFuture<Integer> port) {
        var said = new StringBuilder();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher ready = READY.matcher(line);
                Matcher key = KEY.matcher(line);
                if (key.matches()) {
                    TOLD.put(Role.valueOf(key.group(1).toUpperCase(Locale.ROOT)), key.group(2));
                }
                if (ready.find()) {
                    port.complete(Integer.valueOf(ready.group(1)));
                }
                if (!port.isDone()) {
                    said.append(line).append('\n');
                }
            }
            port.completeExceptionally(new IllegalStateException("the service has not started:\n" + said));
        } catch (IOException e) {
            port.completeExceptionally(new UncheckedIOException(e));
        }
    }

    /** Ends the service at once, as {@code kill -9} does, and waits until it has. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Asks the service to end, as {@code kill} does, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("the service does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
