package org.consentledger;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeJars;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

// Without jars, because the tests of ledger-core come as one and are not told from its classes there.
@AnalyzeClasses(
        packages = "org.consentledger",
        importOptions = {DoNotIncludeTests.class, DoNotIncludeJars.class})
class ArchitectureTest {

    @ArchTest
    static final ArchTests house_rules = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule the_api_does_not_know_how_it_is_wired = noClasses()
            .that()
            .resideInAPackage("org.consentledger.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.consentledger.app..");

    @ArchTest
    static final ArchRule the_investigators_door_does_not_know_the_matchers = noClasses()
            .that()
            .resideInAPackage("org.consentledger.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.consentledger.online..");

    @ArchTest
    static final ArchRule rows_are_read_without_knowing_what_is_asked_of_them = noClasses()
            .that()
            .resideInAPackage("org.consentledger.lists..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.consentledger.api..",
                    "org.consentledger.bulk..",
                    "org.consentledger.online..",
                    "org.consentledger.check..");
}
