package org.consentledger.bulk;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.consentledger.check.Finding;
import org.consentledger.check.Found;
import org.consentledger.law.Reason;
import org.consentledger.lists.RowProblem;
import tools.jackson.core.io.JsonStringEncoder;

/** One JSON object a row, as {@link BulkLine} declares them. */
final class NdjsonWriter implements RowWriter {
    private static final byte[] ROW = ByteText.constant("{\"row\":");
    private static final byte[] REFUSED = ByteText.constant(",\"permitted\":false}\n");
    private static final byte[] CONTACT_POINTS = ByteText.constant(",\"permitted\":true,\"contactPoints\":[");
    private static final byte[] ANSWERS = ByteText.constant(",\"answers\":[");
    private static final byte[] NOBODY = ByteText.constant("{\"verdict\":\"refused\",\"reason\":\"NO_RECORD\"}");
    private static final byte[] CONTACT_POINT = ByteText.constant("{\"contactPoint\":\"");
    private static final byte[] PERSON = ByteText.constant("\",\"person\":\"p-");
    private static final byte[] UNKNOWN_PERSON = ByteText.constant("\",\"person\":\"u-");
    private static final byte[] VERDICT = ByteText.constant("\",\"verdict\":\"");
    private static final byte[] RULE = ByteText.constant("\",\"rule\":\"");
    private static final byte[] END_OF_TEXT = ByteText.constant("\"}");
    private static final byte[] COMMA = ByteText.constant(",");
    private static final byte[] END_OF_LIST = ByteText.constant("]}\n");
    private static final byte[] LINE = ByteText.constant(",\"line\":");
    private static final byte[] PROBLEM = ByteText.constant(",\"problem\":\"");
    private static final byte[] END_OF_ROW = ByteText.constant("\"}\n");
    private static final Map<Reason, byte[]> VERDICTS = verdicts();

    private static Map<Reason, byte[]> verdicts() {
        Map<Reason, byte[]> verdicts = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            String verdict = reason.permitted() ? "permitted" : "refused";
            verdicts.put(reason, ByteText.constant(verdict + "\",\"reason\":\"" + reason.name()));
        }
        return verdicts;
    }

    @Override
    public byte[] head() {
        return new byte[0];
    }

    @Override
    public void permitted(ByteText to, long row, List<Found> permitted) {
        to.add(ROW).add(row).add(CONTACT_POINTS);
        boolean more = false;
        for (Found one : permitted) {
            contactPoint(more ? to.add(COMMA) : to, one).add(END_OF_TEXT);
            more = true;
        }
        to.add(END_OF_LIST);
    }

    @Override
    public void refused(ByteText to, long row) {
        to.add(ROW).add(row).add(REFUSED);
    }

    @Override
    public void answered(ByteText to, long row, List<Found> found) {
        to.add(ROW).add(row).add(ANSWERS);
        if (found.isEmpty()) {
            to.add(NOBODY);
        }
        boolean more = false;
        for (Found one : found) {
            Finding finding = one.finding();
            contactPoint(more ? to.add(COMMA) : to, one).add(VERDICT).add(verdict(finding.reason()));
            String rule = finding.rule();
            if (rule != null) {
                to.add(RULE).add(JsonStringEncoder.getInstance().quoteAsUTF8(rule));
            }
            to.add(END_OF_TEXT);
            more = true;
        }
        to.add(END_OF_LIST);
    }

    private static byte[] verdict(Reason reason) {
        byte[] verdict = VERDICTS.get(reason);
        if (verdict == null) {
            throw new IllegalStateException("a reason has no words");
        }
        return verdict;
    }

    private static ByteText contactPoint(ByteText to, Found one) {
        return to.add(CONTACT_POINT)
                .add(one.contactPoint().value())
                .add(one.person().unknown() ? UNKNOWN_PERSON : PERSON)
                .add(one.person().value());
    }

    @Override
    public void bad(ByteText to, long row, long line, RowProblem problem) {
        to.add(ROW).add(row).add(LINE).add(line).add(PROBLEM).add(ByteText.constant(problem.word()));
        to.add(END_OF_ROW);
    }

    @Override
    public void aside(ByteText to, String name, byte[] json) {
        to.add(ByteText.constant("{\"" + name + "\":")).add(json).add(ByteText.constant("}\n"));
    }
}
