package org.consentledger.peers;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;

/** Something that can tell whether a contact point may be matched at an instant, filled and ready. */
interface Peer extends AutoCloseable {
    String name();

    /** How many contact points it holds, the first of those that signed up. */
    int points();

    /** For one thread, and one instant, from which it gets ready as far as it can. */
    Asker asker(Instant at) throws Exception;

    @Override
    void close() throws IOException, SQLException;

    /** One thread's way to ask. */
    interface Asker extends AutoCloseable {
        /** Whether the contact point that came as the {@code number}th may be matched. */
        boolean permitted(int number) throws Exception;

        @Override
        void close() throws IOException, SQLException;
    }
}
