package org.consentledger.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileRangeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 256, 000",
        "0, 1, 000.p/1",
        "999, 256, 999",
        "1000, 256, x001/000",
        "1234067, 256, x001/x234/067",
        "1234067, 255, x001/x234/067.p/255",
        "36028797018963967, 256, x036/x028/x797/x018/x963/967"
    })
    void paths_are_written_as_they_are_read(long index, int width, String path) {
        assertThat(new TileRange(index, width).path()).isEqualTo(path);
        assertThat(TileRange.parse(path)).isEqualTo(new TileRange(index, width));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "00",
                "0000",
                "x000/000",
                "001/000",
                "x001/00",
                "x001",
                "x001/x000",
                "000.p/0",
                "000.p/256",
                "000.p/01",
                "000.p/",
                "000.p",
                "000.p/1/",
                "../000",
                "000/",
                "/000",
                "-01",
                "+01",
                "x001/../002",
                "x999/x999/x999/x999/x999/x999/999",
                "x036/x028/x797/x018/x963/968",
                "\u0661\u0661\u0661"
            })
    void a_path_that_names_no_tile_is_refused(String path) {
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> TileRange.parse(path));
    }

    /** The example of C2SP tlog-tiles. */
    @Test
    void a_tree_of_70000_leaves_has_the_published_tiles() {
        assertThat(TileId.in(70_000, 0, 272).path()).isEqualTo("0/272");
        assertThat(TileId.in(70_000, 0, 273).path()).isEqualTo("0/273.p/112");
        assertThat(TileId.in(70_000, 1, 0).path()).isEqualTo("1/000");
        assertThat(TileId.in(70_000, 1, 1).path()).isEqualTo("1/001.p/17");
        assertThat(TileId.in(70_000, 2, 0).path()).isEqualTo("2/000.p/1");
        assertThat(TileId.in(256, 1, 0).path()).isEqualTo("1/000.p/1");
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> TileId.in(70_000, 3, 0));
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> TileId.in(256, 0, 1));
        assertThat(new TileId(0, new TileRange(273, 112)).isIn(70_000)).isTrue();
        assertThat(new TileId(0, new TileRange(273, 113)).isIn(70_000)).isFalse();
        assertThat(new TileId(63, new TileRange(0, 1)).isIn(Long.MAX_VALUE)).isFalse();
    }
}
