package org.xmpptoolkit.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages for those who come from another library name classes that it has, in the version that they say, and classes of ours. */
class MigrationPagesTest {
    private static final Path ROOT = Path.of(System.getProperty("xmpptoolkit.root"));
    private static final Pattern TYPE = Pattern.compile("`((?:org|com)\\.[a-z0-9_.]+\\.[A-Z][A-Za-z0-9_$]*)`");

    @ParameterizedTest
    @CsvSource({"docs/howto/from-smack.md,Smack,smack.version", "docs/howto/from-tinder.md,Tinder,tinder.version"})
    void namesClassesThatAreThere(String page, String library, String property) throws IOException {
        List<String> absent = new ArrayList<>();
        int seen = 0;
        List<String> rows = Files.readAllLines(ROOT.resolve(page)).stream()
                .filter(line -> line.startsWith("| "))
                .toList();
        for (String row : rows) {
            String[] cells = row.split("\\|", -1);
            for (String type : types(cells[1])) {
                seen++;
                if (!isOfPeers(type)) {
                    absent.add(type);
                }
            }
            for (String type : types(cells[2])) {
                if (!isOurs(type)) {
                    absent.add(type);
                }
            }
        }
        assertEquals(List.of(), absent);
        assertTrue(seen > 10, page);
        String version =
                Files.readString(ROOT.resolve("pom.xml")).replaceFirst("(?s).*<" + property + ">([^<]+)</.*", "$1");
        assertTrue(rows.get(0).startsWith("| " + library + " " + version + " |"), rows.get(0));
    }

    private static List<String> types(String cell) {
        return TYPE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    private static boolean isOfPeers(String type) {
        try {
            Class.forName(type, false, MigrationPagesTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    private static boolean isOurs(String type) throws IOException {
        String file = "src/main/java/" + type.replace('.', '/') + ".java";
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.anyMatch(module -> Files.exists(module.resolve(file)));
        }
    }
}
