package org.consentledger.bulk;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.consentledger.check.Finding;
import org.consentledger.check.Found;
import org.consentledger.lists.RowProblem;

/**
 * RFC 4180: one line for each contact point of a row, or one for a row that has none. What is said of the list as a whole has
 * its name in the first column and its JSON in the last, so that every line has as many fields as the header.
 */
final class CsvWriter implements RowWriter {
    private static final byte[] NEW_LINE = ByteText.constant("\r\n");
    private static final byte[] COMMA = ByteText.constant(",");
    private static final byte[] PERMITTED = ByteText.constant(",true,");
    private static final byte[] REFUSED = ByteText.constant(",false,,,\r\n");
    private static final byte[] NOBODY = ByteText.constant(",,,refused,NO_RECORD,,\r\n");
    private static final byte[] PERSON = ByteText.constant(",p-");
    private static final byte[] UNKNOWN_PERSON = ByteText.constant(",u-");

    private final boolean reasons;

    CsvWriter(ListQuestion.Asker asker) {
        reasons = asker == ListQuestion.Asker.INVESTIGATOR;
    }

    @Override
    public byte[] head() {
        return ByteText.constant(
                reasons
                        ? "row,contactPoint,person,verdict,reason,rule,problem\r\n"
                        : "row,permitted,contactPoint,person,problem\r\n");
    }

    /** The commas between the first column and the last. */
    private String between() {
        return reasons ? ",,,,,," : ",,,,";
    }

    @Override
    public void permitted(ByteText to, long row, List<Found> permitted) {
        for (Found one : permitted) {
            contactPoint(to.add(row).add(PERMITTED), one).add(COMMA).add(NEW_LINE);
        }
    }

    @Override
    public void refused(ByteText to, long row) {
        to.add(row).add(REFUSED);
    }

    @Override
    public void answered(ByteText to, long row, List<Found> found) {
        if (found.isEmpty()) {
            to.add(row).add(NOBODY);
        }
        for (Found one : found) {
            Finding finding = one.finding();
            String verdict = (finding.permitted() ? ",permitted," : ",refused,") + finding.reason();
            contactPoint(to.add(row).add(COMMA), one)
                    .add(ByteText.constant(verdict))
                    .add(COMMA);
            String rule = finding.rule();
            if (rule != null) {
                to.add(quoted(rule));
            }
            to.add(COMMA).add(NEW_LINE);
        }
    }

    private static ByteText contactPoint(ByteText to, Found one) {
        return to.add(one.contactPoint().value())
                .add(one.person().unknown() ? UNKNOWN_PERSON : PERSON)
                .add(one.person().value());
    }

    @Override
    public void bad(ByteText to, long row, long line, RowProblem problem) {
        to.add(row)
                .add(ByteText.constant(between() + problem.word() + " on line "))
                .add(line)
                .add(NEW_LINE);
    }

    @Override
    public void aside(ByteText to, String name, byte[] json) {
        to.add(ByteText.constant(name + between()))
                .add(quoted(new String(json, StandardCharsets.UTF_8)))
                .add(NEW_LINE);
    }

    private static byte[] quoted(String text) {
        return ByteText.constant('"' + text.replace("\"", "\"\"") + '"');
    }
}
