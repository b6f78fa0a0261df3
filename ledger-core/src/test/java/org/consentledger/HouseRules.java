package org.consentledger;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Random;

/** What holds in every module; each module's {@code ArchitectureTest} includes it. */
public final class HouseRules {

    @ArchTest
    static final ArchRule nobody_reads_the_wall_clock_directly = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .because("time is an argument: pass a Clock at the edge");

    @ArchTest
    static final ArchRule nothing_rests_on_chance_that_can_be_guessed = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName(Random.class.getName())
            .because("keys and ids come from SecureRandom, and the rest is given");

    @ArchTest
    static final ArchRule names_say_what_a_thing_is = noClasses()
            .that()
            // A generator gave its own.
            .resideOutsideOfPackage("org.consentledger.grpc")
            .should()
            .haveNameMatching(".*[.$]Abstract.*|.*(Manager|Helper|Util|Utils|Impl|Dto|Base)")
            .because("such a name fits anything");

    private HouseRules() {}
}
