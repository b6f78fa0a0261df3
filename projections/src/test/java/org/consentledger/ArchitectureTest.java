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
    static final ArchRule the_feed_knows_no_view = noClasses()
            .that()
            .resideInAPackage("org.consentledger.feed..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.consentledger.check..", "org.consentledger.standing..", "org.consentledger.history..");

    @ArchTest
    static final ArchRule nobody_here_knows_forensics = noClasses()
            .that()
            .resideOutsideOfPackage("org.consentledger.forensics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.consentledger.forensics..");

    @ArchTest
    static final ArchRule forensics_knows_no_table = noClasses()
            .that()
            .resideInAPackage("org.consentledger.forensics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.consentledger.standing..", "org.consentledger.history..", "org.consentledger.changes..");
}
