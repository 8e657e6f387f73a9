package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlViolation;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.testkit.register.WireNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xmpp stanza}: elements from files, bound to their models and written back. */
@Command(
        name = "stanza",
        description = {
            "Reads each file as one first-level element, binds it to its model and writes it back from there.",
            "  file<TAB>message|presence|iq|stream-error|element<TAB>XML",
            "  file<TAB>error<TAB>stream error condition<TAB>message     if the file is no such element",
            "The file stands as it was given. In the XML of the line, TAB and line breaks stand as references.",
            "A stanza is in its content namespace: jabber:client, jabber:server or jabber:component:accept has to be bound, as",
            "in <message xmlns='jabber:client'/>; in no namespace it is an element like others.",
            "What a stanza, or a payload that has a model, holds against the rules does not keep it from being read. Standard error",
            "tells of it, a line each:",
            "  file: where: unknown-attribute|unknown-element|repeated|bad-value|stray-text|missing: value",
            "Exit code 0 if all were read and written back, valid or not, else 1."
        })
final class StanzaCommand implements Callable<Integer> {
    private final Streams streams;
    private final Set<Path> written = new HashSet<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Writes the XML to a file of the same name in this folder, too; the folder is made if need be. No file that"
                            + " is read is written over.")
    private @Nullable Path out;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files to read.")
    private List<Path> files = List.of();

    StanzaCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Path folder = out;
        if (folder != null) {
            keepInputs(folder);
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new CommandFailure("cannot make the folder " + folder + ": " + cause(e));
            }
        }
        boolean allWell = true;
        for (Path file : files) {
            allWell &= convert(file, folder);
            streams.flush();
        }
        return allWell ? 0 : 1;
    }

    /** Sees to it that no input stands where output goes, before anything is done. */
    private void keepInputs(Path folder) {
        Set<Object> inputs = new HashSet<>();
        files.forEach(file -> identity(file).ifPresent(inputs::add));
        for (Path file : files) {
            Path name = file.getFileName();
            if (name != null
                    && identity(folder.resolve(name)).filter(inputs::contains).isPresent()) {
                throw new CommandFailure(
                        "would write over the input " + folder.resolve(name) + ": choose another folder with --out");
            }
        }
    }

    /** What tells one file from others, by whatever name it goes; nothing if there is none. */
    private static Optional<Object> identity(Path file) {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return Optional.of(key == null ? file.toRealPath() : key);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean convert(Path file, @Nullable Path folder) {
        byte[] octets;
        try {
            octets = Files.readAllBytes(file);
        } catch (IOException e) {
            return complain("cannot read " + file + ": " + cause(e));
        }
        StreamReader.Event event = StreamReader.readDocument(octets, StreamLimits.DEFAULT);
        if (event instanceof StreamReader.Refused refused) {
            XmlViolation violation = refused.violation();
            String condition = StreamError.of(violation).condition().elementName();
            print(
                    file,
                    "error",
                    condition + "\t" + inLine(violation.message() + " (octet " + violation.offset() + ")"));
            return false;
        }
        Model model = Model.of(((StreamReader.ElementComplete) event).element());
        String xml = ElementWriter.toString(model.written(), NamespaceScope.EMPTY);
        print(file, model.type(), inLine(xml));
        model.problems().forEach(problem -> tell(file, problem));
        return folder == null || write(xml, folder.resolve(file.getFileName()));
    }

    private boolean write(String xml, Path target) {
        if (!written.add(target)) {
            return complain("cannot write " + target + ": another FILE of the same name was written there");
        }
        try {
            Files.write(target, xml.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            return complain("cannot write " + target + ": " + cause(e));
        }
    }

    private void print(Path file, String type, String rest) {
        streams.out().print(inLine(file.toString()) + "\t" + type + "\t" + rest + "\n");
    }

    private void tell(Path file, BindingProblem problem) {
        String value = problem.kind() == BindingProblem.Kind.MISSING ? "" : ": " + problem.value();
        streams.err().println(inLine(file + ": " + problem.path() + ": " + WireNames.of(problem.kind()) + value));
    }

    private boolean complain(String message) {
        streams.err().println("xmpp stanza: " + message);
        return false;
    }

    /** The text without TAB and line breaks of any kind, which the writer leaves in text only, where a reference may stand. */
    private static String inLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                line.append("&#x").append(Integer.toHexString(c)).append(';');
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }

    /** Why a file cannot be read or written, on one line. */
    static String cause(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "it is a file";
        }
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse("");
    }
}
