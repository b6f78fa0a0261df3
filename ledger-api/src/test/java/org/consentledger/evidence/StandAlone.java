package org.consentledger.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The verifier that outsiders are given, compiled from its one file and called as they would call it. */
final class StandAlone {
    /** Where it stands, seen from the module that tests it. */
    static final Path SOURCE =
            Path.of("../docs/verifier/Verify.java").toAbsolutePath().normalize();

    private static final StandAlone ONLY = new StandAlone();

    private final Path classes;
    private final MethodHandle check;
    private final MethodHandle refused;

    private StandAlone() {
        try {
            classes = Files.createDirectories(Path.of("target", "verifier").toAbsolutePath());
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            int outcome = compiler.run(
                    null,
                    null,
                    null,
                    "--release",
                    "17",
                    "-Xlint:all",
                    "-Werror",
                    "-d",
                    classes.toString(),
                    SOURCE.toString());
            if (outcome != 0) {
                throw new IllegalStateException("the verifier does not compile");
            }
            // Not closed: its classes are used until the JVM ends.
            var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null);
            Class<?> verify = loader.loadClass("Verify");
            Class<?> report = loader.loadClass("Verify$Report");
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            check = lookup.findStatic(verify, "check", MethodType.methodType(report, byte[].class, String.class));
            refused = lookup.findVirtual(report, "refused", MethodType.methodType(String.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the verifier has not the methods that it should have", e);
        }
    }

    /** The folder of its compiled classes. */
    static Path classes() {
        return ONLY.classes;
    }

    /** Why it refuses a bundle; null where everything in it holds. */
    static @Nullable String refused(byte[] bundle) {
        return refused(bundle, null);
    }

    /** As {@link #refused(byte[])}, with the key that the log is known by. */
    static @Nullable String refused(byte[] bundle, @Nullable String key) {
        try {
            return (String) ONLY.refused.invoke(ONLY.check.invoke(bundle, key));
        } catch (Throwable e) {
            throw new IllegalStateException("the verifier failed", e);
        }
    }

    /** What it prints and how it ends, run from its source by a JVM of its own. */
    static Run run(List<String> arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(SOURCE.toString()));
        all.addAll(arguments);
        return java(all);
    }

    /** A JVM of its own with these arguments. */
    static Run java(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), printed);
    }

    /** How a run ended. */
    record Run(int exit, String printed) {}
}
