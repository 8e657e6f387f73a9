package org.xmpptoolkit.publishing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users may call changes on purpose, and is seen in the change that does it: {@code publishing/api}. */
class ApiListingTest {
    private static List<ModuleClasses> modules() {
        return ModuleClasses.all();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void isAsListed(ModuleClasses module) throws IOException {
        Path file = Published.ROOT.resolve("publishing/api").resolve(module + ".txt");
        String now = ApiListing.of(module);
        if (Boolean.getBoolean("xmpptoolkit.api.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, now);
        }
        assertEquals(
                Published.text(file),
                now,
                "the API of " + module
                        + " is another one; if that is meant, list it anew, as CONTRIBUTING.md says, and look at the change");
    }
}
