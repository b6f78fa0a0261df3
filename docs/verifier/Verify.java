import java.io.*;
import java.nio.*;
import java.nio.charset.*;
import java.nio.file.*;
import java.security.*;
import java.security.spec.X509EncodedKeySpec;
import java.time.*;
import java.util.*;
import java.util.function.Predicate;
import java.util.stream.*;

/**
 * Checks an evidence bundle of the consent ledger on a machine that has never heard of it, with the JDK (17 or newer) alone:
 *
 * <pre>java Verify.java bundle.json [--key NAME+ID+KEY]</pre>
 *
 * It ends with 0 where everything holds, with 1 where the bundle is refused, with 2 where it cannot be read. The law is written
 * here a second time, apart from the ledger's own code, on purpose.
 */
public final class Verify {
    private static final int MOST_BYTES = 16 << 20;
    private static final int HASH = 32;
    /** Why a bundle is refused. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        Refused(String reason) {
            super(reason);
        }
    }
    /**
     * What came of a check.
     *
     * @param refused why the bundle is refused; null where everything in it holds
     * @param lines what was found, in plain words
     */
    public record Report(String refused, List<String> lines) {}
    /** Reads a file, prints what it proves, and ends with 0, 1 or 2. */
    public static void main(String[] args) {
        boolean keyGiven = args.length == 3 && args[1].equals("--key");
        if (args.length != 1 && !keyGiven) {
            System.err.println("usage: java Verify.java bundle.json [--key NAME+ID+KEY]");
            System.exit(2);
        }
        try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
            Report report = check(in.readNBytes(MOST_BYTES + 1), keyGiven ? args[2] : null);
            report.lines().forEach(System.out::println);
            System.out.println(report.refused() == null ? "HOLDS" : "REFUSED: " + report.refused());
            System.exit(report.refused() == null ? 0 : 1);
        } catch (IOException e) {
            System.err.println("The file could not be read.");
            System.exit(2);
        }
    }

    /**
     * Checks a bundle.
     *
     * @param key the verifier key that the log is known by; null where only the bundle's own word is at hand
     */
    public static Report check(byte[] bundle, String key) {
        List<String> lines = new ArrayList<>();
        try {
            new Verify(bundle, key, lines).run();
            return new Report(null, lines);
        } catch (Refused e) {
            return new Report(e.getMessage(), lines);
        } catch (RuntimeException e) {
            return new Report("something in it has not the form that it should have", lines);
        }
    }

    private final Map<String, Object> bundle;
    private final String knownKey;
    private final List<String> lines;
    private final Checkpoint checkpoint;
    private final Map<String, Object> answer;
    private final Map<String, Object> question;
    private final boolean isHistory;
    private final long ledgerSize;
    private final Map<Long, Fact> facts = new TreeMap<>();
    /** Which places each stream shows, by its name or, where that is kept back, its label. */
    private final Map<String, Set<Long>> streams = new LinkedHashMap<>();
    /** Labels of the suppression keys of collections, by their places: the ledger's word. */
    private final Map<Long, Set<String>> suppression = new HashMap<>();

    private Verify(byte[] bytes, String knownKey, List<String> lines) {
        this.knownKey = knownKey;
        this.lines = lines;
        require(bytes.length <= MOST_BYTES, "it is longer than 16 MiB");
        String text = utf8(bytes);
        this.bundle = object(Json.parse(text));
        require(Json.write(bundle).equals(text), "it is not written in the one form that a bundle has");
        keys(bundle, "format checkpoint keys answer draft? suppression streams facts sha256");
        Map<String, Object> rest = new LinkedHashMap<>(bundle);
        rest.remove("sha256");
        String digest = HexFormat.of().formatHex(sha256(Json.write(rest).getBytes(StandardCharsets.UTF_8)));
        require(digest.equals(bundle.get("sha256")), "it is not what it was when it was made");
        require("consentledger-evidence-1".equals(bundle.get("format")), "it is of a format that is not known here");
        this.checkpoint = Checkpoint.open(text(bundle, "checkpoint"), texts(bundle.get("keys")));
        this.answer = object(bundle.get("answer"));
        this.isHistory = !answer.containsKey("question");
        this.question = isHistory ? answer : object(answer.get("question"));
        this.ledgerSize = number(question, "ledgerSize");
    }

    private void run() {
        require(knownKey == null || checkpoint.logs().contains(knownKey),
                "the checkpoint is of another log, or signed with another key than the one given");
        require(ledgerSize >= 0 && ledgerSize <= checkpoint.size(), "the question is about more facts than the checkpoint");
        readFacts();
        readSuppression();
        readStreams();
        checkStreams();
        Map<String, Object> derived = isHistory
                ? present("contactPoint", text(question, "contactPoint"), "ledgerSize", ledgerSize, "facts", (long) facts.size(),
                        "draft", bundle.get("draft"))
                : new Law().answer();
        require(Json.write(derived).equals(Json.write(answer)), "the answer is not what the law says of the facts");
        say();
    }
    private void readFacts() {
        long last = 0;
        for (Object item : list(bundle.get("facts"))) {
            Map<String, Object> shown = object(item);
            keys(shown, "place entry path");
            long place = number(shown, "place");
            require(place > last && place <= ledgerSize, "its facts are not in the order of their places, or beyond its size");
            last = place;
            byte[] leaf = sha256(new byte[] {0}, base64(text(shown, "entry")));
            byte[] root = treeRoot(place - 1, checkpoint.size(), leaf, hashes(shown.get("path")));
            require(Arrays.equals(root, checkpoint.root()), "a fact is not in the ledger at its place: " + place);
            facts.put(place, Fact.read(place, leaf, base64(text(shown, "entry"))));
        }
    }
    private void readSuppression() {
        long last = 0;
        for (Object item : list(bundle.get("suppression"))) {
            Map<String, Object> shown = object(item);
            keys(shown, "place labels");
            long place = number(shown, "place");
            require(place > last, "what suppression knows values by is not in order of place");
            last = place;
            List<String> labels = texts(shown.get("labels"));
            require(!labels.isEmpty() && labels.equals(labels.stream().distinct().sorted().toList()),
                    "what suppression knows a value by is not in order");
            suppression.put(place, new HashSet<>(labels));
        }
    }
    private void readStreams() {
        String last = "";
        for (Object item : list(bundle.get("streams"))) {
            Map<String, Object> shown = object(item);
            boolean named = shown.containsKey("name");
            List<Object> later = list(shown.get("later"));
            List<Object> places = list(shown.get("places"));
            keys(shown, (named ? "name" : "label") + " places later siblings end?");
            String name = text(shown, named ? "name" : "label");
            require(name.compareTo(last) > 0, "its streams are not in order");
            last = name;
            byte[] label = named ? label(name) : hex(name);
            var head = new StreamHead();
            for (Object place : places) {
                Fact fact = facts.get((Long) place);
                require(fact != null, "a stream names a fact that is not shown: " + place);
                head.append((Long) place, fact.leaf());
            }
            for (Object one : later) {
                keys(object(one), "place leaf");
                long place = number(object(one), "place");
                require(place > ledgerSize && place <= checkpoint.size(), "a later fact of a stream lies where it cannot be");
                head.append(place, hash(text(object(one), "leaf")));
            }
            require(head.count == 0 || !shown.containsKey("end"), "a stream that has facts is shown as one without");
            byte[] root = mapRoot(label, head, shown.get("end"), hashes(shown.get("siblings")));
            require(Arrays.equals(root, checkpoint.map()), "the facts shown are not all the facts of a stream: " + name);
            streams.put(name, places.stream().map(Long.class::cast).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** That the streams shown are those that a verdict reads, and that they hold what belongs into them. */
    private void checkStreams() {
        String contactPoint = text(question, "contactPoint");
        Set<String> needed = new TreeSet<>(List.of("contact-point:" + contactPoint, isHistory ? "use:" + contactPoint : "policies"));
        Set<Long> collected = new TreeSet<>();
        for (Fact fact : facts.values()) {
            if (fact.is("contact-point.collected") && contactPoint.equals(fact.get("contactPoint"))) {
                collected.add(fact.place());
                needed.add("collection:" + fact.get("collection"));
                needed.add("person:" + fact.get("person"));
                needed.addAll(isHistory
                        ? List.of("served:" + fact.get("person"), "use:" + fact.get("person"))
                        : suppression.getOrDefault(fact.place(), Set.of()));
            }
            if (fact.get("notice") != null && !fact.is("notice.published") && (isHistory || collected.contains(fact.place()))) {
                needed.add(noticeStream(fact));
            }
        }
        require((isHistory ? Set.of() : collected).containsAll(suppression.keySet()), "what suppression knows a value by stands at no collection of it");
        Set<String> labels = suppression.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        facts.values().stream().filter(fact -> fact.is("person.erased"))
                .filter(fact -> fact.suppressed().stream().anyMatch(key -> labels.contains(suppressionLabel(key))))
                .forEach(fact -> needed.add("lifting:" + fact.get("person")));
        require(needed.equals(streams.keySet()), "the streams shown are not those that the verdict reads: "
                + Stream.concat(needed.stream(), streams.keySet().stream())
                        .filter(name -> !(needed.contains(name) && streams.containsKey(name))).findFirst().orElse(""));
        Map<String, Fact> byId = facts.values().stream().collect(Collectors.toMap(Fact::id, fact -> fact));
        Set<Long> placed = new HashSet<>();
        for (Fact fact : facts.values()) {
            for (String stream : streamsOf(fact, byId, 0)) {
                if (streams.containsKey(stream)) {
                    placed.add(fact.place());
                    require(streams.get(stream).contains(fact.place()), "a fact is missing in a stream of its own: " + fact.place());
                }
            }
        }
        require(placed.equals(facts.keySet()), "it shows a fact that the verdict does not read");
    }

    /** The streams that a fact lies in; a retraction lies where the fact does that it names. */
    private static List<String> streamsOf(Fact fact, Map<String, Fact> byId, int depth) {
        String contactPoint = "contact-point:" + fact.get("contactPoint");
        String collection = "collection:" + fact.get("collection");
        String person = "person:" + fact.get("person");
        return switch (fact.type()) {
            case "contact-point.collected" -> List.of(contactPoint, person);
            case "purpose.assigned", "purpose.revoked" -> List.of(collection);
            case "consent.changed" -> List.of(person);
            case "contact-point.removed" -> fact.get("collection") == null ? List.of(contactPoint) : List.of(contactPoint, collection);
            case "person.erased" -> Stream.concat(Stream.of(person), fact.suppressed().stream().map(Verify::suppressionLabel)).toList();
            case "suppression.lifted" -> List.of("lifting:" + fact.get("person"));
            case "sentinel.planted" -> List.of(contactPoint);
            case "policy.adopted" -> List.of("policies");
            case "notice.served" -> List.of("served:" + fact.get("person"));
            case "contact-point.used" -> Stream.of("contactPoint", "person").filter(name -> fact.get(name) != null)
                    .map(name -> "use:" + fact.get(name)).toList();
            case "notice.published" -> List.of(noticeStream(fact));
            case "fact.retracted" -> {
                Fact named = byId.get(fact.retracted());
                require(named != null && depth < 100, "a retraction is shown without the fact that it names");
                yield streamsOf(named, byId, depth + 1);
            }
            default -> throw new Refused("it shows a fact of a type that a verdict does not read: " + fact.type());
        };
    }
    private static String noticeStream(Fact fact) {
        Map<String, Object> notice = object(fact.get("notice"));
        return "notice:" + notice.get("notice") + ":" + notice.get("language") + ":" + notice.get("version");
    }

    /** What is proven and what is not, in plain words. */
    private void say() {
        if (isHistory) {
            lines.add("ANSWER: what happened to contact point " + text(question, "contactPoint") + ", by place and time:");
            facts.values().forEach(fact -> lines.add("  " + fact.place() + " " + fact.occurredAt() + " " + fact.type()));
        } else {
            sayVerdict(object(question.get("policy")));
        }
        lines.add("PROVEN:");
        lines.add("- The checkpoint over " + checkpoint.size() + " facts is signed by " + String.join(" and ", checkpoint.logs()) + ".");
        checkpoint.witnesses().forEach(witness -> lines.add("- It was cosigned by " + witness + "."));
        lines.add("- Each of the " + facts.size() + " facts shown stands in that ledger at its place, every byte as it was recorded.");
        lines.add("- They are all the facts that the signed map has for this contact point, its collections and persons, and");
        lines.add("  whatever else the answer rests on (" + streams.size() + " streams, " + streams.values().stream().filter(Set::isEmpty).count()
                + " of them empty), up to place " + ledgerSize + ".");
        lines.add(isHistory ? "- Nothing else happened to it, as far as that map says."
                : "- The verdict, its reasons and every fact it rests on follow from these facts by the law, derived here anew.");
        lines.add("NOT PROVEN:");
        if (knownKey == null) {
            lines.add("- Whose key that is: compare it with one that you got elsewhere, or give it with --key.");
        }
        lines.add(checkpoint.witnesses().isEmpty()
                ? "- That others are shown the same ledger: no witness cosigned the checkpoint."
                : "- Who the witnesses are: compare their keys with ones that you got elsewhere.");
        lines.add("- That what was reported is true, or that everything that happened was reported.");
        lines.add("- That the map was made by its rules from all entries: whoever reads all of them can compute it.");
        lines.add("- Which e-mail address or phone number it is, and that suppression knows it by the "
                + suppression.values().stream().flatMap(Set::stream).distinct().count() + " label(s) stated: only the ledger's keys tell.");
        long asserted = facts.values().stream().filter(Fact::asserted).count();
        if (asserted > 0) {
            lines.add("- Since when " + asserted + " of the facts were known: their reporters asserted a moment before they were recorded.");
        }
        facts.values().stream().filter(fact -> fact.is("notice.published")).forEach(fact ->
                lines.add("- What notice " + object(fact.get("notice")).get("notice") + " said: its text is the one with the SHA-256 "
                        + fact.get("textHash") + "."));
    }
    private void sayVerdict(Map<String, Object> policy) {
        List<Object> collections = list(answer.get("collections"));
        lines.add("ANSWER: use of contact point " + question.get("contactPoint") + " for " + question.get("purpose") + " at "
                + question.get("at") + " was " + answer.get("verdict").toString().toUpperCase() + " (" + answer.get("reason")
                + (answer.containsKey("rule") ? ", rule " + answer.get("rule") : "") + "), as known "
                + (question.get("known") == null ? "without limit" : "by " + question.get("known")) + ", from the ledger's first "
                + ledgerSize + " facts; " + collections.size() + " collection(s) count.");
        lines.add("Policy: " + (policy.get("version").equals("") ? "none" : policy.get("version"))
                + (Boolean.TRUE.equals(policy.get("hypothetical")) ? ", a HYPOTHETICAL: another one than was in force" : "") + ".");
    }

    /** The law, written a second time, over facts as they stand in their entries. */
    private final class Law {
        private final Instant at = Instant.parse(text(question, "at"));
        private final Instant known = question.get("known") == null ? null : Instant.parse(text(question, "known"));
        private final String purpose = text(question, "purpose");
        private final String contactPoint = text(question, "contactPoint");
        private final Map<String, Object> asked = object(question.get("policy"));
        private final List<Fact> counting = counting(at);
        private final List<Fact> mine = collections(counting);
        private Fact adoption;
        private final Map<String, Object> policy = policy();
        private final Set<Long> suppressedBy = new TreeSet<>();
        private final Set<Long> liftedBy = new TreeSet<>();

        /** What one collection says. */
        private record Outcome(Fact collected, String reason, String rule, String basis, Set<Long> restsOn) {
            boolean permits() {
                return reason.equals("CONSENT") || reason.equals("BASIS");
            }
            int line() {
                return LINES.getOrDefault(reason, 5);
            }
        }
        private List<Fact> counting(Instant until) {
            Set<String> retracted = facts.values().stream().filter(fact -> fact.is("fact.retracted") && reached(fact))
                    .map(Fact::retracted).collect(Collectors.toSet());
            return facts.values().stream().filter(fact -> reached(fact) && !fact.occurredAt().isAfter(until))
                    .filter(fact -> fact.is("fact.retracted") || fact.is("person.erased") || !retracted.contains(fact.id())).toList();
        }
        private boolean reached(Fact fact) {
            return fact.place() <= ledgerSize && (known == null || !fact.knownAt().isAfter(known));
        }
        private List<Fact> collections(List<Fact> among) {
            return among.stream()
                    .filter(fact -> fact.is("contact-point.collected") && contactPoint.equals(fact.get("contactPoint"))).toList();
        }
        private List<Fact> all(String type, Predicate<Fact> condition) {
            return counting.stream().filter(fact -> fact.is(type) && condition.test(fact)).toList();
        }
        private Map<String, Object> policy() {
            if (bundle.containsKey("draft")) {
                return object(bundle.get("draft"));
            }
            require(!asked.containsKey("draft"), "the draft that was asked under is missing");
            Comparator<Fact> firstKnown = Comparator.comparing(Fact::knownAt).thenComparing(Fact::source, BY_CODE_POINT)
                    .thenComparing(fact -> fact.uuid().toString());
            if (Boolean.TRUE.equals(asked.get("hypothetical"))) {
                adoption = facts.values().stream().filter(fact -> fact.is("policy.adopted") && version(fact).equals(asked.get("version")))
                        .min(firstKnown).orElseThrow(() -> new Refused("the policy that was asked under was never adopted"));
            } else {
                adoption = all("policy.adopted", fact -> true).stream().max(Comparator.comparing(Fact::occurredAt)
                                .thenComparing(Law::version, BY_CODE_POINT).thenComparing(firstKnown.reversed())).orElse(null);
            }
            return adoption == null ? Map.of("version", "", "combine", "any", "rules", List.of()) : object(adoption.get("policy"));
        }
        private static String version(Fact adopted) {
            return text(object(adopted.get("policy")), "version");
        }
        Map<String, Object> answer() {
            suppress();
            List<Outcome> outcomes = mine.stream().map(this::outcome).toList();
            boolean permitted = permitted(outcomes);
            Outcome headline = outcomes.stream().filter(one -> one.permits() == permitted).max(Comparator.comparingInt(Outcome::line)
                            .thenComparing(one -> one.collected().occurredAt()).thenComparing(one -> one.collected().text("collection"))
                            .thenComparing(one -> one.collected().place())).orElse(null);
            require(headline != null || outcomes.isEmpty(), "no collection agrees with the verdict");
            boolean later = !collections(counting(Instant.parse("9999-12-31T23:59:59.999999Z"))).isEmpty();
            Map<String, Object> written = new LinkedHashMap<>(headline != null ? verdict(headline)
                    : present("verdict", "refused", "reason", later ? "NOT_COLLECTED" : "NO_RECORD"));
            written.put("question", question());
            written.put("collections", outcomes.stream().map(this::written).toList());
            return written;
        }
        private Map<String, Object> question() {
            boolean draft = bundle.containsKey("draft");
            Map<String, Object> used = present("version", policy.get("version"), "place", adoption == null ? null : adoption.place(),
                    "hypothetical", draft || Boolean.TRUE.equals(asked.get("hypothetical")),
                    "draft", draft ? HexFormat.of().formatHex(sha256(Json.write(policy).getBytes(StandardCharsets.UTF_8))) : null);
            Map<String, Object> written = present("contactPoint", contactPoint, "purpose", purpose, "at", at.toString());
            written.put("known", known == null ? null : known.toString());
            written.put("ledgerSize", ledgerSize);
            written.put("policy", used);
            return written;
        }
        private Map<String, Object> verdict(Outcome outcome) {
            return present("verdict", outcome.permits() ? "permitted" : "refused", "reason", outcome.reason(),
                    "rule", outcome.rule(), "basis", outcome.basis());
        }
        private Map<String, Object> written(Outcome outcome) {
            Map<String, Object> written = present(
                    "collection", outcome.collected().get("collection"), "collectedPlace", outcome.collected().place());
            written.putAll(verdict(outcome));
            written.put("restsOn", outcome.restsOn().stream().map(place -> facts.get(place).named()).toList());
            return written;
        }
        private boolean permitted(List<Outcome> outcomes) {
            if ("any".equals(policy.get("combine"))) {
                return outcomes.stream().anyMatch(Outcome::permits);
            }
            require("all".equals(policy.get("combine")), "the policy combines collections in a way that is not known here");
            List<Outcome> live = outcomes.stream().filter(one -> one.line() > 2).toList();
            return !live.isEmpty() && live.stream().allMatch(Outcome::permits);
        }
        private void suppress() {
            for (Fact erased : all("person.erased", fact -> true)) {
                for (String key : erased.suppressed()) {
                    for (Fact collected : mine) {
                        if (suppression.getOrDefault(collected.place(), Set.of()).contains(suppressionLabel(key))) {
                            List<Fact> lifts = latest(all("suppression.lifted", lift -> erased.get("person").equals(lift.get("person"))
                                    && lift.occurredAt().isAfter(erased.occurredAt())
                                    && (Boolean.TRUE.equals(lift.get("everything")) || list(lift.get("lifted")).contains(key))));
                            Set<Long> places = lifts.isEmpty() ? suppressedBy : liftedBy;
                            places.add(erased.place());
                            places.add(collected.place());
                            lifts.forEach(lift -> places.add(lift.place()));
                        }
                    }
                }
            }
        }
        private Outcome outcome(Fact collected) {
            Set<Long> erased = places(all("person.erased", fact -> fact.get("person").equals(collected.get("person"))));
            Set<Long> sentinels = places(all("sentinel.planted", fact -> contactPoint.equals(fact.get("contactPoint"))));
            if (!erased.isEmpty() || !sentinels.isEmpty()) {
                return outcome(collected, erased.isEmpty() ? "SENTINEL" : "ERASED", null, null, erased.isEmpty() ? sentinels : erased);
            }
            if (!suppressedBy.isEmpty()) {
                return outcome(collected, "SUPPRESSED", null, null, suppressedBy);
            }
            Outcome found = unsuppressed(collected);
            found.restsOn().addAll(liftedBy);
            return found;
        }
        private Outcome unsuppressed(Fact collected) {
            Object collection = collected.get("collection");
            Set<Long> removed = places(all("contact-point.removed", fact -> fact.get("collection") != null
                    ? collection.equals(fact.get("collection"))
                    : contactPoint.equals(fact.get("contactPoint")) && !collected.occurredAt().isAfter(fact.occurredAt())));
            if (!removed.isEmpty()) {
                return outcome(collected, "REMOVED", null, null, removed);
            }
            for (Object item : list(policy.get("rules"))) {
                Map<String, Object> rule = object(item);
                require(RULE.containsAll(rule.keySet()), "a rule has a condition that is not known here");
                Set<Long> restsOn = holds(rule, collected);
                if (restsOn != null) {
                    restsOn.addAll(adoption == null ? Set.of() : Set.of(adoption.place()));
                    String id = text(rule, "id");
                    if ("refuse".equals(rule.get("effect"))) {
                        return outcome(collected, "RULE", id, null, restsOn);
                    }
                    require("allow".equals(rule.get("effect")), "a rule has an effect that is not known here");
                    return onBasis(collected, (String) rule.getOrDefault("basis", "legitimate-interests"), id, restsOn);
                }
            }
            List<Fact> words = assignments(collection, purpose);
            if (words.isEmpty()) {
                return outcome(collected, "PURPOSE_NOT_ASSIGNED", null, null, Set.of());
            }
            if (words.stream().anyMatch(word -> word.is("purpose.revoked"))) {
                return outcome(collected, "PURPOSE_REVOKED", null, null, places(words));
            }
            String basis = words.stream().map(word -> word.text("basis")).min(Comparator.comparingInt(Law::strictness)).get();
            return onBasis(collected, basis, null, places(words));
        }
        private static int strictness(String basis) {
            int at = BASES.indexOf(basis);
            require(at >= 0, "a fact names a basis that is not known here");
            return at;
        }

        /** The assignments and revocations that speak on a purpose of a collection. */
        private List<Fact> assignments(Object collection, String of) {
            return latest(counting.stream().filter(fact -> fact.is("purpose.assigned") || fact.is("purpose.revoked"))
                    .filter(fact -> collection.equals(fact.get("collection")) && covers(fact.text("purpose"), of)).toList());
        }

        /** What a rule's conditions rest on; null where they do not hold. */
        private Set<Long> holds(Map<String, Object> rule, Fact collected) {
            Map<String, Object> data = collected.data();
            Object notice = data.get("notice") == null ? null : object(data.get("notice")).get("notice");
            if (!isOneOf(rule.get("surfaces"), data.get("surface"))
                    || !isOneOf(rule.get("suppliers"), object(data.get("suppliedBy")).get("kind"))
                    || !isOneOf(rule.get("channels"), data.get("channel"))
                    || !isOneOf(rule.get("jurisdictions"), data.get("jurisdiction")) || !isOneOf(rule.get("notices"), notice)
                    || (rule.get("usedFor") != null && !covers(text(rule, "usedFor"), purpose))) {
                return null;
            }
            Set<Long> restsOn = new TreeSet<>();
            if (rule.get("assignedWithin") == null) {
                return restsOn;
            }
            for (Fact assigned : all("purpose.assigned", fact -> fact.get("collection").equals(data.get("collection"))
                    && covers(text(rule, "assignedWithin"), fact.text("purpose")))) {
                List<Fact> words = assignments(data.get("collection"), assigned.text("purpose"));
                if (words.stream().noneMatch(word -> word.is("purpose.revoked"))) {
                    restsOn.add(assigned.place());
                    restsOn.addAll(places(words));
                }
            }
            return restsOn.isEmpty() ? null : restsOn;
        }
        private boolean isOneOf(Object condition, Object value) {
            return condition == null || (value != null && list(condition).contains(value));
        }
        private Outcome onBasis(Fact collected, String basis, String rule, Set<Long> restsOn) {
            boolean onConsent = basis.equals("consent");
            boolean objectable = basis.equals("legitimate-interests") || basis.equals("public-task");
            strictness(basis);
            if (!onConsent && !objectable) {
                return outcome(collected, "BASIS", rule, basis, restsOn);
            }
            Set<Object> tags = tags(contactPoint);
            List<Fact> words = all("consent.changed", word -> covers(word.text("purpose"), purpose)
                    && collected.get("person").equals(word.get("person")) && (word.get("contactPoint") == null
                            || contactPoint.equals(word.get("contactPoint")) || !shared(word, tags).isEmpty()));
            for (List<Fact> latest = latest(words); !latest.isEmpty(); latest = latest(words)) {
                Instant instant = latest.get(0).occurredAt();
                boolean negative = latest.stream().anyMatch(word -> !POSITIVE.contains(status(word)));
                boolean expired = latest.stream().anyMatch(word -> word.get("expiresAt") != null
                        && !Instant.parse(word.text("expiresAt")).isAfter(at));
                if (negative || !expired || onConsent) {
                    Set<Long> all = new TreeSet<>(restsOn);
                    latest.forEach(word -> all.addAll(through(word, tags)));
                    String reason = onConsent ? negative ? "CONSENT_NEGATIVE" : expired ? "CONSENT_EXPIRED" : "CONSENT"
                            : negative ? "OBJECTED" : "BASIS";
                    return outcome(collected, reason, rule, basis, all);
                }
                words = words.stream().filter(word -> word.occurredAt().isBefore(instant)).toList();
            }
            return outcome(collected, onConsent ? "CONSENT_MISSING" : "BASIS", rule, basis, restsOn);
        }
        private String status(Fact word) {
            String status = word.text("status");
            require(POSITIVE.contains(status) || NEGATIVE.contains(status), "a word has a status that is not known here");
            return status;
        }
        private Set<Object> tags(Object of) {
            Set<Object> tags = new HashSet<>();
            all("contact-point.collected", fact -> of.equals(fact.get("contactPoint")))
                    .forEach(fact -> tags.addAll(list(object(fact.get("value")).get("tags"))));
            return tags;
        }
        private Set<Object> shared(Fact word, Set<Object> tags) {
            Set<Object> shared = new HashSet<>(list(word.get("tags")));
            shared.addAll(tags(word.get("contactPoint")));
            shared.retainAll(tags);
            return shared;
        }

        /** The word's place, and those of the collections whose tags take it to the contact point. */
        private Set<Long> through(Fact word, Set<Object> tags) {
            Set<Long> places = new TreeSet<>(Set.of(word.place()));
            Object scope = word.get("contactPoint");
            if (scope != null && !scope.equals(contactPoint)) {
                Set<Object> shared = shared(word, tags);
                places.addAll(places(all("contact-point.collected", fact -> (scope.equals(fact.get("contactPoint"))
                                || contactPoint.equals(fact.get("contactPoint")))
                        && list(object(fact.get("value")).get("tags")).stream().anyMatch(shared::contains))));
            }
            return places;
        }
        private Outcome outcome(Fact collected, String reason, String rule, String basis, Collection<Long> restsOn) {
            Set<Long> places = new TreeSet<>(restsOn);
            places.add(collected.place());
            return new Outcome(collected, reason, rule, basis, places);
        }
        private Set<Long> places(List<Fact> of) {
            return of.stream().map(Fact::place).collect(Collectors.toCollection(TreeSet::new));
        }

        /** The words of the latest instant; empty where there are none. */
        private List<Fact> latest(List<Fact> words) {
            Instant latest = words.stream().map(Fact::occurredAt).max(Comparator.naturalOrder()).orElse(null);
            return words.stream().filter(word -> word.occurredAt().equals(latest)).toList();
        }
    }
    private static final List<String> BASES =
            List.of("consent", "legitimate-interests", "public-task", "contract", "vital-interests", "legal-obligation");
    private static final Map<String, Integer> LINES = Map.of("ERASED", 1, "SENTINEL", 1, "SUPPRESSED", 1, "REMOVED", 2,
            "RULE", 3, "PURPOSE_NOT_ASSIGNED", 4, "PURPOSE_REVOKED", 4);
    private static final Set<String> POSITIVE = Set.of("given", "renewed");
    private static final Set<String> NEGATIVE = Set.of("refused", "withdrawn", "objected", "revoked", "invalidated");
    private static final Set<String> RULE = Set.of("id", "sentence", "surfaces", "suppliers", "channels", "jurisdictions", "notices",
            "assignedWithin", "usedFor", "effect", "basis");
    private static final Comparator<String> BY_CODE_POINT = (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

    private static boolean covers(String purpose, String other) {
        return other.equals(purpose) || other.startsWith(purpose + ".");
    }

    /** A fact as its sealed entry says it. */
    private record Fact(long place, byte[] leaf, Instant occurredAt, Instant knownAt, boolean asserted, UUID uuid,
            String source, String type, Map<String, Object> data) {
        static Fact read(long place, byte[] leaf, byte[] entry) {
            ByteBuffer from = ByteBuffer.wrap(entry);
            require(from.get() == 1, "a fact has a layout that is not known here");
            from.position(33 + 8);
            Instant occurredAt = moment(from.getLong());
            Instant knownAt = moment(from.getLong());
            boolean asserted = from.get() != 0;
            UUID id = new UUID(from.getLong(), from.getLong());
            String source = next(from, Short.toUnsignedInt(from.getShort()));
            String type = next(from, Byte.toUnsignedInt(from.get()));
            require(from.getShort() == 1, "a fact has a revision that is not known here");
            Map<String, Object> data = object(Json.parse(next(from, from.remaining())));
            return new Fact(place, leaf, occurredAt, knownAt, asserted, id, source, type, data);
        }
        private static Instant moment(long micros) {
            return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
        }
        private static String next(ByteBuffer from, int length) {
            byte[] bytes = new byte[length];
            from.get(bytes);
            return utf8(bytes);
        }
        Object get(String field) {
            return data.get(field);
        }
        String text(String field) {
            return Verify.text(data, field);
        }
        boolean is(String name) {
            return type.equals(name);
        }
        String id() {
            return uuid + " " + source;
        }

        /** Which fact a retraction names, as {@link #id} tells it. */
        String retracted() {
            Map<String, Object> fact = object(data.get("fact"));
            return fact.get("id") + " " + fact.get("source");
        }
        List<String> suppressed() {
            return texts(data.get("suppressed"));
        }
        Map<String, Object> named() {
            return present("place", place, "id", uuid.toString(), "source", source, "type", "org.consentledger." + type,
                    "occurredAt", occurredAt.toString(), "knownAt", knownAt.toString());
        }
    }

    /** The fields that have a value, in order. */
    private static Map<String, Object> present(Object... namesAndValues) {
        Map<String, Object> present = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                present.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return present;
    }

    /** What the log signed. Sources: C2SP signed-note, tlog-checkpoint, tlog-cosignature. */
    private record Checkpoint(long size, byte[] root, byte[] map, List<String> logs, List<String> witnesses) {
        static Checkpoint open(String note, List<String> keys) {
            int blank = note.lastIndexOf("\n\n");
            require(blank > 0 && note.endsWith("\n"), "its checkpoint is no signed note");
            String text = note.substring(0, blank + 1);
            List<String> signatures = List.of(note.substring(blank + 2, note.length() - 1).split("\n", -1));
            require(signatures.size() <= 100, "its checkpoint has more than 100 signatures");
            require(signatures.size() == keys.size(), "its checkpoint has not one signature for each key");
            require(new HashSet<>(keys).size() == keys.size(), "it names a key twice");
            List<String> logs = new ArrayList<>();
            List<String> witnesses = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                verify(text, signatures.get(i), keys.get(i), logs, witnesses);
            }
            require(!logs.isEmpty(), "its checkpoint is not signed by a log");
            String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
            require(lines.length == 4 && lines[3].startsWith("map "), "its checkpoint says nothing of what is complete");
            require(logs.stream().allMatch(key -> lines[0].equals(key.split("\\+", 2)[0])), "its checkpoint is of another log than its key");
            require(lines[1].matches("[1-9][0-9]{0,17}"), "its checkpoint has no size");
            return new Checkpoint(Long.parseLong(lines[1]), hash(lines[2]), hash(lines[3].substring(4)), logs, witnesses);
        }
        private static void verify(String text, String line, String key, List<String> logs, List<String> witnesses) {
            String[] parts = key.split("\\+", 3);
            require(parts.length == 3 && line.startsWith("\u2014 " + parts[0] + " "), "a signature of its checkpoint is of another key");
            byte[] typed = base64(parts[2]);
            boolean log = typed.length > 0 && typed[0] == 1;
            require(typed.length == 1 + HASH && (log || typed[0] == 4), "a key of its checkpoint is of a kind that is not known here");
            byte[] id = Arrays.copyOf(sha256((parts[0] + "\n").getBytes(StandardCharsets.UTF_8), typed), 4);
            byte[] signed = base64(line.substring(parts[0].length() + 3));
            require(parts[1].equals(HexFormat.of().formatHex(id)) && signed.length == (log ? 68 : 76)
                    && Arrays.equals(id, Arrays.copyOf(signed, 4)), "a signature of its checkpoint is of another key");
            long time = log ? 0 : ByteBuffer.wrap(signed, 4, 8).getLong();
            String message = log ? text : "cosignature/v1\ntime " + time + "\n" + text;
            require(ed25519(Arrays.copyOfRange(typed, 1, typed.length), message, Arrays.copyOfRange(signed, signed.length - 64, signed.length)),
                    "a signature of its checkpoint is wrong");
            (log ? logs : witnesses).add(log ? key : key + " at " + Instant.ofEpochSecond(time));
        }
        private static boolean ed25519(byte[] key, String message, byte[] signature) {
            try {
                byte[] encoded = join(HexFormat.of().parseHex("302a300506032b6570032100"), key);
                Signature ed25519 = Signature.getInstance("Ed25519");
                ed25519.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
                ed25519.update(message.getBytes(StandardCharsets.UTF_8));
                return ed25519.verify(signature);
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }

    /** The tree of all facts. Source: RFC 6962, section 2.1. */
    private static byte[] treeRoot(long index, long size, byte[] leaf, List<byte[]> path) {
        byte[] node = leaf;
        long at = index;
        long last = size - 1;
        for (byte[] sibling : path) {
            require(last > 0, "a fact's proof is too long");
            if (at % 2 == 1 || at == last) {
                node = sha256(new byte[] {1}, sibling, node);
                while (at % 2 == 0 && at > 0) {
                    at /= 2;
                    last /= 2;
                }
            } else {
                node = sha256(new byte[] {1}, node, sibling);
            }
            at /= 2;
            last /= 2;
        }
        require(last == 0, "a fact's proof is too short");
        return node;
    }

    /** How many facts a stream has, and the chain of them. */
    private static final class StreamHead {
        private long count;
        private long last;
        private byte[] chain = new byte[HASH];

        void append(long place, byte[] leaf) {
            require(place > last, "the facts of a stream are not in the order of their places");
            last = place;
            count++;
            chain = sha256(new byte[] {2}, chain, number(place), leaf);
        }
    }

    /** The map from streams to their facts: a Merkle tree along the bits of each stream's label. */
    private static byte[] mapRoot(byte[] label, StreamHead head, Object end, List<byte[]> siblings) {
        require(siblings.size() <= 256, "a stream's proof is too long");
        byte[] node = head.count > 0 ? streamLeaf(label, head.count, head.chain) : end == null ? new byte[HASH] : another(label, object(end), siblings.size());
        for (int level = siblings.size() - 1; level >= 0; level--) {
            byte[] sibling = siblings.get(level);
            node = bit(label, level) == 1 ? sha256(new byte[] {4}, sibling, node) : sha256(new byte[] {4}, node, sibling);
        }
        return node;
    }
    private static byte[] streamLeaf(byte[] label, long count, byte[] chain) {
        return sha256(new byte[] {3}, label, number(count), chain);
    }

    /** Another stream that stands where the one asked about would. */
    private static byte[] another(byte[] label, Map<String, Object> end, int levels) {
        keys(end, "label count chain");
        byte[] other = hex(text(end, "label"));
        require(!Arrays.equals(other, label), "a stream that has facts is shown without them");
        for (int level = 0; level < levels; level++) {
            require(bit(other, level) == bit(label, level), "a stream is said to be empty on the word of one that stands elsewhere");
        }
        return streamLeaf(other, number(end, "count"), hash(text(end, "chain")));
    }
    private static int bit(byte[] label, int level) {
        return label[level / 8] >> (7 - level % 8) & 1;
    }
    private static byte[] label(String stream) {
        return sha256(stream.getBytes(StandardCharsets.UTF_8));
    }
    private static String suppressionLabel(String key) {
        return HexFormat.of().formatHex(label("suppression:" + key));
    }
    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
    private static byte[] number(long number) {
        return ByteBuffer.allocate(8).putLong(number).array();
    }
    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Refused(otherwise);
        }
    }

    private static void keys(Map<String, Object> object, String names) {
        List<String> expected = new ArrayList<>();
        for (String name : names.split(" ")) {
            boolean optional = name.endsWith("?");
            String key = optional ? name.substring(0, name.length() - 1) : name;
            if (!optional || object.containsKey(key)) {
                expected.add(key);
            }
        }
        require(List.copyOf(object.keySet()).equals(expected), "a part of it has not the fields that it should have: " + names);
    }
    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        require(value instanceof Map, "a part of it is missing, or no object");
        return (Map<String, Object>) value;
    }
    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        require(value instanceof List, "a part of it is missing, or no list");
        return (List<Object>) value;
    }
    private static String text(Map<String, Object> object, String name) {
        require(object.get(name) instanceof String, "a text is missing: " + name);
        return (String) object.get(name);
    }
    private static long number(Map<String, Object> object, String name) {
        require(object.get(name) instanceof Long, "a number is missing: " + name);
        return (Long) object.get(name);
    }
    private static List<String> texts(Object value) {
        return list(value).stream().map(String.class::cast).toList();
    }
    private static List<byte[]> hashes(Object value) {
        return texts(value).stream().map(Verify::hash).toList();
    }
    private static byte[] hash(String base64) {
        byte[] hash = base64(base64);
        require(hash.length == HASH, "a hash has not 32 bytes");
        return hash;
    }
    private static byte[] hex(String text) {
        require(text.matches("[0-9a-f]{64}"), "a label is not 64 lower-case hexadecimal digits");
        return HexFormat.of().parseHex(text);
    }
    private static byte[] base64(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        require(Base64.getEncoder().encodeToString(bytes).equals(text), "a text in Base64 is not in its one form");
        return bytes;
    }
    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Refused("it is no text in UTF-8");
        }
    }

    /** JSON of objects, lists, texts, whole numbers, true, false and null. */
    private static final class Json {
        private static final int DEEPEST = 32;
        private final String text;
        private int at;

        private Json(String text) {
            this.text = text;
        }
        static Object parse(String text) {
            var json = new Json(text);
            Object value = json.value(0);
            require(json.at == text.length(), "something follows where it should end");
            return value;
        }
        private Object value(int depth) {
            require(depth < DEEPEST, "it is nested too deep");
            return switch (next()) {
                case '{' -> object(depth);
                case '[' -> list(depth);
                case '"' -> string();
                case 't' -> word("rue", true);
                case 'f' -> word("alse", false);
                case 'n' -> word("ull", null);
                default -> number();
            };
        }
        private char next() {
            require(at < text.length(), "it ends too soon");
            return text.charAt(at++);
        }
        private boolean skip(char c) {
            boolean there = at < text.length() && text.charAt(at) == c;
            at += there ? 1 : 0;
            return there;
        }
        private void expect(char c) {
            require(next() == c, "it is not the JSON that a bundle is, near character " + at);
        }
        private Object word(String rest, Object value) {
            rest.chars().forEach(c -> expect((char) c));
            return value;
        }
        private Map<String, Object> object(int depth) {
            Map<String, Object> object = new LinkedHashMap<>();
            if (skip('}')) {
                return object;
            }
            do {
                expect('"');
                String key = string();
                expect(':');
                Object value = value(depth + 1);
                require(!object.containsKey(key), "an object has a field twice");
                object.put(key, value);
            } while (skip(','));
            expect('}');
            return object;
        }
        private List<Object> list(int depth) {
            List<Object> list = new ArrayList<>();
            if (skip(']')) {
                return list;
            }
            do {
                list.add(value(depth + 1));
            } while (skip(','));
            expect(']');
            return list;
        }
        private Long number() {
            int from = --at;
            skip('-');
            while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
                at++;
            }
            require(text.substring(from, at).matches("0|-?[1-9][0-9]{0,17}"), "it is not the JSON that a bundle is, near character " + at);
            return Long.valueOf(text.substring(from, at));
        }
        private String string() {
            var string = new StringBuilder();
            for (char c = next(); c != '"'; c = next()) {
                require(c >= ' ', "a text has a control character");
                if (c != '\\') {
                    string.append(c);
                    continue;
                }
                char escaped = next();
                int plain = "bfnrt".indexOf(escaped);
                if (plain >= 0) {
                    string.append("\b\f\n\r\t".charAt(plain));
                } else if (escaped == 'u') {
                    require(at + 4 <= text.length(), "it ends too soon");
                    string.append((char) HexFormat.fromHexDigits(text, at, at + 4));
                    at += 4;
                } else {
                    require(escaped == '"' || escaped == '\\', "a text escapes what needs no escape");
                    string.append(escaped);
                }
            }
            return string.toString();
        }
        static String write(Object value) {
            var to = new StringBuilder();
            write(value, to);
            return to.toString();
        }
        private static void write(Object value, StringBuilder to) {
            if (value instanceof Map<?, ?> map) {
                to.append('{');
                map.forEach((name, field) -> {
                    to.append(to.charAt(to.length() - 1) == '{' ? "" : ",");
                    write((String) name, to);
                    write(field, to.append(':'));
                });
                to.append('}');
            } else if (value instanceof List<?> list) {
                to.append('[');
                for (int i = 0; i < list.size(); i++) {
                    write(list.get(i), to.append(i == 0 ? "" : ","));
                }
                to.append(']');
            } else if (value instanceof String string) {
                write(string, to);
            } else {
                to.append(value);
            }
        }
        private static void write(String string, StringBuilder to) {
            to.append('"');
            for (int i = 0; i < string.length(); i++) {
                char c = string.charAt(i);
                int escape = "\b\f\n\r\t\"\\".indexOf(c);
                if (escape >= 0) {
                    to.append('\\').append("bfnrt\"\\".charAt(escape));
                } else if (c < ' ') {
                    to.append(String.format("\\u%04X", (int) c));
                } else {
                    to.append(c);
                }
            }
            to.append('"');
        }
    }
}
