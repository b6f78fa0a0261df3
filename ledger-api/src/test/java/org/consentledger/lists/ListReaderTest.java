package org.consentledger.lists;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.consentledger.identity.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListReaderTest {
    private static final String HEX = hex("one");
    private static final String OTHER = hex("two");
    private static final String BASE64 =
            Base64.getEncoder().encodeToString(HexFormat.of().parseHex(HEX));
    private static final String BASE64_URL = Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(HexFormat.of().parseHex(hex("address-10")));

    private static String hex(String text) {
        return HexFormat.of().formatHex(Sha256.ofText(text).bytes());
    }

    /** What a list was read as: a line for each row. */
    private static class Read implements RowSink {
        final List<String> rows = new ArrayList<>();
        final List<Integer> rowsAtPauses = new ArrayList<>();

        @Override
        public void take(RowBatch batch) {
            for (int i = 0; i < batch.size(); i++) {
                assertThat(batch.row(i)).isEqualTo(rows.size() + 1);
                RowProblem problem = batch.problem(i);
                rows.add(
                        problem == null
                                ? HexFormat.of().formatHex(batch.hashes(), batch.at(i), batch.at(i) + Sha256.LENGTH)
                                : problem.word() + " on line " + batch.line(i));
            }
        }

        @Override
        public boolean pause() {
            rowsAtPauses.add(rows.size());
            return false;
        }
    }

    private static ListEnd csv(String text, Read read) throws IOException {
        return read(ListFormat.CSV, Packing.NONE, text.getBytes(UTF_8), read);
    }

    private static ListEnd ndjson(String text, Read read) throws IOException {
        return read(ListFormat.NDJSON, Packing.NONE, text.getBytes(UTF_8), read);
    }

    private static ListEnd read(ListFormat format, Packing packing, byte[] bytes, Read read) throws IOException {
        return new ListReader(format, packing, "hash").read(new ByteArrayInputStream(bytes), read);
    }

    // ---- CSV

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hash\n%s\n%s\n",
                "hash\r\n%s\r\n%s\r\n",
                "hash\n%s\n%s",
                "\uFEFFhash\n%s\n%s\n",
                "\"hash\"\n\"%s\"\n\"%s\"\n",
                "name,hash\nx,%s\ny,%s\n",
                "\"a \"\"name\"\", or\n two\",hash,more\n\"x\ny\",%s,\n,%s,z\n",
                "hash,height\n%s,6' 2\"\n%s,5' 11\"\n",
                "höhe,hash\n1,%s\n2,%s\n"
            })
    void a_column_is_found_by_its_name_as_RFC_4180_writes_it(String form) throws IOException {
        var read = new Read();
        assertThat(csv(form.formatted(HEX, OTHER), read)).isEqualTo(ListEnd.WHOLE);
        assertThat(read.rows).containsExactly(HEX, OTHER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|EMPTY",
                "hash|EMPTY",
                "'hash\n'|EMPTY",
                "'Hash\nx\n'|NO_COLUMN",
                "'name\nhash\n'|NO_COLUMN",
                "'hash,hash\nx,y\n'|NO_COLUMN",
                "'\nhash\n'|NO_COLUMN"
            })
    void a_list_without_rows_or_column_says_so(String text, ListEnd end) throws IOException {
        var read = new Read();
        assertThat(csv(text, read)).isEqualTo(end);
        assertThat(read.rows).isEmpty();
    }

    @Test
    void bad_rows_are_told_with_their_line_and_nothing_else() throws IOException {
        var read = new Read();
        ListEnd end = csv(
                String.join(
                        "\n",
                        "id,hash",
                        "1," + HEX,
                        "2,",
                        "3",
                        "",
                        "\"4\n4\"," + HEX.substring(1),
                        "5," + HEX.substring(1) + "g",
                        "6,somebody@example.com",
                        "7,+1 202 555 0100",
                        "8," + HEX.substring(0, 32),
                        "9," + HEX + "0",
                        "10," + BASE64,
                        "11,\"" + HEX + "\" ",
                        "12," + OTHER,
                        ""),
                read);
        assertThat(end).isEqualTo(ListEnd.WHOLE);
        assertThat(read.rows)
                .containsExactly(
                        HEX,
                        "empty on line 3",
                        "no-field on line 4",
                        "empty on line 5",
                        "wrong-length on line 6",
                        "wrong-alphabet on line 8",
                        "plain-value on line 9",
                        "plain-value on line 10",
                        "other-hash on line 11",
                        "wrong-length on line 12",
                        "other-encoding on line 13",
                        "wrong-alphabet on line 14",
                        OTHER);
    }

    @ParameterizedTest
    @CsvSource({"upper", "base64", "unpadded", "url"})
    void a_hash_is_read_in_every_encoding(String encoding) throws IOException {
        byte[] hash = HexFormat.of().parseHex(HEX);
        String written = switch (encoding) {
            case "upper" -> HEX.toUpperCase(Locale.ROOT);
            case "base64" -> BASE64;
            case "unpadded" -> BASE64.replace("=", "");
            default -> Base64.getUrlEncoder().encodeToString(hash);
        };
        var inCsv = new Read();
        csv("hash\n" + written + "\n", inCsv);
        var inNdjson = new Read();
        ndjson("{\"hash\":\"" + written + "\"}\n", inNdjson);
        assertThat(inCsv.rows).containsExactly(HEX);
        assertThat(inNdjson.rows).containsExactly(HEX);
    }

    @Test
    void the_first_hash_tells_the_encoding_of_all() throws IOException {
        var read = new Read();
        csv("hash\nnone\n" + BASE64 + "\n" + HEX + "\n" + BASE64_URL + "\n", read);
        assertThat(read.rows)
                .containsExactly("wrong-length on line 2", HEX, "other-encoding on line 4", hex("address-10"));
    }

    // ---- NDJSON

    @Test
    void a_field_is_found_by_its_name_in_an_object() throws IOException {
        var read = new Read();
        ListEnd end = ndjson(
                "\uFEFF{\"hash\":\"" + HEX + "\"}\r\n{\"a\":{\"hash\":[1,2]},\"hash\":\"" + OTHER + "\",\"b\":null}\n",
                read);
        assertThat(end).isEqualTo(ListEnd.WHOLE);
        assertThat(read.rows).containsExactly(HEX, OTHER);
    }

    @Test
    void lines_that_are_no_such_objects_are_told() throws IOException {
        var read = new Read();
        ListEnd end = ndjson(
                String.join(
                        "\n",
                        "{\"hash\":\"\"}",
                        "",
                        "{}",
                        "{\"hash\":null}",
                        "{\"hash\":\"" + HEX + "\",\"hash\":\"" + OTHER + "\"}",
                        "{\"hash\":\"" + HEX + "\"",
                        "{\"hash\":\"" + HEX + "\"} {}",
                        "[\"" + HEX + "\"]",
                        "{\"hash\":\"" + "x".repeat(Lines.LIMIT) + "\"}",
                        "{\"hash\":\"" + OTHER + "\"}"),
                read);
        assertThat(end).isEqualTo(ListEnd.WHOLE);
        assertThat(read.rows)
                .containsExactly(
                        "empty on line 1",
                        "empty on line 2",
                        "no-field on line 3",
                        "malformed on line 4",
                        "malformed on line 5",
                        "malformed on line 6",
                        "malformed on line 7",
                        "malformed on line 8",
                        "too-long on line 9",
                        OTHER);
    }

    /** A quote in its header makes every line of a list one that is not plain. */
    @ParameterizedTest
    @ValueSource(strings = {"hash", "a,hash", "hash,a", "a,hash,b"})
    void plain_lines_are_read_as_RFC_4180_has_them(String header) throws IOException {
        var pieces =
                List.of(HEX, OTHER, BASE64, "\n", "\n", "\r\n", ",", ",", "\r", "\"", "é", "+", "-", " ", "a@b.c", "");
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            String rows = Stream.generate(() -> pieces.get(random.nextInt(pieces.size())))
                    .limit(random.nextInt(40))
                    .collect(Collectors.joining());
            var plain = new Read();
            var quoted = new Read();
            ListEnd end = new ListReader(ListFormat.CSV, Packing.NONE, "hash")
                    .read(inParts((header + "\n" + rows).getBytes(UTF_8), random), plain);
            assertThat(csv(header.replace("hash", "\"hash\"") + "\n" + rows, quoted))
                    .as("seed %d", seed)
                    .isEqualTo(end);
            assertThat(plain.rows).as("seed %d", seed).isEqualTo(quoted.rows);
        }
    }

    private static InputStream inParts(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(length, 1 + random.nextInt(50)));
            }
        };
    }

    // ---- cut, packed, damaged

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'hash\nH\nH~'",
                "'a,hash\n1,H\n2'",
                "'a,hash\n1,H\n2,'",
                "'hash,a\nH,1\nH'",
                "'hash,a\nH,1\nH,\"some te'",
                "'hash,a\nH,1\nH,\"some text\nH,2\n'"
            })
    void a_file_that_ends_in_the_middle_of_a_row_is_cut(String form) throws IOException {
        var read = new Read();
        String text = form.replace("H~", HEX.substring(0, 40)).replace("H", HEX);
        assertThat(csv(text, read)).isEqualTo(ListEnd.CUT);
        assertThat(read.rows.getFirst()).isEqualTo(HEX);
    }

    @Test
    void a_cut_line_of_NDJSON_is_cut() throws IOException {
        var read = new Read();
        assertThat(ndjson("{\"hash\":\"" + HEX + "\"}\n{\"hash\":\"" + OTHER, read))
                .isEqualTo(ListEnd.CUT);
        assertThat(read.rows).containsExactly(HEX, "malformed on line 2");
    }

    private static byte[] packed(Packing packing, byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (OutputStream out = switch (packing) {
            case NONE -> packed;
            case GZIP -> new GZIPOutputStream(packed);
            case ZSTD -> new ZstdOutputStream(packed);
        }) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static String rows(int count) {
        var text = new StringBuilder("hash\n");
        for (int i = 0; i < count; i++) {
            text.append(hex("row " + i)).append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource(Packing.class)
    void many_rows_are_read_in_order_however_they_are_packed(Packing packing) throws IOException {
        var read = new Read();
        byte[] list = packed(packing, rows(20_000).getBytes(US_ASCII));
        assertThat(read(ListFormat.CSV, packing, list, read)).isEqualTo(ListEnd.WHOLE);
        assertThat(read.rows).hasSize(20_000).doesNotHaveDuplicates();
        assertThat(read.rows.get(19_999)).isEqualTo(hex("row 19999"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Packing.class,
            names = {"GZIP", "ZSTD"})
    void several_members_are_one_list_however_they_arrive(Packing packing) throws IOException {
        byte[] first = packed(packing, ("hash\n" + HEX + "\n").getBytes(US_ASCII));
        byte[] second = packed(packing, (OTHER + "\n").getBytes(US_ASCII));
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        var read = new Read();
        var oneByOne = new InputStream() {
            private int next;

            @Override
            public int read() {
                return next < both.length ? both[next++] & 0xFF : -1;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                int one = read();
                if (one >= 0) {
                    bytes[from] = (byte) one;
                }
                return one < 0 ? -1 : 1;
            }
        };
        assertThat(new ListReader(ListFormat.CSV, packing, "hash").read(oneByOne, read))
                .isEqualTo(ListEnd.WHOLE);
        assertThat(read.rows).containsExactly(HEX, OTHER);
    }

    @ParameterizedTest
    @EnumSource(
            value = Packing.class,
            names = {"GZIP", "ZSTD"})
    void whatever_is_cut_off_a_packed_list_it_is_not_whole(Packing packing) throws IOException {
        byte[] list = packed(packing, rows(3_000).getBytes(US_ASCII));
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            int length = 1 + random.nextInt(list.length - 1);
            var read = new Read();
            assertThat(read(ListFormat.CSV, packing, Arrays.copyOf(list, length), read))
                    .as("the first %d bytes", length)
                    .isEqualTo(ListEnd.CUT);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Packing.class,
            names = {"GZIP", "ZSTD"})
    void what_is_not_packed_or_has_something_behind_it_is_damaged(Packing packing) throws IOException {
        var read = new Read();
        assertThat(read(ListFormat.CSV, packing, rows(1_000).getBytes(US_ASCII), read))
                .isEqualTo(ListEnd.DAMAGED);
        assertThat(read.rows).isEmpty();
        byte[] list = packed(packing, rows(3).getBytes(US_ASCII));
        byte[] more = Arrays.copyOf(list, list.length + 40);
        Arrays.fill(more, list.length, more.length, (byte) 'x');
        assertThat(read(ListFormat.CSV, packing, more, read)).isEqualTo(ListEnd.DAMAGED);
    }

    @ParameterizedTest
    @EnumSource(Packing.class)
    void nothing_at_all_is_an_empty_list(Packing packing) throws IOException {
        assertThat(read(ListFormat.CSV, packing, new byte[0], new Read())).isEqualTo(ListEnd.EMPTY);
    }

    @Test
    void a_window_that_no_reader_has_to_have_is_refused() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new ZstdOutputStream(packed).setLong(27)) {
            out.write(rows(10).getBytes(US_ASCII));
        }
        assertThat(read(ListFormat.CSV, Packing.ZSTD, packed.toByteArray(), new Read()))
                .isEqualTo(ListEnd.DAMAGED);
    }

    @ParameterizedTest
    @EnumSource(ListFormat.class)
    void a_line_without_an_end_ends_the_list(ListFormat format) throws IOException {
        var read = new Read();
        String begin = format == ListFormat.CSV ? "hash\n" + HEX + "\n" : "{\"hash\":\"" + HEX + "\"}\n";
        var endless = new InputStream() {
            private final byte[] first = begin.getBytes(US_ASCII);
            private long sent;

            @Override
            public int read() {
                throw new UnsupportedOperationException("nobody reads byte by byte");
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                Arrays.fill(bytes, from, from + length, (byte) 'x');
                if (sent == 0) {
                    System.arraycopy(first, 0, bytes, from, first.length);
                }
                sent += length;
                return length;
            }
        };
        assertThat(new ListReader(format, Packing.NONE, "hash").read(endless, read))
                .isEqualTo(ListEnd.LINE_TOO_LONG);
        assertThat(read.rows).startsWith(HEX);
        assertThat(endless.sent).isLessThan(2L * Lines.ENDLESS);
    }

    // ---- while it arrives

    @ParameterizedTest
    @EnumSource(ListFormat.class)
    void whatever_has_come_is_handed_over_before_the_next_wait(ListFormat format) throws IOException {
        List<String> parts = format == ListFormat.CSV
                ? List.of("ha", "sh\n" + HEX + "\n" + OTHER.substring(0, 9), OTHER.substring(9) + "\n" + HEX + "\n")
                : List.of(
                        "{\"hash\"",
                        ":\"" + HEX + "\"}\n{\"ha",
                        "sh\":\"" + OTHER + "\"}\n{\"hash\":\"" + HEX + "\"}\n");
        var left = new ArrayList<>(parts);
        var arriving = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException("nobody reads byte by byte");
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                if (left.isEmpty()) {
                    return -1;
                }
                byte[] part = left.removeFirst().getBytes(US_ASCII);
                System.arraycopy(part, 0, bytes, from, part.length);
                return part.length;
            }
        };
        var read = new Read();
        assertThat(new ListReader(format, Packing.NONE, "hash").read(arriving, read))
                .isEqualTo(ListEnd.WHOLE);
        assertThat(read.rows).containsExactly(HEX, OTHER, HEX);
        assertThat(read.rowsAtPauses).containsSequence(0, 1, 3);
    }

    @Test
    @Timeout(60)
    void a_pause_ends_when_more_has_come_though_not_all_is_answered() throws IOException {
        var arriving = new ByteArrayInputStream(rows(3).getBytes(US_ASCII)) {
            private int looks;

            @Override
            public synchronized int available() {
                return looks++ < 4 ? 0 : 1;
            }
        };
        var busy = new Read() {
            @Override
            public boolean pause() {
                super.pause();
                return true;
            }
        };
        assertThat(new ListReader(ListFormat.CSV, Packing.NONE, "hash").read(arriving, busy))
                .isEqualTo(ListEnd.WHOLE);
        assertThat(busy.rowsAtPauses).startsWith(0, 0, 0, 0).hasSize(4);
        assertThat(busy.rows).hasSize(3);
    }

    @Test
    void a_sink_that_fails_is_not_taken_for_the_list() {
        var failing = new RowSink() {
            @Override
            public void take(RowBatch rows) throws IOException {
                throw new IOException("the reader of answers is gone");
            }

            @Override
            public boolean pause() {
                return false;
            }
        };
        var list = new ListReader(ListFormat.CSV, Packing.NONE, "hash");
        assertThatThrownBy(() -> list.read(new ByteArrayInputStream(rows(3).getBytes(US_ASCII)), failing))
                .isInstanceOf(IOException.class)
                .hasMessage("the reader of answers is gone");
    }
}
