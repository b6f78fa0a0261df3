package org.consentledger.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.consentledger.law.Channel;
import org.consentledger.law.Illegal;
import org.consentledger.law.Sealed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is typed into a field is read or refused, and never comes back in a message. */
class NaughtyStringsTest {
    private static final byte[] BOUND_TO = {1};

    @TempDir
    private Path folder;

    @Test
    void a_naughty_string_in_any_field_is_read_or_refused_and_never_quoted() {
        Values values = new Values(Profiles.documented(), Installation.open(folder.resolve("secrets"), null));
        DataKey key = DataKey.draw();
        List<String> naughty = Cases.lines("blns.jsonl").stream()
                .map(row -> row.get("s").stringValue())
                .toList();
        Set<String> messages = new HashSet<>();
        List<String> printed = new ArrayList<>();
        for (String text : naughty) {
            List<Runnable> fields = List.of(
                    () -> keepsIt(values, key, GivenValue.plain(Channel.EMAIL, text, null), printed),
                    () -> keepsIt(values, key, GivenValue.plain(Channel.EMAIL, text + "@example.com", null), printed),
                    () -> keepsIt(values, key, GivenValue.plain(Channel.PHONE, text, "US"), printed),
                    () -> keepsIt(values, key, GivenValue.plain(Channel.PHONE, text + "+12062062006", null), printed),
                    () -> GivenValue.plain(Channel.PHONE, "206 206 2006", text),
                    () -> values.read(GivenValue.hash(Channel.EMAIL, Sha256.ofText("x"), text)),
                    () -> GivenHash.parse("value.sha256", text),
                    () -> printed.add(new PersonReference.OfPlatform(text).toString()),
                    () -> key.open(new Sealed(text), BOUND_TO));
            for (Runnable field : fields) {
                try {
                    field.run();
                } catch (Illegal | NotOpened e) {
                    messages.add(String.valueOf(e.getMessage()));
                }
            }
        }
        assertThat(messages).as("a few constant sentences").hasSizeBetween(8, 20);
        assertThat(printed).hasSizeGreaterThan(naughty.size());
        naughty.stream().filter(text -> text.length() > 7).forEach(text -> {
            assertThat(messages).noneMatch(message -> message.contains(text));
            assertThat(printed).noneMatch(line -> line.contains(text));
        });
    }

    private static void keepsIt(Values values, DataKey key, GivenValue given, List<String> printed) {
        KnownValue known = values.read(given);
        Sealed sealed = requireNonNull(values.seal(key, known, BOUND_TO).sealed());
        assertThat(values.open(key, sealed, BOUND_TO)).isEqualTo(known);
        printed.add(given.toString());
        printed.add(known.toString());
    }
}
