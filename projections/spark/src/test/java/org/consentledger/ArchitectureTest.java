package org.consentledger;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeJars;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

@AnalyzeClasses(
        packages = "org.consentledger",
        importOptions = {DoNotIncludeTests.class, DoNotIncludeJars.class})
class ArchitectureTest {

    @ArchTest
    static final ArchTests house_rules = ArchTests.in(HouseRules.class);
}
