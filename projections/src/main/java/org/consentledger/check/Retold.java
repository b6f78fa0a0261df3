package org.consentledger.check;

import java.util.List;
import java.util.function.UnaryOperator;
import org.consentledger.check.Adoptions.Adoption;
import org.consentledger.check.Adoptions.Bound;
import org.consentledger.check.Liftings.Lifting;

/** What an image says of everybody at once, told differently: as if nobody had asserted when something was known, or nothing were retracted. */
final class Retold {
    private Retold() {}

    /** As if each fact had become known when it was recorded. */
    static Image unasserted(Image image, Recordings recordings) {
        UnaryOperator<Bound> recorded =
                bound -> new Bound(bound.place(), recordings.recordedAt(bound.place(), bound.known()));
        var policies = new Adoptions(image.policies().all().stream()
                .map(one -> new Adoption(
                        recorded.apply(one.bound()),
                        one.occurred(),
                        one.policy(),
                        one.retractions().stream().map(recorded).toList()))
                .toList());
        var erasures = new Erasures();
        for (int i = 0; i < image.erasures().size(); i++) {
            Erasures.Suppression one = image.erasures().get(i);
            erasures.add(new Erasures.Suppression(
                    one.person(),
                    one.key(),
                    one.place(),
                    one.occurred(),
                    recordings.recordedAt(one.place(), one.known())));
        }
        var liftings = new Liftings();
        for (Lifting one : image.liftings().upTo(image.place())) {
            liftings.add(new Lifting(
                    one.fact(),
                    recorded.apply(one.bound()),
                    one.occurred(),
                    one.retractions().stream().map(recorded).toList()));
        }
        return with(image, policies, erasures.known(), liftings);
    }

    /** As if no fact had been taken back. */
    static Image unretracted(Image image) {
        var policies = new Adoptions(image.policies().all().stream()
                .map(one -> new Adoption(one.bound(), one.occurred(), one.policy(), List.of()))
                .toList());
        var liftings = new Liftings();
        image.liftings().upTo(image.place()).stream()
                .map(one -> new Lifting(one.fact(), one.bound(), one.occurred(), List.of()))
                .forEach(liftings::add);
        return with(image, policies, image.erasures(), liftings);
    }

    private static Image with(Image image, Adoptions policies, Erasures.Known erasures, Liftings liftings) {
        return new Image(
                image.place(),
                image.purposes(),
                image.shapes(),
                policies,
                erasures,
                liftings,
                image.sentinels(),
                image.kept(),
                image.foundBy(),
                image.recent(),
                image.older(),
                image.settled());
    }
}
