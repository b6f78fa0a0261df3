package org.consentledger.check;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.consentledger.check.Adoptions.Bound;
import org.consentledger.law.Channel;
import org.consentledger.law.Fact;
import org.consentledger.law.Moments;
import org.consentledger.law.Purpose;
import org.consentledger.law.Recorded;
import org.consentledger.law.SupplierKind;
import org.consentledger.law.SuppressionKey;
import org.consentledger.seal.TreeHead;

/**
 * An image with nothing recent as a stream of bytes. Policies and liftings of suppression are told by their places and read from
 * the ledger again. What is read was sealed by this program, so its shape is trusted.
 */
final class SnapshotFormat {
    /** Counts up with every change of what is written, that of a dossier's bytes and of the hashes of ids included. */
    static final int VERSION = 6;

    private SnapshotFormat() {}

    /**
     * What a snapshot says of itself.
     *
     * @param head the ledger's head after the group that the image's last fact came with
     */
    record Contents(TreeHead head, Numbers numbers, Image image) {}

    // ---- writing

    static void write(DataOutputStream out, TreeHead head, Image image, String profiles) throws IOException {
        out.writeUTF(words());
        out.writeUTF(profiles);
        out.writeLong(head.size());
        out.write(head.root());
        out.writeLong(image.place());
        writeAll(out, image.purposes().all(), purpose -> out.writeUTF(purpose.path()));
        writeAll(out, image.shapes().all(), shape -> writeShape(out, shape));
        writeAll(out, image.policies().all(), adoption -> writePlace(out, adoption.bound(), adoption.retractions()));
        writeAll(
                out,
                image.liftings().upTo(image.place()),
                lifting -> writePlace(out, lifting.bound(), lifting.retractions()));
        out.writeInt(image.erasures().size());
        for (int number = 0; number < image.erasures().size(); number++) {
            writeSuppression(out, image.erasures().get(number));
        }
        writeAll(out, image.kept().all(), kept -> {
            writeKey(out, kept.key());
            writeId(out, kept.holding().person());
            out.writeInt(kept.holding().nth());
        });
        writeAll(out, image.foundBy().all(), by -> {
            out.writeBoolean(by.plain());
            out.writeLong(by.profiles());
            out.writeBoolean(by.sealed());
        });
        writeAll(out, List.copyOf(image.sentinels()), sentinel -> {
            out.writeLong(sentinel.getMostSignificantBits());
            out.writeLong(sentinel.getLeastSignificantBits());
        });
        SettledFormat.write(out, image.settled().parts());
    }

    /** Numbers in dossiers stand for these words; others make another snapshot. */
    private static String words() {
        return Words.BASES + " " + Words.STATUSES;
    }

    private interface Writing<T> {
        void write(T thing) throws IOException;
    }

    private static <T> void writeAll(DataOutputStream out, List<T> things, Writing<T> writing) throws IOException {
        out.writeInt(things.size());
        for (T thing : things) {
            writing.write(thing);
        }
    }

    private static void writeShape(DataOutputStream out, CollectionShape shape) throws IOException {
        out.writeUTF(shape.channel().name());
        out.writeUTF(shape.surface());
        out.writeUTF(shape.supplier().name());
        out.writeUTF(shape.notice() == null ? "" : shape.notice());
        out.writeUTF(shape.jurisdiction());
    }

    private static void writePlace(DataOutputStream out, Bound bound, List<Bound> retractions) throws IOException {
        out.writeLong(bound.place());
        writeAll(out, retractions, retraction -> {
            out.writeLong(retraction.place());
            out.writeLong(retraction.known());
        });
    }

    private static void writeSuppression(DataOutputStream out, Erasures.Suppression suppression) throws IOException {
        writeId(out, DossierId.of(suppression.person()));
        writeKey(out, suppression.key());
        out.writeLong(suppression.place());
        out.writeLong(suppression.occurred());
        out.writeLong(suppression.known());
    }

    private static void writeKey(DataOutputStream out, SuppressionKey key) throws IOException {
        out.write(HexFormat.of().parseHex(key.hex()));
    }

    private static void writeId(DataOutputStream out, DossierId id) throws IOException {
        out.writeInt(id.kind());
        out.writeLong(id.most());
        out.writeLong(id.least());
    }

    // ---- reading

