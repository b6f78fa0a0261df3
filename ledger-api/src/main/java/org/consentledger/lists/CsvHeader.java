package org.consentledger.lists;

/** The first line of a list in CSV: where the column of the hashes is. */
final class CsvHeader {
    private static final int UNKNOWN = -1;
    private static final int TWICE = -2;

    private final String column;
    private boolean read;
    private int index = UNKNOWN;
    private int columns;

    CsvHeader(String column) {
        this.column = column;
    }

    /** Takes a whole line that is plain. */
    void read(String line) {
        if (!line.isEmpty()) {
            for (String name : line.split(",", -1)) {
                add(name);
            }
        }
        end();
    }

    void add(String name) {
        if (name.equals(column)) {
            index = index == UNKNOWN ? columns : TWICE;
        }
        columns++;
    }

    void end() {
        read = true;
    }

    boolean isRead() {
        return read;
    }

    /** Whether it is read, and the column is not in it or is twice. */
    boolean lacksColumn() {
        return read && index < 0;
    }

    int index() {
        return index;
    }

    int columns() {
        return columns;
    }
}
