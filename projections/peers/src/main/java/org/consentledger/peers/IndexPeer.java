package org.consentledger.peers;

import java.time.Instant;
import org.consentledger.check.Inquiry;
import org.consentledger.check.SignUps;
import org.consentledger.check.StandingIndex;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Moments;
import org.consentledger.law.PolicyChoice;

/** Ours: every answer is found anew, from all that is known of the contact point, its person and the policies. */
final class IndexPeer implements Peer {
    private final StandingIndex index = SignUps.index(null);
    private final int points;

    IndexPeer(int points) {
        this.points = points;
        SignUps.fill(index, points, SignUps.Shape.LIVE);
    }

    @Override
    public String name() {
        return "the index";
    }

    @Override
    public int points() {
        return points;
    }

    @Override
    public Asker asker(Instant at) {
        Inquiry inquiry = index.inquiry(SignUps.TAILORED, PolicyChoice.IN_FORCE);
        long micros = Moments.toMicros(at);
        return new Asker() {
            @Override
            public boolean permitted(int number) {
                return inquiry.ask(SignUps.point(number), micros, Long.MAX_VALUE, Coordinates.ALL)
                        .permitted();
            }

            @Override
            public void close() {
                // Holds nothing but memory.
            }
        };
    }

    @Override
    public void close() {
        index.close();
    }
}