    /** @throws IOException where this version reads it otherwise, or it ends early */
    static Contents read(DataInputStream in, LedgerFacts ledger, String profiles) throws IOException {
        if (!in.readUTF().equals(words())) {
            throw new IOException("A snapshot numbers the law's words otherwise.");
        }
        if (!in.readUTF().equals(profiles)) {
            throw new IOException("A snapshot finds values by other profiles.");
        }
        var head = new TreeHead(in.readLong(), in.readNBytes(32));
        long place = in.readLong();
        var numbers = new Numbers();
        readAll(in, () -> numbers.purposes.number(new Purpose(in.readUTF())));
        readAll(in, () -> numbers.shapes.number(readShape(in)));
        Adoptions policies = policies(readTold(in, ledger));
        lift(readTold(in, ledger), numbers.liftings);
        readAll(in, () -> numbers.suppression(readSuppression(in)));
        readAll(in, () -> {
            var kept = new Numbers.Kept(readKey(in), new Recent.Holding(readId(in), in.readInt()));
            numbers.keep(kept);
            return kept;
        });
        readAll(in, () -> numbers.foundBy.number(new FoundBy(in.readBoolean(), in.readLong(), in.readBoolean())));
        numbers.sentinels.addAll(readAll(in, () -> new UUID(in.readLong(), in.readLong())));
        Settled settled = SettledFormat.read(in);
        if (in.read() >= 0) {
            throw new IOException("A snapshot goes on behind its end.");
        }
        return new Contents(head, numbers, Image.of(place, numbers, policies, new Recent(0), null, settled));
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> List<T> readAll(DataInputStream in, Reading<T> reading) throws IOException {
        var things = new ArrayList<T>();
        for (int left = in.readInt(); left > 0; left--) {
            things.add(reading.read());
        }
        return things;
    }

    private static CollectionShape readShape(DataInputStream in) throws IOException {
        Channel channel = Channel.valueOf(in.readUTF());
        String surface = in.readUTF();
        SupplierKind supplier = SupplierKind.valueOf(in.readUTF());
        String notice = in.readUTF();
        return new CollectionShape(channel, surface, supplier, notice.isEmpty() ? null : notice, in.readUTF());
    }

    /** A fact that is told by its place, with what took it back. */
    private record Told(Recorded recorded, List<Bound> retractions) {
        Bound bound() {
            return new Bound(recorded.place(), Moments.toMicros(recorded.knownAt()));
        }

        long occurred() {
            return Moments.toMicros(recorded.occurredAt());
        }
    }

    private record PlaceRead(long place, List<Bound> retractions) {}

    private static List<Told> readTold(DataInputStream in, LedgerFacts ledger) throws IOException {
        List<PlaceRead> places = readAll(
                in, () -> new PlaceRead(in.readLong(), readAll(in, () -> new Bound(in.readLong(), in.readLong()))));
        Map<Long, Recorded> facts = new HashMap<>();
        ledger.at(places.stream().map(PlaceRead::place).toList())
                .forEach(recorded -> facts.put(recorded.place(), recorded));
        var told = new ArrayList<Told>();
        for (PlaceRead one : places) {
            Recorded recorded = facts.get(one.place());
            if (recorded == null) {
                throw otherwise();
            }
            told.add(new Told(recorded, one.retractions()));
        }
        return told;
    }

    private static IOException otherwise() {
        return new IOException("A snapshot names a fact that the ledger does not hold there.");
    }

    private static Adoptions policies(List<Told> adoptions) throws IOException {
        Adoptions policies = Adoptions.NONE;
        for (Told one : adoptions) {
            if (!(one.recorded().fact() instanceof Fact.PolicyAdopted fact)) {
                throw otherwise();
            }
            policies = policies.with(one.bound().place(), one.bound().known(), one.occurred(), fact.policy());
            for (Bound retraction : one.retractions()) {
                policies = policies.retracted(one.bound().place(), retraction);
            }
        }
        return policies;
    }

    private static void lift(List<Told> told, Liftings liftings) throws IOException {
        for (Told one : told) {
            if (!(one.recorded().fact() instanceof Fact.SuppressionLifted fact)) {
                throw otherwise();
            }
            liftings.add(new Liftings.Lifting(fact, one.bound(), one.occurred(), one.retractions()));
        }
    }

    private static Erasures.Suppression readSuppression(DataInputStream in) throws IOException {
        return new Erasures.Suppression(readId(in).person(), readKey(in), in.readLong(), in.readLong(), in.readLong());
    }

    private static SuppressionKey readKey(DataInputStream in) throws IOException {
        return new SuppressionKey(HexFormat.of().formatHex(in.readNBytes(32)));
    }

    private static DossierId readId(DataInputStream in) throws IOException {
        return new DossierId(in.readInt(), in.readLong(), in.readLong());
    }
}
