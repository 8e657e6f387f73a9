package org.xmpptoolkit.testkit.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/**
 * The schemas of JAXB models, with their documentation: XML Schema files, and a site that is made from them. Equal models give equal
 * octets. Immutable, so it may be shared between threads.
 *
 * <p>What JAXB refuses is left out, and {@link #problems} says why; the rest is there. The schemas say what JAXB keeps of the models,
 * and what {@link org.xmpptoolkit.core.AllowedValues}, {@link org.xmpptoolkit.core.StandsIn} and the like add. The texts are the doc comments that {@link org.xmpptoolkit.docs.DocCommentProcessor} has
 * kept when the classes were compiled.
 */
public final class SchemaDocs {
    private final String title;
    private final List<String> problems;
    private final Map<String, Document> schemas;
    private final ApiDocs apiDocs;

    private SchemaDocs(Builder builder) {
        title = builder.title;
        apiDocs = new ApiDocs(builder.apiDocs, builder.classes.classes());
        JaxbSchemas made = JaxbSchemas.of(builder.classes.classes());
        Map<String, Document> byNamespace = new TreeMap<>(made.schemas());
        List<String> unsaid = Refinement.refine(byNamespace, new JavaTypes(made.accepted()));
        ContentNamespaceRule.apply(byNamespace);
        schemas = SchemaFiles.of(byNamespace);
        problems = new ArrayList<>(builder.classes.problems());
        problems.addAll(made.problems());
        problems.addAll(unsaid);
        Map<String, String> faults = SchemaCheck.faults(schemas);
        schemas.forEach((file, schema) -> {
            String cause = faults.get(file);
            if (cause != null) {
                problems.add(faulty(file, schema, cause));
            }
        });
    }

    /** Such a schema is written all the same: people can read it. */
    private static String faulty(String file, Document schema, String cause) {
        String classes = Xsd.children(schema.getDocumentElement()).stream()
                .filter(child -> child.hasAttribute("name"))
                .flatMap(declared -> Xsd.all(declared)
                        .filter(info -> info.getAttribute("source").equals(Annotations.JAVA))
                        .limit(1))
                .map(Node::getTextContent)
                .distinct()
                .collect(Collectors.joining(", "));
        return classes + ": XML Schema cannot say what they say, so " + file + " does not load: " + cause;
    }

    /** {@return a builder with no models} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return what was left out, or not said in full: a line for each class, package or service, with the cause} */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** The annotated schemas by the names of their files. */
    Map<String, Document> schemas() {
        return schemas;
    }

    /**
     * Writes files. What stands in the folder under another name is left as it is. All but XSD needs FreeMarker on the path.
     *
     * @param format what to write
     * @param folder where to; it is made if need be
     * @throws IOException if the folder cannot be made, or a file not be written
     */
    public void write(SchemaFormat format, Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        switch (format) {
            case HTML -> files.putAll(Site.files(title, xsd(), apiDocs::of, apiDocs.index()));
            case XSD -> files.putAll(xsd());
            case JSON -> files.put("schemas.json", Json.of(title, xsd()));
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
    }

    /** {@return what the site says of single elements, as plain text} It needs FreeMarker on the path. */
    public ElementDocs elements() {
        return new ElementDocs(xsd());
    }

    private Map<String, byte[]> xsd() {
        Map<String, byte[]> files = new TreeMap<>();
        schemas.forEach((name, schema) -> files.put(name, XsdText.of(schema).getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    /** Gathers models. Not for several threads. Of two classes for one element the first counts. */
    public static final class Builder {
        private final SchemaClasses classes = new SchemaClasses();
        private String title = "XMPP schemas";
        private String apiDocs = "";

        private Builder() {}

        /**
         * Adds the toolkit's own models, and those of every {@link org.xmpptoolkit.core.BindingPackage} on the class path.
         *
         * @return this builder
         */
        public Builder standard() {
            classes.standard();
            return this;
        }

        /**
         * Adds classes.
         *
         * @param more classes that are annotated for JAXB
         * @return this builder
         */
        public Builder classes(Collection<Class<?>> more) {
            classes.add(List.copyOf(more));
            return this;
        }

        /**
         * Adds the classes of a package that are annotated for JAXB. If there are none, {@link SchemaDocs#problems} says so.
         *
         * @param name the name of the package
         * @param loader which has the package
         * @return this builder
         */
        public Builder packageName(String name, ClassLoader loader) {
            classes.packageName(Objects.requireNonNull(name, "name"), loader);
            return this;
        }

        /**
         * Adds the classes of every {@link org.xmpptoolkit.core.BindingPackage} that {@link java.util.ServiceLoader} finds.
         *
         * @param loader where to look
         * @return this builder
         */
        public Builder services(ClassLoader loader) {
            classes.services(loader);
            return this;
        }

        /**
         * Sets the title of the site.
         *
         * @param text the title, {@code XMPP schemas} if none is set
         * @return this builder
         */
        public Builder title(String text) {
            title = Objects.requireNonNull(text, "text");
            return this;
        }

        /**
         * Links the pages of the site to those that Javadoc makes of the classes, where these are public and exported.
         *
         * @param address where Javadoc's pages are: a URI that ends with a slash, or such a path from the root of the site; nothing is
         *     linked if none is set
         * @return this builder
         * @throws IllegalArgumentException if the address does not end with a slash
         */
        public Builder apiDocs(String address) {
            if (!address.endsWith("/")) {
                throw new IllegalArgumentException("the address of a folder ends with a slash: " + address);
            }
            apiDocs = address;
            return this;
        }

        /**
         * Makes the schemas. It takes a second or so, and more if a class is refused.
         *
         * @return the schemas of all that was added but for what JAXB refused
         */
        public SchemaDocs build() {
            return new SchemaDocs(this);
        }
    }
}
