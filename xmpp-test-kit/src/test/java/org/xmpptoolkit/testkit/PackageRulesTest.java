package org.xmpptoolkit.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What the packages may know, and what their public signatures may show. */
class PackageRulesTest {
    private static final List<String> HIDDEN = List.of(
            "com.ibm.icu.",
            "com.google.common.",
            "com.fasterxml.",
            "org.codehaus.",
            "com.ongres.",
            "picocli.",
            "freemarker.",
            "org.HdrHistogram.");

    private static final JavaClasses CLASSES = importClasses();

    private static JavaClasses importClasses() {
        try {
            return new ClassFileImporter().importPaths(Modules.classes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyPackageIsNullMarked() throws IOException {
        Set<String> unmarked = new TreeSet<>();
        for (ModuleDescriptor module : Modules.descriptors()) {
            for (String name : module.packages()) {
                if (!CLASSES.containPackage(name) || !CLASSES.getPackage(name).isAnnotatedWith(NullMarked.class)) {
                    unmarked.add(name);
                }
            }
        }
        assertEquals(Set.of(), unmarked);
    }

    @Test
    void eachLibraryIsKnownWhereItIsUsed() {
        onlyIn("com.ibm.icu..", "org.xmpptoolkit.jid..");
        onlyIn("com.fasterxml..", "org.xmpptoolkit.core..");
        onlyIn("com.ongres..", "org.xmpptoolkit.stream..", "org.xmpptoolkit.testkit.check..");
        onlyIn(
                "com.google.common..",
                "org.xmpptoolkit.jid..",
                "org.xmpptoolkit.errors..",
                "org.xmpptoolkit.testkit.schema..");
        onlyIn(
                "jakarta.xml.bind..",
                "org.xmpptoolkit.core..",
                "org.xmpptoolkit.errors..",
                "org.xmpptoolkit.stanza..",
                "org.xmpptoolkit.testkit.schema..");
        onlyIn("io.netty..", "org.xmpptoolkit.netty..", "org.xmpptoolkit.testkit..");
        onlyIn("picocli..", "org.xmpptoolkit.testkit.cli..");
        onlyIn("org.HdrHistogram..", "org.xmpptoolkit.testkit.load..");
        onlyIn("freemarker..", "org.xmpptoolkit.testkit.template..");
    }

    private static void onlyIn(String library, String... packages) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void whatTheCommandIsMadeOfIsKnownToNobodyElse() {
        onlyIn("org.xmpptoolkit.testkit.cli..", "org.xmpptoolkit.testkit.cli..");
    }

    @Test
    void publicSignaturesShowNoLibrary() throws IOException {
        List<String> shown = new ArrayList<>();
        int members = 0;
        for (ModuleDescriptor module : Modules.descriptors()) {
            Set<String> exported = module.exports().stream()
                    .filter(exports -> !exports.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
            for (JavaClass type : CLASSES) {
                if (exported.contains(type.getPackageName()) && isPublic(type)) {
                    members += type.getMembers().size();
                    shown.addAll(shownBy(type));
                }
            }
        }
        assertEquals(List.of(), shown);
        assertTrue(members > 500, "public signatures were seen");
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PackageRulesTest::isPublic).orElse(true);
    }

    private static List<String> shownBy(JavaClass type) {
        Stream<JavaType> above = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> members = type.getMembers().stream()
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED))
                .flatMap(PackageRulesTest::types);
        return Stream.concat(above, members)
                .flatMap(shown -> shown.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getName)
                .filter(name -> HIDDEN.stream().anyMatch(name::startsWith))
                .map(name -> type.getName() + " shows " + name)
                .distinct()
                .toList();
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        Stream<JavaType> thrown = unit.getThrowsClause().getTypes().stream().map(JavaType.class::cast);
        return Stream.concat(Stream.of(unit.getReturnType()), Stream.concat(unit.getParameterTypes().stream(), thrown));
    }
}
