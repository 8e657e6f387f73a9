package org.xmpptoolkit.testkit.register;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xmpptoolkit.errors.ErrorCondition;
import org.xmpptoolkit.errors.ErrorSender;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.SpecSection;

/**
 * An error that has a name on the wire. One name may belong to several, each of a kind of its own.
 *
 * @param kind what it is a condition of
 * @param namespace the namespace name of its element, empty if it is none or if that is not known here
 * @param name its name on the wire
 * @param places where it is defined, what is to be followed first
 * @param meaning what it says
 * @param notes what else there is to know, a line each
 * @param legacyCode the code that stood for a stanza error before XMPP, or 0
 */
public record KnownError(
        String kind,
        String namespace,
        String name,
        List<SpecSection> places,
        String meaning,
        List<String> notes,
        int legacyCode) {
    static final String STREAM = "stream error";
    static final String STANZA = "stanza error";
    static final String SASL = "SASL failure";
    /** The kind that has no elements and no sections of their own. */
    public static final String SCRAM = "SCRAM server error";

    private static final int CELLS = 5;

    /** Copies the lists. */
    public KnownError {
        places = List.copyOf(places);
        notes = List.copyOf(notes);
    }

    /** Where it is defined, in what is to be followed. */
    public SpecSection place() {
        return places.get(0);
    }

    /** All that there are: the conditions of the RFCs, and what the resource {@code errors.tsv} adds to them. */
    public static List<KnownError> all() {
        List<String[]> table = table();
        List<KnownError> all = new ArrayList<>();
        Arrays.stream(StreamErrorCondition.values()).forEach(one -> all.add(of(STREAM, one, table)));
        Arrays.stream(StanzaErrorCondition.values()).forEach(one -> all.add(of(STANZA, one, table)));
        Arrays.stream(SaslFailureCondition.values()).forEach(one -> all.add(of(SASL, one, table)));
        for (String[] row : table) {
            if (!row[2].isEmpty()) {
                SpecSection place = new SpecSection(row[2], row[3]);
                all.add(new KnownError(row[0], "", row[1], List.of(place), row[4], List.of(), 0));
            }
        }
        return all;
    }

    private static List<String[]> table() {
        try (InputStream resource = KnownError.class.getResourceAsStream("errors.tsv")) {
            if (resource == null) {
                throw new IllegalStateException("errors.tsv is missing: use the test kit's own jar");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8));
            List<String[]> rows =
                    reader.lines().skip(1).map(line -> line.split("\t", -1)).toList();
            if (rows.stream().anyMatch(row -> row.length != CELLS)) {
                throw new IllegalStateException("errors.tsv has a row that is not of " + CELLS + " cells");
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KnownError of(String kind, ErrorCondition condition, List<String[]> table) {
        List<String> notes = new ArrayList<>();
        String name = condition.elementName();
        int legacyCode = 0;
        if (condition instanceof StanzaErrorCondition stanza) {
            legacyCode = stanza.legacyCode().orElse(0);
            notes.add("Sent as type " + WireNames.of(stanza.defaultType()) + " unless something speaks for another"
                    + (legacyCode == 0 ? "." : "; code " + legacyCode + " before XMPP (XEP-0086)."));
        }
        String sender = condition.sentBy() == ErrorSender.ANY_ENTITY ? "any entity" : senderOf(condition.sentBy());
        notes.add("Sent by " + sender
                + (condition instanceof SaslFailureCondition sasl
                        ? " in reply to " + String.join(", ", sasl.inReplyTo()) + "."
                        : "."));
        if (condition.canonical() != condition) {
            notes.add("Dropped by RFC 6120: read it, and send "
                    + condition.canonical().elementName() + ".");
        } else if (!condition.inRfc3920()) {
            notes.add("RFC 3920 does not have it.");
        }
        table.stream()
                .filter(row -> row[0].equals(kind) && row[1].equals(name) && row[2].isEmpty())
                .forEach(row -> notes.add(row[4]));
        List<SpecSection> places = Stream.concat(
                        condition.section6120().map(section -> new SpecSection("6120", section)).stream(),
                        condition.section3920().map(section -> new SpecSection("3920", section)).stream())
                .toList();
        return new KnownError(kind, condition.namespace(), name, places, condition.meaning(), notes, legacyCode);
    }

    private static String senderOf(ErrorSender sender) {
        return "the " + WireNames.of(sender).replace('-', ' ');
    }

    /** Kind and name, for a list of what is meant. */
    public static String names(List<KnownError> errors) {
        return errors.stream().map(error -> error.kind() + " " + error.name()).collect(Collectors.joining(", "));
    }
}
