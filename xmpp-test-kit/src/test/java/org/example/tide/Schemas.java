package org.example.tide;

import java.io.IOException;
import java.nio.file.Path;
import org.xmpptoolkit.testkit.schema.SchemaDocs;
import org.xmpptoolkit.testkit.schema.SchemaFormat;

final class Schemas {
    private Schemas() {}

    // snippet: schemas-main
    public static void main(String[] args) throws IOException {
        SchemaDocs docs = SchemaDocs.builder()
                .standard()
                .packageName("org.example.tide", Tide.class.getClassLoader())
                .title("Tides over XMPP")
                .build();
        docs.problems().forEach(System.err::println);
        docs.write(SchemaFormat.XSD, Path.of("target/schemas"));
    }
    // end
}
