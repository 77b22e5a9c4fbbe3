package io.jackfield.itests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.jackfield")
class ArrowsTest {

    private static final String JAVA = "java..";

    @ArchTest
    static final ArchRule managerKnowsNothingOfTransportsOrCamel = classes()
            .that(resideInAPackage("io.jackfield.manager.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    JAVA,
                    "javax.net..",
                    "javax.security..",
                    "io.jackfield.manager..",
                    "org.slf4j..",
                    "org.osgi.framework..",
                    "org.osgi.service.metatype.annotations..",
                    "org.osgi.annotation.."));

    @ArchTest
    static final ArchRule amiKnowsManagerAndNettyAlone = classes()
            .that(resideInAPackage("io.jackfield.ami.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    JAVA,
                    "javax.net..",
                    "javax.security..",
                    "io.jackfield.ami..",
                    "io.jackfield.manager..",
                    "io.netty..",
                    "org.slf4j..",
                    "org.osgi.."));

    @ArchTest
    static final ArchRule ajamKnowsManagerAndTheJdkAlone = classes()
            .that(resideInAPackage("io.jackfield.ajam.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    JAVA, "javax.net..", "io.jackfield.ajam..", "io.jackfield.manager..", "org.slf4j..", "org.osgi.."));

    @ArchTest
    static final ArchRule agiKnowsNothingOfTransportsOrCamel = classes()
            .that(resideInAPackage("io.jackfield.agi.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    JAVA,
                    "io.jackfield.agi..",
                    "org.slf4j..",
                    "org.osgi.framework..",
                    "org.osgi.util.tracker..",
                    "org.osgi.annotation.."));

    @ArchTest
    static final ArchRule fastAgiKnowsAgiAndNettyAlone = classes()
            .that(resideInAPackage("io.jackfield.fastagi.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    JAVA,
                    "javax.net..",
                    "javax.security..",
                    "io.jackfield.fastagi..",
                    "io.jackfield.agi..",
                    "io.netty..",
                    "org.slf4j..",
                    "org.osgi.."));

    @ArchTest
    static final ArchRule asyncAgiKnowsAgiAndManagerAlone = classes()
            .that(resideInAPackage("io.jackfield.asyncagi.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    JAVA,
                    "io.jackfield.asyncagi..",
                    "io.jackfield.agi..",
                    "io.jackfield.manager",
                    "org.slf4j..",
                    "org.osgi.."));

    @ArchTest
    static final ArchRule camelFastAgiKnowsNoNettyAndOnlyTheApiOfTransports = classes()
            .that(resideInAPackage("io.jackfield.camel.fastagi.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    JAVA,
                    "io.jackfield.camel.fastagi..",
                    "io.jackfield.camel.manager",
                    "io.jackfield.manager",
                    "io.jackfield.agi",
                    "io.jackfield.agi.spi",
                    "io.jackfield.fastagi",
                    "io.jackfield.asyncagi",
                    "org.apache.camel..",
                    "org.slf4j..",
                    "org.osgi.."));

    @ArchTest
    static final ArchRule theSchemesOfTheManagerInterfaceKnowNothingOfAgi = noClasses()
            .that(resideInAnyPackage(
                    "io.jackfield.ami..",
                    "io.jackfield.ajam..",
                    "io.jackfield.camel.ami..",
                    "io.jackfield.camel.ajam..",
                    "io.jackfield.camel.manager.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.jackfield.agi..",
                    "io.jackfield.fastagi..",
                    "io.jackfield.asyncagi..",
                    "io.jackfield.camel.fastagi.."));

    @ArchTest
    static final ArchRule camelManagerKnowsNoTransport = noClasses()
            .that(resideInAPackage("io.jackfield.camel.manager.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.jackfield.ami..",
                    "io.jackfield.ajam..",
                    "io.jackfield.camel.ami..",
                    "io.jackfield.camel.ajam..",
                    "io.netty.."));

    @ArchTest
    static final ArchRule camelAmiIsThin = classes()
            .that(resideInAPackage("io.jackfield.camel.ami.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    JAVA,
                    "io.jackfield.camel.ami..",
                    "io.jackfield.camel.manager",
                    "io.jackfield.manager",
                    "org.apache.camel..",
                    "org.osgi.annotation.."));

    @ArchTest
    static final ArchRule camelAjamIsThin = classes()
            .that(resideInAPackage("io.jackfield.camel.ajam.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    JAVA,
                    "io.jackfield.camel.ajam..",
                    "io.jackfield.camel.manager",
                    "io.jackfield.manager",
                    "org.apache.camel..",
                    "org.osgi.annotation.."));

    @ArchTest
    static final ArchRule camelRoutesKnowsNoTelephony = noClasses()
            .that(resideInAPackage("io.jackfield.camel.routes.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.jackfield.manager..",
                    "io.jackfield.ami..",
                    "io.jackfield.ajam..",
                    "io.jackfield.agi..",
                    "io.jackfield.fastagi..",
                    "io.jackfield.asyncagi..",
                    "io.jackfield.camel.manager..",
                    "io.jackfield.camel.ami..",
                    "io.jackfield.camel.ajam..",
                    "io.jackfield.camel.fastagi.."));

    @ArchTest
    static final ArchRule nobodyKnowsSimulatorOrExamples = noClasses()
            .that(resideInAPackage("io.jackfield.."))
            .and(not(
                    resideInAnyPackage("io.jackfield.simulator..", "io.jackfield.examples..", "io.jackfield.itests..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.jackfield.simulator..", "io.jackfield.examples.."));

    @ArchTest
    static final ArchRule theSimulatorIsIndependent = noClasses()
            .that(resideInAPackage("io.jackfield.simulator.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.jackfield.manager..",
                    "io.jackfield.ami..",
                    "io.jackfield.ajam..",
                    "io.jackfield.agi..",
                    "io.jackfield.fastagi..",
                    "io.jackfield.asyncagi..",
                    "io.jackfield.camel..",
                    "org.apache.camel.."));

    @ArchTest
    static final ArchRule examplesUseApiAlone = noClasses()
            .that(resideInAPackage("io.jackfield.examples.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.jackfield..internal..", "io.jackfield.manager.spi..", "io.jackfield.agi.spi.."));
}
