package org.xmpptoolkit.testkit.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.xmpptoolkit.stream.framing.DocumentFraming;
import org.xmpptoolkit.stream.framing.Framing;
import org.xmpptoolkit.stream.framing.MessageFraming;

/**
 * One connection of a trace: what went over the wire, in order.
 *
 * @param name the file without its ending, and the number of the connection
 * @param lines what happened; over WebSocket what one side said is one message each
 * @param messages whether it went over WebSocket
 */
record Trace(String name, List<Line> lines, boolean messages) {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(\\\\|x([0-9a-f]{2}))");
    private static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";
    private static final Pattern ID = Pattern.compile(" id=(['\"])([^'\"]*)['\"]");

    Trace {
        lines = List.copyOf(lines);
    }

    enum Kind {
        CLIENT,
        SERVER,
        SECURED,
        ENDED
    }

    /**
     * One line.
     *
     * @param kind who said something, or what happened
     * @param text what was said, each octet as the character of its number
     */
    record Line(Kind kind, String text) {
        byte[] octets() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** The connections of all traces in a folder whose clients speak over TCP. */
    static List<Trace> ofClients(Path folder) throws IOException {
        return all(folder, Trace::isOfClient);
    }

    /** The connections of all traces in a folder whose clients speak over WebSocket. */
    static List<Trace> ofWebSockets(Path folder) throws IOException {
        List<Trace> traces = new ArrayList<>();
        for (Trace trace : all(folder, Trace::isOfWebSocket)) {
            traces.add(new Trace(trace.name, WebSocketFrames.messages(trace.lines), true));
        }
        return traces;
    }

    /** The connections of all traces of components in a folder. */
    static List<Trace> ofComponents(Path folder) throws IOException {
        return all(folder, file -> file.startsWith("xmpp-component-"));
    }

    private static List<Trace> all(Path folder, Predicate<String> which) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> which.test(file.getFileName().toString()))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
        List<Trace> traces = new ArrayList<>();
        for (Path file : files) {
            traces.addAll(read(file));
        }
        return traces;
    }

    /** Components have streams of their own, and what goes over HTTP is another framing. */
    private static boolean isOfClient(String file) {
        return file.endsWith(".txt")
                && Stream.of("stanza-", "xmpp-component-", "xmpp-js-ws-").noneMatch(file::startsWith);
    }

    private static boolean isOfWebSocket(String file) {
        return file.endsWith(".txt")
                && !file.contains("-bosh-")
                && Stream.of("stanza-", "xmpp-js-ws-").anyMatch(file::startsWith);
    }

    private static List<Trace> read(Path file) throws IOException {
        Map<String, List<Line>> connections = new TreeMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split(" ", 4);
            List<Line> lines = connections.computeIfAbsent(parts[0], number -> new ArrayList<>());
            switch (parts[2]) {
                case "C:" -> lines.add(new Line(Kind.CLIENT, unescaped(parts[3])));
                case "S:" -> lines.add(new Line(Kind.SERVER, unescaped(parts[3])));
                default -> {
                    if (parts[3].startsWith("TLS established")) {
                        lines.add(new Line(Kind.SECURED, ""));
                    } else if (parts[3].startsWith("closed by")) {
                        lines.add(new Line(Kind.ENDED, ""));
                    }
                }
            }
        }
        String name = file.getFileName().toString().replace(".txt", "");
        return connections.entrySet().stream()
                .map(entry -> new Trace(name + " " + entry.getKey(), entry.getValue(), false))
                .toList();
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(2) == null ? "\\" : String.valueOf((char) Integer.parseInt(match.group(2), 16))));
    }

    boolean isSecured() {
        return lines.stream().anyMatch(line -> line.kind() == Kind.SECURED);
    }

    Framing framing() {
        return messages ? new MessageFraming() : new DocumentFraming();
    }

    /** The trace with another id in the server's answer to the request for a resource. */
    Trace withBindId(String id) {
        return mapped(Kind.SERVER, text -> {
            int answer = text.contains("<jid>") ? text.indexOf(BIND) : -1;
            int start = answer < 0 ? -1 : text.lastIndexOf("<iq", answer);
            Matcher old = ID.matcher(text);
            return start >= 0 && old.find(start)
                    ? text.substring(0, old.start()) + " id='" + id + "'" + text.substring(old.end())
                    : text;
        });
    }

    /** The trace with a server that knows no mechanism that binds the channel, and without the tries at one. */
    Trace withoutBoundMechanisms() {
        List<Line> kept = new ArrayList<>();
        boolean trying = false;
        for (Line line : lines) {
            trying |= line.kind() == Kind.CLIENT && line.text().contains("-PLUS\"");
            if (!trying) {
                kept.add(line);
            }
            trying &= !line.text().contains("<failure");
        }
        return new Trace(name, kept, messages)
                .mapped(Kind.SERVER, text -> text.replaceAll("<mechanism>[A-Z0-9-]*-PLUS</mechanism>", ""));
    }

    private Trace mapped(Kind kind, UnaryOperator<String> change) {
        return new Trace(
                name,
                lines.stream()
                        .map(line -> line.kind() == kind ? new Line(kind, change.apply(line.text())) : line)
                        .toList(),
                messages);
    }
}
