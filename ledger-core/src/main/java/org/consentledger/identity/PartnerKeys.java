package org.consentledger.identity;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys that partners share, in the folder {@code partners} of the secrets folder: one file for each keyed profile, called
 * by its name, with the documented profile whose normal form the key goes over.
 *
 * <pre>
 *   partner-acme-1.properties      form = x-2
 *                                  key = 64 hexadecimal digits, or any even number from 32 to 256
 * </pre>
 */
final class PartnerKeys {
    private static final Pattern FILE = Pattern.compile("(partner-[a-z0-9]+(?:-[a-z0-9]+)*-[1-9][0-9]*)\\.properties");
    private static final Pattern KEY = Pattern.compile("(?:[0-9a-fA-F]{2}){16,128}");
    private static final int MAX_NAME_LENGTH = 64;

    private PartnerKeys() {}

    /** The keyed profiles by name; none without the folder. */
    static Map<String, Profile> read(Path secrets) throws IOException {
        Path folder = secrets.resolve("partners");
        Map<String, Profile> keyed = new TreeMap<>();
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return keyed;
        }
        SecretsFolder.checkOwnersAlone(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                SecretsFolder.checkOwnersAlone(file);
                Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
                if (!name.matches() || name.group(1).length() > MAX_NAME_LENGTH) {
                    throw SecretsFolder.unusable(
                            "A partner's key must be in a file called partner-NAME-VERSION.properties", file, null);
                }
                keyed.put(name.group(1), profile(name.group(1), file));
            }
        }
        return keyed;
    }

    // Without a cause, and without what stands in the file: it is a secret, or close to one.
    private static Profile profile(String name, Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IllegalArgumentException _) {
            throw unreadable(file);
        }
        if (!properties.stringPropertyNames().equals(Set.of("form", "key"))) {
            throw unreadable(file);
        }
        Profile form = Profiles.documented(properties.getProperty("form").strip());
        String key = properties.getProperty("key").strip();
        if (form == null || !KEY.matcher(key).matches()) {
            throw unreadable(file);
        }
        return form.keyed(name, Hmac.shared(HexFormat.of().parseHex(key)));
    }

    private static InstallationUnusable unreadable(Path file) {
        return SecretsFolder.unusable(
                "A partner's key must be given as 'form', a documented profile, and 'key', 32 to 256 hexadecimal digits",
                file,
                null);
    }
}
