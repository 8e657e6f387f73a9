package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.ZipFile;
import org.xmpptoolkit.testkit.schema.SchemaDocs;
import org.xmpptoolkit.testkit.schema.SchemaFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code xmpp docs}: schemas and their documentation, from the models. */
@Command(
        name = "docs",
        description = {
            "Writes the documentation of the toolkit's models, and of a user's own beside them, made from their doc comments:",
            "  html   a site, with the XSD files to download",
            "  xsd    XML Schema, a file a namespace",
            "  json   what the site shows, for programs",
            "Of each JAR, the packages that --package names are taken, and those that its services of BindingPackage name.",
            "A class that cannot be taken is told on standard error, a line with the cause; the rest is written.",
            "Exit code 0 if all was taken, else 1."
        })
final class DocsCommand implements Callable<Integer> {
    private final Streams streams;
    private boolean allWell = true;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "The folder to write to. It is made if need be.")
    private Path out = Path.of("");

    @Option(
            names = "--classpath",
            paramLabel = "JAR",
            description = "A JAR or a folder with classes; may be given again.")
    private List<Path> classpath = List.of();

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            description = "A package of classes with annotations of JAXB; may be given again.")
    private List<String> packages = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            description = "html, xsd or json; html if it is left out.")
    private SchemaFormat format = SchemaFormat.HTML;

    @Option(names = "--title", paramLabel = "TEXT", description = "What the site is called.")
    private String title = "XMPP schemas";

    @Option(
            names = "--apidocs",
            paramLabel = "URI",
            description =
                    "Where Javadoc's pages of the classes are, for links to them; relative to DIR, or a whole URI.")
    private String apiDocs = "";

    DocsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        List<URL> readable = new ArrayList<>();
        for (Path path : classpath) {
            try {
                readable.add(readable(path));
            } catch (IOException e) {
                complain(path + ": cannot be read: " + StanzaCommand.cause(e));
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(readable.toArray(URL[]::new), DocsCommand.class.getClassLoader())) {
            SchemaDocs.Builder builder =
                    SchemaDocs.builder().title(title).standard().services(loader);
            if (!apiDocs.isEmpty()) {
                builder.apiDocs(apiDocs.endsWith("/") ? apiDocs : apiDocs + "/");
            }
            packages.forEach(name -> builder.packageName(name, loader));
            SchemaDocs docs = builder.build();
            docs.problems().forEach(this::complain);
            docs.write(format, out);
        } catch (IOException e) {
            throw new CommandFailure("cannot write to " + out + ": " + StanzaCommand.cause(e));
        }
        return allWell ? 0 : 1;
    }

    private static URL readable(Path path) throws MalformedURLException, IOException {
        if (!Files.isDirectory(path)) {
            new ZipFile(path.toFile()).close();
        }
        return path.toUri().toURL();
    }

    private void complain(String problem) {
        allWell = false;
        streams.err().println("xmpp docs: " + problem);
    }
}
