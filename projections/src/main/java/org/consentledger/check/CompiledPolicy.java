package org.consentledger.check;

import java.util.Arrays;
import java.util.List;
import org.consentledger.law.Policy;
import org.consentledger.law.Purpose;
import org.consentledger.law.Rule;

/** A policy's rules for uses of one purpose, by the shape of collection that they speak of. For one thread. */
final class CompiledPolicy {
    private final Policy policy;
    private final List<Rule> rules;
    private final Numbered.Known<CollectionShape> shapes;
    private Rule[][] ofShape = new Rule[0][];

    CompiledPolicy(Policy policy, Purpose purpose, Numbered.Known<CollectionShape> shapes) {
        this.policy = policy;
        this.shapes = shapes;
        this.rules = policy.rules().stream()
                .filter(rule -> {
                    Purpose usedFor = rule.usedFor();
                    return usedFor == null || usedFor.covers(purpose);
                })
                .toList();
    }

    Policy policy() {
        return policy;
    }

    /** In their order, the rules whose conditions hold but for those on assignments. */
    Rule[] rules(int shape) {
        if (shape >= ofShape.length) {
            ofShape = Arrays.copyOf(ofShape, shapes.size());
        }
        Rule[] known = ofShape[shape];
        if (known == null) {
            CollectionShape of = shapes.get(shape);
            known = rules.stream().filter(of::meets).toArray(Rule[]::new);
            ofShape[shape] = known;
        }
        return known;
    }
}
