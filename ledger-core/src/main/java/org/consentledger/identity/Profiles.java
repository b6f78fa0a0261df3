package org.consentledger.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.consentledger.law.Channel;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;

/**
 * The installed profiles, the identity's first. Sets of them are written as a long: a bit for each of {@link #names()}, the
 * first the lowest. Such a set holds for one instance only. Safe for any number of threads.
 */
public final class Profiles {
    /** The profile under which a value given in plain text has its identity. It is always installed. */
    public static final String IDENTITY = "plain-1";
    /** The bit of {@link #IDENTITY}. */
    public static final long IDENTITY_BIT = 1;
    /** Stands in a list of names for every documented profile. */
    public static final String DOCUMENTED = "documented";

    private static final int MOST = Long.SIZE;

    private final List<Profile> all;
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<String> names;
    private final String listed;
    private final String words;
    private final Map<Channel, List<Rule>> rules;
    private final Map<String, long[]> translations = new ConcurrentHashMap<>();

    /** A rule with the profiles that have it, so that no two of them work it out. */
    private record Rule(Profile profile, long profiles) {}

    private Profiles(Collection<Profile> profiles) {
        if (profiles.size() > MOST) {
            throw new InstallationUnusable("No more than " + MOST + " profiles can be installed.");
        }
        all = List.copyOf(profiles);
        for (Profile profile : all) {
            positions.put(profile.name(), positions.size());
        }
        names = all.stream().map(Profile::name).toList();
        listed = String.join(", ", names);
        words = String.join(" ", names);
        rules = Map.of(Channel.EMAIL, rules(Channel.EMAIL), Channel.PHONE, rules(Channel.PHONE));
    }

    private List<Rule> rules(Channel channel) {
        SequencedMap<Profile, Long> grouped = new LinkedHashMap<>();
        for (Profile profile : all) {
            Profile first = grouped.keySet().stream()
                    .filter(other -> other.agrees(profile, channel))
                    .findFirst()
                    .orElse(profile);
            grouped.merge(first, bit(profile.name()), (some, one) -> some | one);
        }
        return grouped.entrySet().stream()
                .map(rule -> new Rule(rule.getKey(), rule.getValue()))
                .toList();
    }

    /** Every documented profile: the ledger's own and the platforms'. */
    public static Profiles documented() {
        return new Profiles(DocumentedProfiles.ALL);
    }

    /**
     * The profiles called {@code names}, where {@link #DOCUMENTED} stands for all documented ones.
     *
     * @param keyed those under partners' keys, by name
     * @throws InstallationUnusable where a name is not known
     */
    static Profiles named(List<String> names, Map<String, Profile> keyed) {
        SequencedMap<String, Profile> known = new LinkedHashMap<>();
        DocumentedProfiles.ALL.forEach(profile -> known.put(profile.name(), profile));
        var asked = new LinkedHashSet<Profile>();
        asked.add(Objects.requireNonNull(known.get(IDENTITY)));
        for (String name : names) {
            if (name.equals(DOCUMENTED)) {
                asked.addAll(DocumentedProfiles.ALL);
            } else {
                Profile profile = known.getOrDefault(name, keyed.get(name));
                if (profile == null) {
                    throw new InstallationUnusable("A profile that is to be installed is not known: " + name
                            + ". Name documented ones, or put a partner's key under that name into the secrets folder: "
                            + String.join(", ", known.sequencedKeySet()));
                }
                asked.add(profile);
            }
        }
        return new Profiles(asked);
    }

    /** The documented profile called {@code name}, for a keyed one to rest on. */
    static @Nullable Profile documented(String name) {
        return DocumentedProfiles.ALL.stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The profile called {@code name}; the error lists the installed ones. */
    public Profile get(String name) {
        return all.get(position(name));
    }

    private int position(String name) {
        Integer position = positions.get(name);
        if (position == null) {
            throw new Illegal("value.profile", "must be one of: " + listed);
        }
        return position;
    }

    /** All of them, the identity's first. */
    public List<Profile> all() {
        return all;
    }

    /** The names of all of them, in their order. */
    public List<String> names() {
        return names;
    }

    /** The set of all of them. */
    public long set() {
        return all.size() == MOST ? -1 : (1L << all.size()) - 1;
    }

    /**
     * The distinct hashes of a value given in plain text, the identity's first. A profile whose platform takes no such value is
     * in none of their sets.
     *
     * @throws Illegal where the text is certainly no such value
     */
    public List<ProfiledHash> keysOf(GivenValue plain) {
        return keysOf(plain, set());
    }

    /** As {@link #keysOf(GivenValue)}, by those of {@code profiles} alone. */
    List<ProfiledHash> keysOf(GivenValue plain, long profiles) {
        String text = Objects.requireNonNull(plain.plain(), "a plain value");
        PlainValue value = PlainValue.read(plain.channel(), text, plain.region());
        var forms = new ArrayList<String>();
        var hashes = new ArrayList<ProfiledHash>();
        for (Rule rule : Objects.requireNonNull(rules.get(plain.channel()))) {
            long asked = rule.profiles() & profiles;
            String form = asked == 0 ? null : rule.profile().normalForm(value);
            if (form == null) {
                continue;
            }
            int same = rule.profile().keyed() ? -1 : forms.indexOf(form);
            if (same < 0) {
                hashes.add(new ProfiledHash(rule.profile().hash(form), asked));
                // What a key goes into is no form that another profile could share.
                forms.add(rule.profile().keyed() ? "" : form);
            } else {
                ProfiledHash shared = hashes.get(same);
                hashes.set(same, new ProfiledHash(shared.hash(), shared.profiles() | asked));
            }
        }
        return hashes;
    }

    /**
     * The profiles under which a hash given under {@code name} is found: those that make the same of every value of the
     * channel. None where {@code name} is not installed.
     */
    long sameRule(Channel channel, String name) {
        long bit = bit(name);
        for (Rule rule : Objects.requireNonNull(rules.get(channel))) {
            if ((rule.profiles() & bit) != 0) {
                return rule.profiles();
            }
        }
        return 0;
    }

    /** The set of one profile; none where it is not installed. */
    private long bit(String name) {
        Integer position = positions.get(name);
        return position == null ? 0 : 1L << position;
    }

    /** Those of {@code set}, in which each bit stands for one of {@code words}, that are installed. */
    long translate(String words, long set) {
        long[] bits = translations.computeIfAbsent(words, text -> {
            String[] named = text.split(" ", -1);
            long[] bit = new long[named.length];
            for (int i = 0; i < named.length; i++) {
                bit[i] = bit(named[i]);
            }
            return bit;
        });
        long translated = 0;
        for (int i = 0; i < bits.length; i++) {
            if ((set >>> i & 1) != 0) {
                translated |= bits[i];
            }
        }
        return translated;
    }

    /** The names, separated by a space, as a sealed value tells them. */
    String words() {
        return words;
    }
}
