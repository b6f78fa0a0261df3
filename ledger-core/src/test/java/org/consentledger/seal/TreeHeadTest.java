package org.consentledger.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TreeHeadTest {
    private static final byte[] ROOT = new TreeHash().leaf(new byte[0]);

    @Test
    void heads_are_equal_when_size_and_root_are() {
        var head = new TreeHead(1, ROOT);

        assertThat(head).isEqualTo(new TreeHead(1, ROOT.clone())).hasSameHashCodeAs(new TreeHead(1, ROOT.clone()));
        assertThat(head).isNotEqualTo(new TreeHead(2, ROOT)).isNotEqualTo(new TreeHead(1, TreeHash.emptyRoot()));
    }

    @Test
    void nobody_can_change_a_head_through_its_root() {
        byte[] given = ROOT.clone();
        var head = new TreeHead(1, given);
        given[0]++;
        head.root()[1]++;

        assertThat(head.root()).isEqualTo(ROOT);
    }

    @Test
    void it_is_written_with_an_unsigned_size_and_a_hexadecimal_root() {
        assertThat(new TreeHead(-1, ROOT))
                .hasToString("TreeHead[size=18446744073709551615, "
                        + "root=6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d]");
    }

    @Test
    void a_root_that_cannot_be_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TreeHead(1, new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> new TreeHead(0, ROOT));
    }
}
