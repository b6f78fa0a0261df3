package org.consentledger.bulk;

import java.util.List;
import org.consentledger.check.Found;
import org.consentledger.lists.RowProblem;

/** Writes the answers of a list, each on lines of its own. For any number of threads. */
public interface RowWriter {
    /** What stands before all answers. */
    byte[] head();

    /** That some of a row's contact points are permitted: these. To matchers. */
    void permitted(ByteText to, long row, List<Found> permitted);

    /** That none of a row's contact points is permitted, if it has any. To matchers. */
    void refused(ByteText to, long row);

    /** The answers about a row's contact points, which may be none. To investigators. */
    void answered(ByteText to, long row, List<Found> found);

    /** That a row holds no hash. */
    void bad(ByteText to, long row, long line, RowProblem problem);

    /**
     * What is said of the list as a whole.
     *
     * @param name what it is
     * @param json its content
     */
    void aside(ByteText to, String name, byte[] json);
}
